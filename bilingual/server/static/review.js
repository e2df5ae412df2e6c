// The review of one document: the grid, what is beside it, filters, and what is done to sentences.
import {ask} from "./api.js";
import {Changes} from "./changes.js";
import {links, known} from "./documents.js";
import {at, el} from "./dom.js";
import * as drafts from "./drafts.js";
import {bar, matching} from "./filters.js";
import {Grid} from "./grid.js";
import {keys} from "./keys.js";
import {Panel, TABS} from "./panel.js";
import {rowElement} from "./row.js";
import {sheet} from "./sheet.js";
import {t} from "./words.js";

const FIRST = 120; // sentences of the first answer
const isOpen = row => !row.fixed && row.state !== "reviewed" && row.state !== "final";

export class Review extends Changes {
  constructor(document, say) {
    super();
    Object.assign(this, {
      document,
      say,
      rows: [],
      byId: new Map(),
      view: [],
      active: null,
      total: 0,
      checks: {},
      stale: new Set(),
    });
    for (const name of ["undo", "redo", "edit", "next", "comment", "bulk", "search", "leave", "escape", "report"])
      this[name] = this[name].bind(this);
    this.help = sheet;
    this.term_ = () => this.editTerm(String(getSelection()).trim());
    this.listening = keys(this);
  }

  async open(main, sentence) {
    this.filters = bar(() => this.choose(), this.bulk);
    this.body = el("div.rows", {role: "rowgroup"});
    this.table = el(
      "div.grid",
      {role: "grid", "aria-label": t("sentences")},
      el(
        "div",
        {role: "rowgroup"},
        el(
          "div.head",
          {role: "row", "aria-rowindex": 1},
          ...["number", "chinese", "english", "state"].map(word => el("div", {role: "columnheader", text: t(word)})),
        ),
      ),
      this.body,
    );
    this.panel = new Panel(this.document, {
      insert: text => this.insert(text),
      take: text => this.takeText(text),
      editTerm: source => this.editTerm(source),
      changed: answer => this.changed(answer),
      say: this.say,
    });
    main.replaceChildren(this.filters.element, el("div.desk", {}, this.table, this.panel.element));
    new ResizeObserver(([{target}]) => main.style.setProperty("--bar", `${target.offsetHeight}px`)).observe(
      this.filters.element,
    );
    this.grid = new Grid(
      this.body,
      (row, n) => this.element(row, n),
      (row, width) => this.guess(row, width),
    );
    this.body.addEventListener("click", event => this.clicked(event));
    addEventListener("keydown", this.listening);
    const path = `/api/documents/${encodeURIComponent(this.document)}/segments`;
    const first = await ask(`${path}?limit=${FIRST}`);
    this.head(first);
    this.take(first.segments, sentence);
    if (first.total > first.segments.length) this.take((await ask(`${path}?after=${FIRST}`)).segments, sentence);
    if (this.shut) return;
    this.filters.fill(this.rows, this.checks);
    if (sentence && this.byId.has(sentence)) this.activate(sentence);
    else if (!this.active) this.next();
    this.resend();
  }

  close() {
    this.shut = true;
    removeEventListener("keydown", this.listening);
    if (this.active) this.show(null);
  }

  head(answer) {
    Object.assign(this, {total: answer.total, checks: answer.checks});
    const [zh, en] = answer.title,
      name = en || answer.name;
    at("title").textContent = name;
    at("title").lang = en ? "en" : "";
    document.title = `${name} · bilingual`;
    at("subtitle").textContent = zh && zh !== en ? zh : "";
    const found = known(this.document);
    at("tools").replaceChildren(
      ...(found ? [el("details", {}, el("summary", {text: t("download")}), el("p.get", {}, ...links(found)))] : []),
    );
    this.count();
  }

  count() {
    const states = {};
    for (const row of this.rows) {
      const s = row.needs ? "needs review" : row.state;
      states[s] = (states[s] ?? 0) + 1;
    }
    at("folder").textContent = [
      t("segments", this.total),
      ...["final", "reviewed", "translated", "needs review", "initial"]
        .filter(s => states[s])
        .map(s => `${states[s]} ${t(s)}`),
    ].join(" · ");
  }

  take(rows) {
    if (this.shut) return;
    for (const row of rows) {
      this.rows.push(row);
      this.byId.set(row.id, row);
    }
    this.choose();
    this.count();
  }

  choose() {
    // which sentences are shown, and in which order
    const held = new Set(drafts.drafts(this.document));
    this.view = matching(this.rows, this.filters.values(), held);
    this.table.setAttribute("aria-rowcount", this.view.length + 1);
    this.grid.kept = this.active;
    this.grid.show(this.view);
    this.filters.count(this.view.length, this.total);
    if (this.active && !this.grid.index.has(this.active)) this.show(null);
  }

  element(row, n) {
    return rowElement(row, n, row.id === this.active, drafts.draft(this.document, row.id), this);
  }

  guess(row, whole) {
    const width = Math.max(200, whole * (whole < 620 ? 0.9 : 0.4));
    const lines = Math.max(Math.ceil((row.source.length * 17) / width), Math.ceil((row.target.length * 8) / width));
    return 34 + 28 * lines + 22 * row.issues.filter(i => !i.accepted && i.severity !== "info").length;
  }

  get row() {
    return this.byId.get(this.active);
  }
  get box() {
    return this.grid?.made.get(this.active)?.querySelector("textarea");
  }

  show(id) {
    const before = this.active;
    this.active = this.grid.kept = id;
    if (before && before !== id) this.grid.redraw(before);
    if (id) this.grid.redraw(id);
  }

  activate(id, editing = false) {
    if (!this.grid.index.has(id)) return;
    if (id !== this.active) {
      this.show(id);
      this.panel.show(this.row);
      history.replaceState(null, "", `#/d/${encodeURIComponent(this.document)}/${id}`);
    }
    this.grid.draw();
    this.box?.grow();
    this.grid.resized(id);
    this.grid.reveal(id, this.margins().top, this.margins().bottom);
    const element = this.grid.made.get(id);
    (editing && this.box ? this.box : element)?.focus({preventScroll: true});
  }

  clicked(event) {
    // what is selected stays selected, to become a term
    const row = event.target.closest(".row");
    if (row && row.dataset.id !== this.active && !String(getSelection()).trim())
      this.activate(row.dataset.id, !!event.target.closest(".en"));
  }

  margins() {
    // what stands over the grid: the filters above, on small screens the panel below
    const bar = at("bar"),
      side = this.panel.element,
      below = getComputedStyle(side).bottom === "0px";
    return {
      top: getComputedStyle(bar).position === "sticky" ? bar.offsetHeight + 8 : 12,
      bottom: below ? side.offsetHeight + 12 : 60,
    };
  }

  move(by) {
    const n = this.grid.index.get(this.active) ?? (by > 0 ? -1 : this.view.length),
      row = this.view[Math.min(this.view.length - 1, Math.max(0, n + by))];
    if (row) this.activate(row.id, document.activeElement === this.box);
  }

  next(editing = false) {
    const from = this.grid.index.get(this.active) ?? -1,
      order = [...this.view.slice(from + 1), ...this.view.slice(0, Math.max(0, from))];
    const row = order.find(r => isOpen(r) && !r.saving);
    if (row) this.activate(row.id, editing === true);
    else if (this.rows.length === this.total && this.active) this.say(t("allRead"));
    else if (this.view[0]) this.activate(this.view[0].id);
  }

  edit() {
    if (this.row) this.activate(this.active, true);
  }

  escape() {
    if (drafts.draft(this.document, this.active)) this.revert(this.row);
    else this.grid.made.get(this.active)?.focus();
  }

  tab(n) {
    this.panel.choose(TABS[n]);
  }
  comment() {
    this.panel.choose("comments");
    at("comment")?.focus();
  }
  search() {
    this.filters.search.focus();
    this.filters.search.select();
  }
  leave() {
    location.hash = "#/";
  }
}
