// Which sentences are shown, and in which order.
import {el} from "./dom.js";
import {t} from "./words.js";

const SINCE = {hour: 36e5, day: 864e5, week: 6048e5};

export function bar(changed, bulk) {
  const choice = (word, options) => {
    const box = el("select", {onchange: changed}, ...options.map(([value, text]) => el("option", {value, text})));
    return {box, label: el("label", {}, el("span", {text: t(word)}), box)};
  };
  const states = choice("state", [
    ["", t("all")],
    ["unread", t("unread")],
    ...["needs review", "translated", "reviewed", "final"].map(s => [s, t(s)]),
    ["draft", t("drafts")],
  ]);
  const checks = choice("check", [
      ["", t("all")],
      ["any", t("anyIssue")],
    ]),
    terms = choice("term", [
      ["", t("all")],
      ["any", t("anyTerm")],
    ]);
  const since = choice("since", [["", t("ever")], ...Object.keys(SINCE).map(s => [s, t(s)])]),
    order = choice("order", [
      ["", t("byDocument")],
      ["worth", t("byWorth")],
    ]);
  let timer;
  const search = el("input", {
    type: "search",
    id: "search",
    placeholder: t("search"),
    "aria-label": t("search"),
    oninput: () => {
      clearTimeout(timer);
      timer = setTimeout(changed, 120);
    },
  });
  const shown = el("output", {"aria-live": "polite"});
  const element = el(
    "nav.bar-filters",
    {id: "bar", "aria-label": t("search")},
    search,
    states.label,
    checks.label,
    terms.label,
    since.label,
    order.label,
    el("button", {type: "button", text: t("bulk"), onclick: bulk}),
    shown,
  );
  return {
    element,
    search,
    values: () => ({
      words: search.value.trim().toLowerCase(),
      state: states.box.value,
      check: checks.box.value,
      term: terms.box.value,
      since: since.box.value,
      order: order.box.value,
    }),
    count: (n, total) => {
      shown.textContent = t("shown", n, total);
    },
    fill: (rows, titles) => {
      const count = new Map(),
        found = new Map();
      for (const row of rows) {
        for (const check of new Set(row.issues.map(i => i.check))) count.set(check, (count.get(check) ?? 0) + 1);
        for (const source of new Set(row.terms.map(x => x[2]))) found.set(source, (found.get(source) ?? 0) + 1);
      }
      const option = ([value, n]) => el("option", {value, text: `${titles[value] ?? value} (${n})`});
      checks.box.append(...[...count].sort((a, b) => b[1] - a[1]).map(option));
      terms.box.append(
        ...[...found]
          .sort((a, b) => b[1] - a[1])
          .slice(0, 300)
          .map(option),
      );
    },
  };
}

export function matching(rows, {words, state, check, term, since, order}, held) {
  const from = since ? new Date(Date.now() - SINCE[since]).toISOString() : "";
  const unread = row => !row.fixed && row.state !== "reviewed" && row.state !== "final";
  const shown = rows.filter(
    row =>
      (!words ||
        row.source.toLowerCase().includes(words) ||
        row.target.toLowerCase().includes(words) ||
        row.id === `s${words}`) &&
      (!state ||
        (state === "unread"
          ? unread(row)
          : state === "draft"
            ? held.has(row.id)
            : state === (row.needs ? "needs review" : row.state))) &&
      (!check || row.issues.some(i => !i.accepted && (check === "any" || i.check === check))) &&
      (!term || row.terms.some(x => term === "any" || x[2] === term)) &&
      (!from || row.when > from),
  );
  return order ? shown.sort((a, b) => a.rank - b.rank) : shown;
}
