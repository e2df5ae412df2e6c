// Beside the sentence: its terms, similar sentences, candidates, comments, and what people made of it.
import {ask, one, send} from "./api.js";
import {Comments} from "./comments.js";
import {compared, el, marked, spanned} from "./dom.js";
import {who} from "./drafts.js";
import {t} from "./words.js";

export const TABS = ["terms", "memory", "candidates", "comments", "history"];

export class Panel {
  // `actions`: insert(text), take(text), editTerm(source), changed(answer), say(text)
  constructor(document, actions) {
    Object.assign(this, {document, actions, tab: "terms", row: null, details: null, found: null, words: ""});
    this.remarks = new Comments(document, actions);
    this.tabs = TABS.map((name, n) =>
      el("button", {
        type: "button",
        role: "tab",
        id: `tab-${name}`,
        "aria-controls": "panel",
        text: t(name),
        title: `${n + 1}`,
        onclick: () => this.choose(name),
      }),
    );
    this.query = el("input", {
      type: "search",
      "aria-label": t("concordance"),
      placeholder: t("concordance"),
      onchange: () => this.search(this.query.value),
      onkeydown: event => {
        if (event.key === "Enter" && !event.isComposing) this.search(this.query.value);
      },
    });
    this.body = el("div", {id: "panel", role: "tabpanel", tabIndex: 0});
    this.element = el(
      "aside.side",
      {"aria-label": t("side")},
      el("div.tabs", {role: "tablist", "aria-label": t("side"), onkeydown: event => this.arrow(event)}, ...this.tabs),
      this.body,
    );
    this.draw();
  }

  arrow(event) {
    const by = {ArrowRight: 1, ArrowLeft: -1}[event.key];
    if (!by) return;
    event.preventDefault();
    this.choose(TABS[(TABS.indexOf(this.tab) + by + TABS.length) % TABS.length]);
    this.tabs[TABS.indexOf(this.tab)].focus();
  }

  choose(name) {
    this.tab = name;
    this.draw();
  }

  show(row) {
    // whoever runs through sentences asks for the last one only
    const quick = performance.now() - (this.shown ?? -1000) < 150;
    this.shown = performance.now();
    this.row = row;
    if (this.tab === "comments") this.draw();
    clearTimeout(this.timer);
    this.asking?.abort();
    if (quick) this.timer = setTimeout(() => this.load(), 120);
    else this.load();
  }

  async load() {
    const row = this.row,
      asking = (this.asking = new AbortController());
    clearTimeout(this.timer);
    if (!row) return;
    try {
      const details = await ask(one(this.document, row.id), {signal: asking.signal});
      if (this.row?.id === row.id) {
        Object.assign(this, {details, of: row.id});
        this.draw();
      }
    } catch {
      /* another sentence was chosen, or the server is away, which is said elsewhere */
    }
  }

  // What is known of the sentence that is chosen now, never of the one before.
  async ready() {
    if (this.row && !this.fresh) await this.load();
    return this.fresh ? this.details : null;
  }

  draw() {
    this.tabs.forEach((tab, n) => {
      const on = TABS[n] === this.tab,
        count = this.details?.[TABS[n]]?.length;
      tab.setAttribute("aria-selected", String(on));
      tab.tabIndex = on ? 0 : -1;
      tab.textContent = t(TABS[n]) + (count ? ` ${count}` : "");
    });
    this.body.setAttribute("aria-labelledby", `tab-${this.tab}`);
    const box = document.activeElement;
    if (this.tab === "comments" && this.row) this.body.replaceChildren(...this.comments());
    else this.body.replaceChildren(...(this.details ? this[this.tab]() : [el("p.quiet", {text: t("pickRow")})]));
    // an element that is taken out and put back loses the focus, and what is typed next would be commands
    if (this.body.contains(box)) box.focus();
  }

  // Whether what is shown is of the sentence that is chosen now: details arrive later than the choice.
  get fresh() {
    return !!this.row && this.of === this.row.id;
  }

  terms() {
    const found = this.details.terms.map((term, n) =>
      el(
        "div.entry",
        {},
        el(
          "p",
          {},
          n < 9 ? el("kbd", {text: n + 1}) : null,
          el("span.zh", {lang: "zh-Hans", text: term.source}),
          el(`span.mark.${term.status}`, {
            text: term.origin === "figure" ? t("figure") : term.origin === "name" ? t("nameKind") : t(term.status),
          }),
        ),
        el("p", {}, el("strong", {lang: "en", text: term.target})),
        term.variants.length ? el("p.quiet", {text: t("also", term.variants.join(" · "))}) : null,
        term.forbidden.length ? el("p.quiet", {text: t("never", term.forbidden.join(" · "))}) : null,
        term.note ? el("p.quiet", {text: term.note}) : null,
        term.reference ? el("p.quiet", {text: t("source", term.reference)}) : null,
        el(
          "p.acts",
          {},
          this.button("insert", term.target, () => this.actions.insert(term.target)),
          term.origin === "glossary"
            ? this.button("edit", term.source, () => this.actions.editTerm(term.source))
            : null,
        ),
      ),
    );
    return [
      ...(found.length ? found : [el("p.quiet", {text: t("noTerms")})]),
      el("p", {}, el("button", {type: "button", text: t("addTerm"), onclick: () => this.actions.editTerm("")})),
    ];
  }

  button(word, about, act) {
    return el("button.small", {
      type: "button",
      text: t(word),
      "aria-label": `${t(word)}: ${about}`,
      onclick: () => this.fresh && act(),
    });
  }

  memory() {
    const similar = this.details.memory.map(match =>
      el(
        "div.entry",
        {},
        el("p.zh", {lang: "zh-Hans"}, `${match.score}% `, ...marked(match.difference)),
        el("p", {lang: "en", text: match.target}),
        el(
          "p.acts",
          {},
          this.button("take", match.target, () => this.actions.take(match.target)),
        ),
      ),
    );
    return [
      ...(similar.length ? similar : [el("p.quiet", {text: t("noMemory")})]),
      el("p", {}, this.query),
      ...this.concordance(),
    ];
  }

  concordance() {
    if (!this.found) return [];
    if (!this.found.memory) return [el("p.quiet", {text: t("noMemoryFile")})];
    return [
      el("p.quiet", {role: "status", text: t("found", this.found.total)}),
      ...this.found.units.map(unit =>
        el(
          "div.entry",
          {},
          el("p.zh", {lang: "zh-Hans"}, ...spanned(unit.zh, unit.zh_spans)),
          el("p", {lang: "en"}, ...spanned(unit.en, unit.en_spans)),
          el("p.quiet", {
            title: unit.note,
            text: [
              unit.machine ? t("machine") : unit.who,
              unit.machine ? "" : t(unit.state),
              unit.document,
              unit.when.slice(0, 10),
            ]
              .filter(Boolean)
              .join(" · "),
          }),
          el(
            "p.acts",
            {},
            this.button("take", unit.en, () => this.actions.take(unit.en)),
          ),
        ),
      ),
    ];
  }

  async search(words) {
    if (words === this.words && this.found) return;
    this.words = words;
    this.found = words.trim() ? await ask(`/api/memory?q=${encodeURIComponent(words)}`) : null;
    this.draw();
  }

  candidates() {
    const found = this.details.candidates.map((candidate, n) =>
      el(
        "div.entry",
        {},
        el("p", {lang: "en"}, n < 9 ? el("kbd", {text: n + 1}) : null, ...compared(this.row.target, candidate.text)[1]),
        el(
          "p.acts",
          {},
          this.button("take", candidate.text, () => this.actions.take(candidate.text)),
        ),
      ),
    );
    return found.length ? found : [el("p.quiet", {text: t("noCandidates")})];
  }

  comments() {
    return this.remarks.shown(this.row.id, this.fresh ? this.details.comments : null);
  }

  history() {
    const found = this.details.history.map(v =>
      el(
        "div.entry",
        {},
        el("p", {lang: "en"}, ...(v.change ? marked(v.change) : [v.target])),
        el("p.quiet", {
          text: [
            v.stands ? `✓ ${t("stands")}` : "",
            t(v.state),
            v.who || t("nobody"),
            v.when.slice(0, 16).replace("T", " "),
            v.file.split(/[\\/]/).pop(),
          ]
            .filter(Boolean)
            .join(" · "),
        }),
        v.stands
          ? null
          : el(
              "p.acts",
              {},
              this.button("takeVersion", v.target, () => this.take(v)),
            ),
      ),
    );
    return found.length ? found.reverse() : [el("p.quiet", {text: t("noHistory")})];
  }

  async take(version) {
    try {
      this.actions.changed(
        await send("POST", one(this.document, this.row.id, "/take"), {number: version.number, who: who()}),
      );
    } catch (error) {
      this.actions.say(error.status ? error.message : t("offline"));
    }
  }
}
