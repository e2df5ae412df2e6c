// A row of the grid: number, Chinese with its terms, English, state. The active one has an editor.
import {el} from "./dom.js";
import {t} from "./words.js";

// Text with its terms as spans; `spans` are [start, end, term].
function withTerms(text, spans) {
  const out = [];
  let from = 0;
  for (const [start, end, term] of spans.filter(s => s).sort((a, b) => a[0] - b[0])) {
    if (start < from) continue;
    out.push(
      text.slice(from, start),
      el(`span.term${term[4] === "missing" ? ".missing" : ""}`, {
        text: text.slice(start, end),
        title: `${term[2]} = ${term[3]} (${t(term[4])})`,
      }),
    );
    from = end;
  }
  return [...out, text.slice(from)];
}

const chinese = row =>
  withTerms(
    row.source,
    row.terms.map(x => [x[0], x[1], x]),
  );
const english = row =>
  withTerms(
    row.target,
    row.terms.map(x => x[5] && [x[5][0], x[5][1], x]),
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
