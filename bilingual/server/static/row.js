// A row of the grid: number, Chinese with its terms, English, state. The active one has an editor.
import {el, spanned} from "./dom.js";
import {t} from "./words.js";

// A term in a text; `span` is [start, end, the term].
const term = (inside, [, , of]) =>
  el(`span.term${of[4] === "missing" ? ".missing" : ""}`, {
    text: inside,
    title: `${of[2]} = ${of[3]} (${t(of[4])})`,
  });
const chinese = row =>
  spanned(
    row.source,
    row.terms.map(x => [x[0], x[1], x]),
    term,
  );
const english = row =>
  spanned(
    row.target,
    row.terms.filter(x => x[5]).map(x => [...x[5], x]),
    term,
  );

export const stateOf = row => (row.needs ? "needs review" : row.state);

function issueLine(issue, n, actions, row) {
  const text = el("span", {
    text: issue.accepted ? `${issue.message} (${t("accepted", issue.accepted)})` : issue.message,
  });
  const button =
    actions &&
    el("button.small", {
      type: "button",
      text: issue.accepted ? t("withdraw") : t("acceptIssue"),
      onclick: () => actions.acceptIssue(row, issue),
    });
  return el(
    `p.issue.${issue.accepted ? "accepted" : issue.severity}`,
    {},
    actions && !issue.accepted ? el("kbd", {text: n}) : null,
    text,
    button,
  );
}

export function rowElement(row, n, active, held, actions) {
  const number = row.id.slice(1);
  const shown = row.issues.filter(i => active || (!i.accepted && i.severity !== "info"));
  const state = el("span.state", {text: row.saving ? t("saving") : held ? t("draft") : t(stateOf(row))});
  const made = el(
    `div.row.${row.kind}${active ? ".active" : ""}`,
    {role: "row", tabIndex: active ? 0 : -1, "aria-rowindex": n + 2, "aria-selected": String(active)},
    el("div.no", {role: "gridcell", text: number, title: row.place}),
    el("div.zh", {role: "gridcell", lang: "zh-Hans"}, ...chinese(row)),
    el(
      "div.en",
      {role: "gridcell", lang: "en"},
      ...(active ? editor(row, held, actions) : [el("div.text", {}, ...(held ? [held.text] : english(row)))]),
      ...shown.map((issue, k) => issueLine(issue, k + 1, active ? actions : null, row)),
    ),
    el(
      "div.status",
      {role: "gridcell"},
      state,
      row.comments ? el("span.quiet", {text: `✎ ${row.comments}`, title: t("comments")}) : null,
      row.who && active ? el("span.quiet", {text: row.who}) : null,
    ),
  );
  made.dataset.state = held ? "draft" : stateOf(row).replace(" ", "-");
  return made;
}

function editor(row, held, actions) {
  const box = el("textarea", {
    value: held?.text ?? row.target,
    rows: 1,
    spellcheck: true,
    "aria-label": t("englishOf", row.id.slice(1)),
    autocomplete: "off",
  });
  const grow = () => {
    box.style.height = "auto";
    box.style.height = `${box.scrollHeight + 2}px`;
  };
  box.addEventListener("input", () => {
    grow();
    actions.typed(row, box.value);
  });
  requestAnimationFrame(grow);
  box.grow = grow;
  const button = (text, act, keys) => el("button.small", {type: "button", text: t(text), title: keys, onclick: act});
  const revert = button("revert", () => actions.revert(row), "Esc");
  revert.classList.add("revert");
  revert.hidden = !held;
  return [
    box,
    el(
      "div.acts",
      {},
      button("accept", () => actions.accept("reviewed"), "Ctrl+Enter"),
      button("makeFinal", () => actions.accept("final"), "Ctrl+Alt+Enter"),
      revert,
      row.state === "reviewed" || row.state === "final" ? button("takeBack", () => actions.takeBack(row), "") : null,
    ),
  ];
}
