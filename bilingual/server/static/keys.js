// What the keys do in a review. Nothing happens while an input method is composing.
import {LETTERS} from "./sheet.js";

const CHORDS = {g: "term", m: "candidate", i: "issue"};
let chord = "";

export function keys(view) {
  return event => {
    if (event.isComposing || event.keyCode === 229 || document.querySelector("dialog[open]")) return;
    const mod = event.ctrlKey || event.metaKey,
      key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (["Control", "Meta", "Alt", "Shift"].includes(event.key)) return;
    const began = chord;
    chord = "";
    const does =
      began && /^[1-9]$/.test(key)
        ? () => view[began](Number(key) - 1)
        : mod
          ? withControl(view, event, key)
          : event.altKey
            ? {ArrowDown: () => view.move(1), ArrowUp: () => view.move(-1)}[event.key]
            : isText(event.target)
              ? event.target === view.box && key === "Escape" && view.escape
              : alone(view, event);
    if (!does) return;
    event.preventDefault();
    does();
  };
}

function withControl(view, event, key) {
  const code = event.code?.startsWith("Key") ? event.code.slice(3).toLowerCase() : key; // Alt changes letters on a Mac
  if (key === "Enter" && isText(event.target) && event.target !== view.box) return null;
  if (key === "Enter") return () => view.accept(event.altKey ? "final" : "reviewed");
  if (event.altKey && code === "z") return event.shiftKey ? view.redo : view.undo;
  if (event.altKey && code === "y") return view.redo;
  if (!event.altKey && !event.shiftKey && CHORDS[code] && (event.target === view.box || !isText(event.target)))
    return () => {
      chord = CHORDS[code];
    };
  return null;
}

function alone(view, event) {
  const onButton = event.target.matches("button, a, input, select, summary, [role=tab]");
  const always = {
    ArrowDown: event.target.closest(".row") && (() => view.move(1)),
    ArrowUp: event.target.closest(".row") && (() => view.move(-1)),
    Enter: !onButton && view.edit,
  };
  if (always[event.key]) return always[event.key];
  if (localStorage.getItem(LETTERS) === "off" || event.altKey) return null;
  const letters = {
    j: () => view.move(1),
    k: () => view.move(-1),
    e: view.edit,
    a: () => view.accept("reviewed"),
    f: () => view.accept("final"),
    n: view.next,
    c: view.comment,
    t: view.term_,
    b: view.bulk,
    "/": view.search,
    u: view.undo,
    U: view.redo,
    d: view.leave,
    "?": view.help,
  };
  return letters[event.key] ?? (/^[1-5]$/.test(event.key) ? () => view.tab(Number(event.key) - 1) : null);
}

const isText = target => target.matches("textarea, select, input:not([type=checkbox])");
