// The documents of the folder: dropped, translated, counted, downloaded.
import {ask, on} from "./api.js";
import {at, el} from "./dom.js";
import {t} from "./words.js";

const STATES = [
  ["final", "final"],
  ["reviewed", "reviewed"],
  ["translated", "translated"],
  ["needs review", "needs"],
  ["initial", "initial"],
];
const jobs = new Map();
let documents = [],
  refused = [],
  place = "",
  told = "";

export function links(found) {
  return found.formats.map(form =>
    el("a", {
      href: `/api/documents/${encodeURIComponent(found.id)}/download?format=${encodeURIComponent(form.id)}`,
      download: "",
      text: t(`as_${form.id}`),
      title: form.title,
      "aria-label": `${t(`as_${form.id}`)}: ${found.name}`,
    }),
  );
}

export const known = id => documents.find(d => d.id === id);

export async function refresh() {
  const found = await ask("/api/documents");
  documents = found.documents;
  place = found.folder;
  jobs.clear();
  for (const job of found.jobs) jobs.set(job.id, job);
  draw();
}

export function show(main) {
  const choose = el("input", {
    type: "file",
    id: "choose",
    multiple: true,
    onchange: async event => {
      await upload([...event.target.files]);
      event.target.value = "";
    },
  });
  main.replaceChildren(
    el(
      "section",
      {id: "drop", "aria-label": t("newDocuments")},
      el("p", {}, el("strong", {text: t("drop")}), t("or"), el("label.choose", {}, choose, t("choose"))),
      el("p.facts", {text: t("formats")}),
    ),
    el("p", {id: "told", role: "status"}),
    el("ul", {id: "problems", "aria-label": t("problems")}),
    el(
      "section",
      {"aria-label": t("documents")},
      el("ul", {id: "list"}),
      el("p.facts", {id: "empty", text: t("nothing"), hidden: true}),
    ),
  );
  draw();
}

function draw() {
  if (!at("list")) return;
  const all = [...jobs.values()],
    running = all.filter(j => j.state === "waiting" || j.state === "translating");
  at("folder").textContent = place && t("outputs", place);
  at("told").textContent = told;
  at("list").replaceChildren(...running.map(jobItem), ...documents.map(card));
  at("empty").hidden = running.length + documents.length > 0;
  at("problems").replaceChildren(
    ...all.filter(j => j.state === "failed").map(j => el("li", {text: `${j.name}: ${j.error}`})),
    ...refused.map(text =>
      el("li", {text: `${text} `}, el("button.small", {type: "button", text: t("close"), onclick: () => forget(text)})),
    ),
  );
}

function forget(text) {
  refused = refused.filter(other => other !== text);
  draw();
}

function jobItem(job) {
  const item = el(
    "li.job",
    {},
    el("h2", {text: job.name}),
    el("progress", {"aria-label": job.name}),
    el("p.facts"),
    el("button", {
      type: "button",
      text: t("cancel"),
      "aria-label": `${t("cancel")}: ${job.name}`,
      onclick: () => ask(`/api/jobs/${job.id}`, {method: "DELETE"}),
    }),
  );
  item.dataset.job = job.id;
  count(item, job);
  return item;
}

function count(item, job) {
  const bar = item.querySelector("progress");
  if (job.total) {
    bar.max = job.total;
    bar.value = job.done;
  }
  item.querySelector(".facts").textContent = job.total ? t("sentencesOf", job.done, job.total) : t("waiting");
}

function card(found) {
  const counts = STATES.filter(([name]) => found.states[name]),
    words = counts.map(([name]) => `${found.states[name]} ${t(name)}`);
  const bar = el(
    "div.bar",
    {role: "img", "aria-label": words.join(", ")},
    ...counts.map(([name, style]) => {
      const part = el(`i.${style}`);
      part.style.flexGrow = found.states[name];
      return part;
    }),
  );
  const open = el("a", {
    href: `#/d/${encodeURIComponent(found.id)}`,
    text: found.title || found.name,
    lang: found.title ? "en" : null,
  });
  return el(
    "li.card",
    {},
    el("h2", {}, open),
    el("p.facts", {text: [found.name, t("segments", found.segments), ...words].join(" · ")}),
    bar,
    el(
      "p.get",
      {},
      el("a.go", {href: open.getAttribute("href"), text: t("review"), "aria-label": t("reviewOf", found.name)}),
      ...links(found),
    ),
  );
}

async function upload(files) {
  refused = [];
  for (const file of files) {
    told = t("reading", file.name);
    draw();
    const form = new FormData();
    form.append("file", file);
    try {
      const answer = await (await fetch("/api/files", {method: "POST", body: form})).json();
      refused.push(
        ...(answer.errors ?? []).map(e => (e.error.includes(e.name) ? e.error : `${e.name}: ${e.error}`)),
        ...(answer.error ? [`${file.name}: ${answer.error}`] : []),
      );
    } catch {
      refused.push(`${file.name}: ${t("noAnswer")}`);
    }
  }
  told = "";
  await refresh();
}

async function inside(entry) {
  if (entry.isFile) return [await new Promise((yes, no) => entry.file(yes, no))];
  const reader = entry.createReader(),
    found = [];
  for (;;) {
    const some = await new Promise((yes, no) => reader.readEntries(yes, no));
    if (!some.length) return found;
    for (const child of some)
      if (!child.name.startsWith(".") && !child.name.startsWith("~")) found.push(...(await inside(child)));
  }
}

addEventListener("dragover", event => {
  event.preventDefault();
  at("drop")?.classList.add("over");
});
addEventListener("dragleave", event => {
  if (!event.relatedTarget) at("drop")?.classList.remove("over");
});
addEventListener("drop", async event => {
  event.preventDefault();
  at("drop")?.classList.remove("over");
  const entries = [...event.dataTransfer.items].map(i => i.webkitGetAsEntry?.()).filter(Boolean);
  await upload((await Promise.all(entries.map(inside))).flat());
});

on("hello", () => refresh().catch(() => {}));
on("job", job => {
  const before = jobs.get(job.id);
  jobs.set(job.id, job);
  if (job.state === "done" || job.state === "cancelled") refresh().catch(() => {});
  else if (before?.state !== job.state) draw();
  else {
    const item = document.querySelector(`[data-job="${job.id}"]`);
    if (item) count(item, job);
  }
});
