// What is done to sentences: typed, accepted, taken back, and what the server says of them.
import {ask, one, send} from "./api.js";
import * as asking from "./asking.js";
import * as drafts from "./drafts.js";
import {t} from "./words.js";

// The part of a review that changes sentences. It uses of the other part: document, rows, byId, view, grid, panel, row,
// box, active, shut, say, activate, next, count.
export class Changes {
  typed(row, text) {
    const before = drafts.draft(this.document, row.id);
    if (text === row.target) drafts.drop(this.document, row.id);
    else
      drafts.keep(this.document, row.id, {
        text,
        base: before?.base ?? row.target,
        rev: before?.rev ?? row.rev,
        wants: null,
      });
    const element = this.grid.made.get(row.id),
      held = text !== row.target;
    element.dataset.state = held ? "draft" : row.needs ? "needs-review" : row.state;
    element.querySelector(".revert").hidden = !held;
    element.querySelector(".state").textContent = t(held ? "draft" : row.needs ? "needs review" : row.state);
  }

  revert(row) {
    drafts.drop(this.document, row.id);
    this.grid.redraw(row.id);
    this.activate(row.id, true);
  }

  accept(state) {
    const row = this.row,
      editing = document.activeElement === this.box;
    if (!row || (row.fixed && !this.box)) return;
    const text = this.box?.value ?? row.target;
    drafts.save(this.document, row, text, row.state === "final" ? "final" : state, this.report);
    this.grid.redraw(row.id);
    this.next(editing);
  }

  takeBack(row) {
    ask(one(this.document, row.id))
      .then(found => {
        drafts.drop(this.document, row.id);
        drafts.save(this.document, row, found.own, "translated", this.report);
      })
      .catch(error => this.say(error.status ? error.message : t("offline")));
  }

  undo() {
    this.turned(drafts.undo, "undone");
  }
  redo() {
    this.turned(drafts.redo, "redone");
  }

  turned(turn, word) {
    const row = turn((document, id) => (document === this.document ? this.byId.get(id) : null), this.report);
    if (row) this.activate(row.id);
    this.say(row ? t(word, row.id.slice(1)) : t("nothingToUndo"));
  }

  report(kind, row, answer) {
    if (kind === "saved") {
      this.changed(answer);
      this.say(t("saved"));
    } else if (kind === "offline") this.say(t("offline"));
    else if (kind === "refused") this.say(answer.message || t("nothingToUndo"));
    else asking.conflict(row, answer, decided => this.decided(row, answer, decided));
    if (kind !== "saved" && !this.shut) this.grid.redraw(row.id);
  }

  async decided(row, answer, decided) {
    await this.reload([row.id]);
    const now = this.byId.get(row.id);
    if (decided === "theirs") drafts.drop(this.document, row.id);
    else drafts.keep(this.document, row.id, {text: answer.mine, base: now.target, rev: now.rev, wants: null});
    if (decided === "mine")
      drafts.save(this.document, now, answer.mine, now.state === "final" ? "final" : "reviewed", this.report);
    this.grid.redraw(row.id);
    this.activate(row.id, decided !== "mine");
  }

  changed(answer) {
    for (const fresh of answer.segments) {
      const row = this.byId.get(fresh.id);
      if (!row) continue;
      const box = row.id === this.active ? this.box : null;
      const same = box && box.value === row.target && !drafts.draft(this.document, row.id);
      if (
        !Object.keys(fresh).some(key => JSON.stringify(fresh[key]) !== JSON.stringify(row[key])) &&
        !this.stale.has(row.id)
      ) {
        this.grid.redraw(row.id);
        continue;
      }
      Object.assign(row, fresh);
      if (this.shut) continue;
      if (box && !same)
        drafts.keep(this.document, row.id, {
          base: row.target,
          rev: row.rev,
          wants: null,
          ...drafts.draft(this.document, row.id),
          text: box.value,
        });
      if (box && box.value === row.target) drafts.drop(this.document, row.id);
      this.grid.redraw(row.id);
      if (row.id === this.active) this.panel.show(row);
    }
    if (!this.shut) this.count();
  }

  async reload(ids) {
    const path = `/api/documents/${encodeURIComponent(this.document)}/segments`;
    this.changed(await ask(ids.length > 200 ? path : `${path}?ids=${ids.join(",")}`));
  }

  told(event) {
    // somebody, perhaps we, changed sentences
    if (event.document !== this.document || this.shut) return;
    for (const id of event.ids) this.stale.add(id);
    clearTimeout(this.soon);
    this.soon = setTimeout(() => {
      const ids = [...this.stale];
      this.stale.clear();
      if (ids.length) this.reload(ids).catch(() => {});
    }, 200);
  }

  resend() {
    // what was to be saved when the server went away
    for (const id of drafts.drafts(this.document)) {
      const held = drafts.draft(this.document, id),
        row = this.byId.get(id);
      if (held?.wants && row && !row.saving) drafts.save(this.document, row, held.text, held.wants, this.report);
    }
  }

  insert(text) {
    if (!this.row) return;
    const box = this.box;
    box.focus({preventScroll: true});
    box.setRangeText(text, box.selectionStart, box.selectionEnd, "end");
    box.dispatchEvent(new Event("input"));
  }

  takeText(text) {
    if (!this.row) return;
    this.box.focus({preventScroll: true});
    this.box.value = text;
    this.box.dispatchEvent(new Event("input"));
  }

  async term(n) {
    const term = (await this.panel.ready())?.terms[n];
    if (term) this.insert(term.target);
  }
  async candidate(n) {
    const one = (await this.panel.ready())?.candidates[n];
    if (one) this.takeText(one.text);
  }
  issue(n) {
    const issue = this.row?.issues[n];
    if (issue) this.acceptIssue(this.row, issue);
  }
  bulk() {
    asking.bulk(
      this.document,
      this.view,
      answer => {
        this.changed(answer);
        this.say(t("saved"));
      },
      this.say,
    );
  }
  editTerm(source) {
    asking.term(source, this.say).catch(error => this.say(error.status ? error.message : t("offline")));
  }

  acceptIssue(row, issue) {
    const accept = reason =>
      send("POST", one(this.document, row.id, "/accept"), {check: issue.check, reason, who: drafts.who()})
        .then(answer => this.changed(answer))
        .catch(error => this.say(error.status ? error.message : t("offline")));
    const alike = row.issues.filter(other => other.check === issue.check && !other.accepted);
    if (issue.accepted) accept("");
    else asking.reason(alike, accept);
  }
}
