// Nothing typed is lost: a draft stays in the browser until the server has it, and every save can be undone.
import {one, send, Failed} from "./api.js";

const key = (document, id) => `bilingual:draft:${document}:${id}`;
export const NAME = "bilingual:name";
export const who = () => localStorage.getItem(NAME) ?? "";

export function draft(document, id) {
  try {
    return JSON.parse(localStorage.getItem(key(document, id)));
  } catch {
    return null;
  }
}
export function keep(document, id, made) {
  localStorage.setItem(key(document, id), JSON.stringify(made));
}
export function drop(document, id) {
  localStorage.removeItem(key(document, id));
}
export function drafts(document) {
  const start = key(document, "");
  return Object.keys(localStorage)
    .filter(k => k.startsWith(start))
    .map(k => k.slice(start.length));
}

const done = [],
  undone = [];
let chain = Promise.resolve();

// Saves go one after the other. `report` gets (kind, row, answer): saved, conflict, refused or offline.
export function save(document, row, text, state, report, step = "save") {
  const known = draft(document, row.id);
  const made = {text, base: known?.base ?? row.target, rev: known?.rev ?? row.rev, wants: state};
  keep(document, row.id, made);
  row.saving = (row.saving ?? 0) + 1;
  chain = chain
    .then(() => put(document, row, made, report, step))
    .catch(error => {
      console.error(error);
    });
  return chain;
}

async function put(document, row, made, report, step) {
  const now = draft(document, row.id),
    before = {target: row.target, state: row.state};
  const based = now && now.base === made.base ? now.rev : made.rev;
  try {
    const answer = await send(
      "PUT",
      one(document, row.id),
      {target: made.text, state: made.wants, who: who()},
      {"If-Match": `"${based}"`},
    );
    row.saving--;
    const mine = answer.segments.find(s => s.id === row.id),
      later = draft(document, row.id);
    if (later && later.text === made.text) drop(document, row.id);
    else if (later) keep(document, row.id, {...later, base: mine.target, rev: mine.rev, wants: null});
    const change = {document, id: row.id, before, after: {target: mine.target, state: mine.state}};
    if (step === "undo") undone.push({...change, before: change.after, after: before});
    else if (before.target !== mine.target || before.state !== mine.state) {
      done.push(change);
      if (step === "save") undone.length = 0;
    }
    report("saved", row, answer);
  } catch (error) {
    row.saving--;
    if (error instanceof Failed && error.status === 409) report("conflict", row, error.answer);
    else if (error instanceof Failed && error.status < 500 && error.status !== 401) {
      keep(document, row.id, {...made, wants: null});
      report("refused", row, error);
    } else report("offline", row, error);
  }
}

// Take the last save back, or make it again: a new version like any other. `find` gives the row as it is now.
export function undo(find, report) {
  return turn(done, "undo", "before", "after", find, report);
}
export function redo(find, report) {
  return turn(undone, "redo", "after", "before", find, report);
}

function turn(stack, step, to, from, find, report) {
  const change = stack.pop(),
    row = change && find(change.document, change.id);
  if (!row) return null;
  if (row.target !== change[from].target) {
    stack.push(change);
    report("refused", row, new Error(""));
    return null;
  }
  drop(change.document, row.id);
  save(change.document, row, change[to].target, change[to].state, report, step);
  return row;
}
