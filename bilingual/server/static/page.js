const at = id => document.getElementById(id);
const STATES = [["final", "final"], ["reviewed", "reviewed"], ["translated", "translated"], ["needs review", "needs"], ["initial", "initial"]];
const jobs = new Map();
let documents = [];

if (location.search) history.replaceState(null, "", location.pathname);

async function ask(path, options) {
  const answer = await fetch(path, options);
  if (answer.status === 401) { location.reload(); throw new Error("closed"); }
  return answer;
}

async function refresh() {
  const found = await (await ask("/api/documents")).json();
  documents = found.documents;
  jobs.clear();
  for (const job of found.jobs) jobs.set(job.id, job);
  at("folder").textContent = "Outputs in " + found.folder;
  draw();
}

function draw() {
  const running = [...jobs.values()].filter(j => j.state === "waiting" || j.state === "translating");
  const failed = [...jobs.values()].filter(j => j.state === "failed");
  at("list").replaceChildren(...running.map(jobItem), ...documents.map(card));
  at("empty").hidden = running.length + documents.length > 0;
  at("problems").replaceChildren(...failed.map(j => line(`${j.name}: ${j.error}`)), ...refused.map(line));
}

function line(text) { const item = document.createElement("li"); item.textContent = text; return item; }

function jobItem(job) {
  const item = at("job").content.firstElementChild.cloneNode(true);
  item.querySelector("h2").textContent = job.name;
  item.dataset.job = job.id;
  item.querySelector("button").addEventListener("click", () => ask(`/api/jobs/${job.id}`, {method: "DELETE"}));
  item.querySelector("button").setAttribute("aria-label", "Cancel " + job.name);
  show(item, job);
  return item;
}

function show(item, job) {
  const bar = item.querySelector("progress");
  bar.setAttribute("aria-label", job.name);
  if (job.total) { bar.max = job.total; bar.value = job.done; }
  item.querySelector(".facts").textContent = job.total ? `${job.done} of ${job.total} sentences` : "waiting";
}

function card(found) {
  const item = at("card").content.firstElementChild.cloneNode(true);
  item.querySelector("h2").textContent = found.title || found.name;
  item.querySelector(".title").remove();
  const counts = STATES.filter(([name]) => found.states[name]);
  item.querySelector(".facts").textContent = [found.name, `${found.segments} segments`, ...counts.map(([name]) => `${found.states[name]} ${name}`)].join(" · ");
  const bar = item.querySelector(".bar");
  bar.setAttribute("aria-label", counts.map(([name]) => `${found.states[name]} ${name}`).join(", "));
  for (const [name, style] of counts) {
    const part = document.createElement("i");
    part.className = style;
    part.style.flexGrow = found.states[name];
    bar.append(part);
  }
  for (const form of found.formats) {
    const link = document.createElement("a");
    link.href = `/api/documents/${encodeURIComponent(found.id)}/download?format=${encodeURIComponent(form.id)}`;
    link.textContent = form.id === "same" ? "as the source" : form.id;
    link.title = form.title;
    link.setAttribute("aria-label", `${found.name}: ${form.title}`);
    link.download = "";
    item.querySelector(".get").append(link);
  }
  return item;
}

let refused = [];
async function send(files) {
  refused = [];
  for (const file of files) {
    at("told").textContent = `Reading ${file.name} …`;
    const form = new FormData();
    form.append("file", file);
    try {
      const answer = await (await ask("/api/files", {method: "POST", body: form})).json();
      refused.push(...(answer.errors ?? []).map(e => e.error.includes(e.name) ? e.error : `${e.name}: ${e.error}`), ...(answer.error ? [`${file.name}: ${answer.error}`] : []));
    } catch {
      refused.push(`${file.name}: the server does not answer`);
    }
  }
  at("told").textContent = "";
  await refresh();
}

async function inside(entry) {
  if (entry.isFile) return [await new Promise((yes, no) => entry.file(yes, no))];
  const reader = entry.createReader(), found = [];
  for (;;) {
    const some = await new Promise((yes, no) => reader.readEntries(yes, no));
    if (!some.length) break;
    for (const child of some) if (!child.name.startsWith(".") && !child.name.startsWith("~")) found.push(...await inside(child));
  }
  return found;
}

const drop = at("drop");
addEventListener("dragover", event => { event.preventDefault(); drop.classList.add("over"); });
addEventListener("dragleave", event => { if (!event.relatedTarget) drop.classList.remove("over"); });
addEventListener("drop", async event => {
  event.preventDefault();
  drop.classList.remove("over");
  const entries = [...event.dataTransfer.items].map(i => i.webkitGetAsEntry?.()).filter(Boolean);
  await send((await Promise.all(entries.map(inside))).flat());
});
at("choose").addEventListener("change", async event => { await send([...event.target.files]); event.target.value = ""; });

const events = new EventSource("/api/events");
events.addEventListener("hello", refresh);
events.addEventListener("job", event => {
  const job = JSON.parse(event.data), known = jobs.get(job.id);
  jobs.set(job.id, job);
  if (job.state === "done" || job.state === "cancelled") refresh();
  else if (known?.state !== job.state) draw();
  else { const item = document.querySelector(`[data-job="${job.id}"]`); if (item) show(item, job); }
});
