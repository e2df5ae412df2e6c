// Elements without markup: whatever a document, a term or a comment holds stays text.

export function el(name, more = {}, ...children) {
  const [tag, ...classes] = name.split("."),
    made = document.createElement(tag || "div");
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

// A text in which spans, [start, end, ...] in characters as Python counts them, are made into elements.
export function spanned(text, spans, make = inside => el("mark", {text: inside})) {
  const out = [],
    characters = [...text],
    cut = (start, end) => characters.slice(start, end).join("");
  let from = 0;
  for (const span of [...spans].sort((a, b) => a[0] - b[0])) {
    if (span[0] < from) continue;
    out.push(cut(from, span[0]), make(cut(span[0], span[1]), span));
    from = span[1];
  }
  return [...out, cut(from)];
}

// Two English sentences in which the words that differ are marked, as two lists of pieces.
export function compared(before, after) {
  const a = before.split(/(?<=\s)/),
    b = after.split(/(?<=\s)/),
    n = a.length,
    m = b.length;
  const best = Array.from({length: n + 1}, () => new Uint16Array(m + 1));
  for (let i = n - 1; i >= 0; i--)
    for (let j = m - 1; j >= 0; j--)
      best[i][j] = a[i].trim() === b[j].trim() ? best[i + 1][j + 1] + 1 : Math.max(best[i + 1][j], best[i][j + 1]);
  const old = [],
    fresh = [];
  for (let i = 0, j = 0; i < n || j < m;) {
    if (i < n && j < m && a[i].trim() === b[j].trim()) {
      old.push(a[i++]);
      fresh.push(b[j++]);
    } else if (j >= m || (i < n && best[i + 1][j] >= best[i][j + 1])) old.push(el("del", {text: a[i++]}));
    else fresh.push(el("ins", {text: b[j++]}));
  }
  return [old, fresh];
}

// A dialog that is made when it opens and gone when it closes; focus returns to where it was.
export function dialog(title, ...children) {
  const back = document.activeElement,
    heading = el("h2", {text: title, id: "dialog-title"});
  const box = el(
    "dialog",
    {
      "aria-labelledby": "dialog-title",
      onclose: () => {
        box.remove();
        back?.isConnected && back.focus();
      },
    },
    heading,
    ...children,
  );
  document.body.append(box);
  box.showModal();
  return box;
}
