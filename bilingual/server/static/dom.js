// Elements without markup: whatever a document, a term or a comment holds stays text.

export function el(name, more = {}, ...children) {
  const [tag, ...classes] = name.split("."), made = document.createElement(tag || "div");
  if (classes.length) made.className = classes.join(" ");
  for (const [key, value] of Object.entries(more)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key === "text") made.textContent = value;
    else if (key in made && key !== "list" && key !== "lang") made[key] = value;
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter(child => child !== null && child !== undefined));
  return made;
}

export const at = id => document.getElementById(id);

// What changes from one sentence to the other, as the server marks it: 增长[-5-]{+6+}%。
export function marked(text) {
  const out = [];
  for (const part of text.split(/(\[-[\s\S]*?-\]|\{\+[\s\S]*?\+\})/)) {
    if (part.startsWith("[-")) out.push(el("del", {text: part.slice(2, -2)}));
    else if (part.startsWith("{+")) out.push(el("ins", {text: part.slice(2, -2)}));
    else if (part) out.push(part);
  }
  return out;
}

// Two English sentences with the words that differ marked in the second one.
export function compared(before, after) {
  const a = before.split(/(\s+)/), b = after.split(/(\s+)/);
  let start = 0, end = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const cut = words => [words.slice(0, start).join(""), words.slice(start, words.length - end).join(""), words.slice(words.length - end).join("")];
  const [x, y] = [cut(a), cut(b)];
  return [[x[0], x[1] ? el("del", {text: x[1]}) : "", x[2]], [y[0], y[1] ? el("ins", {text: y[1]}) : "", y[2]]];
}

// A dialog that is made when it opens and gone when it closes; focus returns to where it was.
export function dialog(title, ...children) {
  const back = document.activeElement, heading = el("h2", {text: title, id: "dialog-title"});
  const box = el("dialog", {"aria-labelledby": "dialog-title", onclose: () => { box.remove(); back?.isConnected && back.focus(); }}, heading, ...children);
  document.body.append(box);
  box.showModal();
  return box;
}
