// Requests to the server, and what it tells: one stream of events for all windows of a browser.

export class Failed extends Error {
  constructor(status, answer) {
    super(answer?.error ?? `HTTP ${status}`);
    this.status = status;
    this.answer = answer;
  }
}

export async function ask(path, options = {}) {
  const answer = await fetch(path, options); // throws TypeError where the server does not answer
  if (answer.status === 401) dispatchEvent(new Event("closed"));
  if (answer.status === 204) return null;
  const body = await answer.json();
  if (!answer.ok) throw new Failed(answer.status, body);
  return body;
}

export function send(method, path, body, headers = {}) {
  return ask(path, {method, body: JSON.stringify(body), headers: {"Content-Type": "application/json", ...headers}});
}

export const one = (document, sentence, more = "") =>
  `/api/documents/${encodeURIComponent(document)}/segments/${encodeURIComponent(sentence)}${more}`;

const KINDS = ["hello", "job", "segments"];
const listeners = new EventTarget();
export function on(kind, handle) {
  listeners.addEventListener(kind, event => handle(event.detail));
}
const tell = (kind, detail) => listeners.dispatchEvent(new CustomEvent(kind, {detail}));

function stream(pass) {
  const source = new EventSource("/api/events");
  for (const kind of KINDS) source.addEventListener(kind, event => pass(kind, JSON.parse(event.data)));
  source.addEventListener("error", () => {
    pass("gone", {});
    if (source.readyState !== EventSource.CLOSED) return;
    // the browser does not try again by itself: a server that was started anew does not know us, and `ask` tells so
    ask("/api/documents").catch(() => {});
    setTimeout(() => stream(pass), 5000);
  });
}

// A browser opens six connections to a host: the window that holds the lock listens for all, and the next one takes over.
export function listen() {
  if (!navigator.locks || !window.BroadcastChannel) {
    stream(tell);
    return;
  }
  const channel = new BroadcastChannel("bilingual");
  channel.addEventListener("message", ({data}) => tell(data.kind, data.detail));
  navigator.locks.request(
    "bilingual-events",
    () =>
      new Promise(() => {
        stream((kind, detail) => {
          tell(kind, detail);
          channel.postMessage({kind, detail});
        });
      }),
  );
  tell("hello", {});
}
