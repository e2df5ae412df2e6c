// What the page asks in a dialog: a term, many sentences at once, a conflict, and a reason.
import {ask, send} from "./api.js";
import {compared, dialog, el} from "./dom.js";
import {who} from "./drafts.js";
import {t} from "./words.js";

const COLUMNS = ["source", "target", "variants", "forbidden", "note", "reference"];
const closing = box => el("button", {type: "button", text: t("close"), onclick: () => box().close()});

export async function term(source, say) {
  const found = source ? await ask(`/api/terms?source=${encodeURIComponent(source)}`) : {entry: null, file: ""};
  let base = found.entry,
    box;
  const fields = Object.fromEntries(
    COLUMNS.map(name => [
      name,
      el(name === "note" ? "textarea" : "input", {
        id: `term-${name}`,
        value: base?.[name] ?? (name === "source" ? source : ""),
        lang: name === "source" ? "zh-Hans" : "en",
        readOnly: name === "source" && !!base,
      }),
    ]),
  );
  const said = el("div", {role: "status"}),
    file = el("p.quiet", {text: found.file && t(base ? "inFile" : "willFile", found.file)});
  const entry = () => ({
    ...(base ?? {}),
    ...Object.fromEntries(COLUMNS.map(name => [name, fields[name].value.trim()])),
  });
  const save = el("button.go", {
    type: "button",
    text: t("saveTerm"),
    title: t("lookFirst"),
    disabled: true,
    onclick: async () => {
      save.disabled = true;
      said.replaceChildren(el("p.quiet", {text: t("saving")}));
      try {
        await send("PUT", "/api/terms", {entry: entry(), base});
        box.close();
        say(t("termSaved", entry().source));
      } catch (error) {
        if (error.status !== 409) {
          tell(error.status ? error.message : t("offline"));
          return;
        }
        const theirs = error.answer.theirs;
        said.replaceChildren(
          el("p.issue.error", {text: t("termConflict", theirs?.target ?? "—")}),
          el("button", {
            type: "button",
            text: t("takeFile"),
            onclick: () => {
              base = theirs;
              for (const name of COLUMNS) if (theirs) fields[name].value = theirs[name];
              tell("");
            },
          }),
        );
      }
    },
  });
  const tell = text => said.replaceChildren(el("p.issue.error", {text}));
  const look = el("button", {
    type: "button",
    text: t("preview"),
    onclick: async () => {
      said.replaceChildren(el("p.quiet", {text: t("looking")}));
      try {
        const now = await ask(`/api/terms?source=${encodeURIComponent(entry().source)}`);
        if (!base && now.entry) {
          base = now.entry; // what it has and nobody wrote anew stays
          for (const name of COLUMNS) if (!fields[name].value.trim()) fields[name].value = base[name] ?? "";
          file.textContent = t("inFile", now.file);
        }
        said.replaceChildren(...changes(await send("POST", "/api/terms/preview", {entry: entry()})));
        save.disabled = false;
      } catch (error) {
        tell(error.status ? error.message : t("offline"));
      }
    },
  });
  for (const input of Object.values(fields))
    input.addEventListener("input", () => {
      save.disabled = true;
    });
  box = dialog(
    t("termTitle"),
    ...COLUMNS.map(name =>
      el("p.field", {}, el("label", {htmlFor: `term-${name}`, text: t(`t.${name}`)}), fields[name]),
    ),
    file,
    el(
      "p.acts",
      {},
      look,
      save,
      closing(() => box),
    ),
    said,
  );
  fields[source ? "target" : "source"].focus();
}

function changes(found) {
  const line = one => {
    const [before, after] = compared(one.before, one.after ?? "");
    return el(
      "div.entry",
      {},
      el("p.quiet", {text: `${one.document} ${one.id.slice(1)}`}),
      el("p.zh", {lang: "zh-Hans", text: one.source}),
      el("p", {lang: "en"}, ...(one.reviewed ? [one.before] : before)),
      one.reviewed ? null : one.after === null ? el("p.quiet", {text: t("later")}) : el("p", {lang: "en"}, ...after),
    );
  };
  return [
    el("h3", {text: t("affected", found.affected.length)}),
    ...found.affected.map(line),
    ...(found.reviewed.length
      ? [el("h3", {text: t("reviewedLeft", found.reviewed.length)}), ...found.reviewed.map(line)]
      : []),
  ];
}

export async function bulk(document, rows, changed, say) {
  const path = `/api/documents/${encodeURIComponent(document)}/bulk`,
    body = {segments: Object.fromEntries(rows.map(r => [r.id, r.rev])), state: "reviewed", who: who()};
  let found, box;
  try {
    found = await send("POST", path, {...body, preview: true});
  } catch (error) {
    say(error.status ? error.message : t("offline"));
    return;
  }
  const byId = new Map(rows.map(r => [r.id, r]));
  const line = (id, why) =>
    el(
      "div.entry",
      {},
      el("p", {lang: "en"}, el("span.quiet", {text: `${id.slice(1)} `}), byId.get(id)?.target ?? ""),
      why ? el("p.quiet", {text: t(why)}) : null,
    );
  const chosen = found.accept.slice(0, 200),
    left = found.left.filter(l => l.why !== "is that already");
  const go = el("button.go", {
    type: "button",
    text: t("bulkDo", found.accept.length),
    disabled: !found.accept.length,
    onclick: async () => {
      go.disabled = true;
      const keep = new Set(found.accept);
      try {
        changed(
          await send("POST", path, {
            ...body,
            segments: Object.fromEntries(Object.entries(body.segments).filter(([id]) => keep.has(id))),
          }),
        );
        box.close();
      } catch (error) {
        say(error.status ? error.message : t("offline"));
        go.disabled = false;
      }
    },
  });
  box = dialog(
    t("bulkTitle", found.accept.length),
    el(
      "p.acts",
      {},
      go,
      closing(() => box),
    ),
    ...chosen.map(id => line(id)),
    found.accept.length > chosen.length ? el("p", {text: "…"}) : null,
    ...(left.length
      ? [el("h3", {text: t("bulkLeft", left.length)}), ...left.slice(0, 200).map(l => line(l.id, l.why))]
      : []),
  );
  go.focus();
}

// Three texts, and nothing is thrown away. `decide` gets "mine", "theirs" or "".
export function conflict(row, answer, decide) {
  let box,
    decided = "";
  const pane = (word, text, note) =>
    el(
      "div.pane",
      {},
      el("h3", {text: t(word)}),
      el("p", {lang: "en", text: text ?? "—"}),
      note ? el("p.quiet", {text: note}) : null,
    );
  const button = (word, what, style) =>
    el(`button${style}`, {
      type: "button",
      text: t(word),
      onclick: () => {
        decided = what;
        box.close();
      },
    });
  const {theirs} = answer;
  box = dialog(
    t("conflict"),
    el("p.zh", {lang: "zh-Hans", text: row.source}),
    el(
      "div.panes",
      {},
      pane("base", answer.base),
      pane("mine", answer.mine),
      pane(
        "theirs",
        theirs.target,
        [theirs.who, t(theirs.state), theirs.when.slice(0, 16).replace("T", " ")].filter(Boolean).join(" · "),
      ),
    ),
    el(
      "p.acts",
      {},
      button("takeMine", "mine", ".go"),
      button("takeTheirs", "theirs", ""),
      button("keepEditing", "", ""),
    ),
  );
  box.addEventListener("close", () => decide(decided));
}

// Why issues of one check, which are accepted together, may stand.
export function reason(issues, done) {
  let box;
  const field = el("textarea", {
    id: "reason",
    rows: 2,
    onkeydown: event => {
      if (event.key === "Enter" && !event.isComposing && !event.shiftKey) {
        event.preventDefault();
        go();
      }
    },
  });
  const go = () => {
    if (field.value.trim()) {
      box.close();
      done(field.value.trim());
    }
  };
  box = dialog(
    t("acceptIssues"),
    ...issues.map(issue => el("p", {text: issue.message})),
    el("p.field", {}, el("label", {htmlFor: "reason", text: t("reason")}), field),
    el(
      "p.acts",
      {},
      el("button.go", {type: "button", text: t("accept"), onclick: go}),
      closing(() => box),
    ),
  );
  field.focus();
}
