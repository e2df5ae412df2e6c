// Rows of any height, of which only those near the window are in the page.

const AHEAD = 700; // pixels above and below the window

export class Grid {
  // `make` gives the element of a row, `guess` its height before it was measured.
  constructor(box, make, guess) {
    Object.assign(this, {
      box,
      make,
      guess,
      rows: [],
      index: new Map(),
      heights: new Map(),
      guesses: new Map(),
      tops: new Float64Array(1),
      made: new Map(),
      kept: null,
      width: box.clientWidth,
    });
    addEventListener("scroll", () => this.soon(), {passive: true});
    new ResizeObserver(() => {
      if (box.clientWidth !== this.width) {
        this.width = box.clientWidth;
        this.heights.clear();
        this.guesses.clear();
        this.place();
        this.draw();
      }
    }).observe(box);
    this.watch = new ResizeObserver(entries => {
      if (this.measure(entries.map(e => e.target))) this.draw();
    });
  }

  show(rows) {
    this.rows = rows;
    this.index = new Map(rows.map((row, n) => [row.id, n]));
    for (const id of [...this.made.keys()]) if (!this.index.has(id)) this.remove(id);
    this.place();
    this.draw();
  }

  place() {
    const tops = (this.tops = new Float64Array(this.rows.length + 1));
    this.rows.forEach((row, n) => {
      tops[n + 1] = tops[n] + (this.heights.get(row.id) ?? this.guessed(row));
    });
    this.box.style.height = `${Math.ceil(tops[this.rows.length])}px`;
  }

  guessed(row) {
    let height = this.guesses.get(row.id);
    if (height === undefined) this.guesses.set(row.id, (height = this.guess(row, this.width)));
    return height;
  }

  at(y) {
    // the row at a height of the box
    let low = 0,
      high = this.rows.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.tops[middle] <= y) low = middle;
      else high = middle - 1;
    }
    return Math.max(0, low);
  }

  soon() {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      this.draw();
    });
  }

  draw() {
    if (!this.rows.length || !this.box.isConnected) return;
    const above = -this.box.getBoundingClientRect().top;
    const first = this.at(above - AHEAD),
      last = this.at(above + innerHeight + AHEAD);
    const wanted = new Set();
    for (let n = first; n <= last; n++) wanted.add(this.rows[n].id);
    if (this.kept && this.index.has(this.kept)) wanted.add(this.kept);
    for (const id of [...this.made.keys()]) if (!wanted.has(id)) this.remove(id);
    const fresh = [];
    let before = this.box.firstElementChild;
    for (const id of [...wanted].sort((a, b) => this.index.get(a) - this.index.get(b))) {
      let element = this.made.get(id);
      if (!element) {
        element = this.element(id);
        fresh.push(element);
        this.box.insertBefore(element, before);
      } else if (element !== before && !element.contains(document.activeElement))
        this.box.insertBefore(element, before);
      if (element === before || element.nextElementSibling === before) before = element.nextElementSibling;
      element.style.top = `${this.tops[this.index.get(id)]}px`;
    }
    if (fresh.length && this.measure(fresh)) this.settle();
  }

  element(id) {
    const n = this.index.get(id),
      element = this.make(this.rows[n], n);
    element.dataset.id = id;
    this.made.set(id, element);
    this.watch.observe(element);
    return element;
  }

  remove(id) {
    const element = this.made.get(id);
    if (element) {
      this.watch.unobserve(element);
      element.remove();
    }
    this.made.delete(id);
  }

  // Take heights as they are; the row at the top of the window stays where it is.
  measure(elements) {
    const above = -this.box.getBoundingClientRect().top,
      anchor = this.at(above),
      was = this.tops[anchor];
    let changed = false;
    for (const element of elements) {
      const id = element.dataset.id,
        height = element.offsetHeight;
      if (element.isConnected && height && this.heights.get(id) !== height) {
        this.heights.set(id, height);
        changed = true;
      }
    }
    if (!changed) return false;
    this.place();
    if (above > 0 && this.tops[anchor] !== was) scrollBy(0, this.tops[anchor] - was);
    return true;
  }

  settle() {
    for (const [id, element] of this.made) element.style.top = `${this.tops[this.index.get(id)]}px`;
    this.soon();
  }

  // A row looks otherwise now. Whoever is typing in it goes on typing, at the same place.
  redraw(id) {
    const old = this.made.get(id);
    if (!old) return;
    const focused = old.contains(document.activeElement) ? document.activeElement : null,
      typing = focused?.matches("textarea"),
      place = typing && [focused.selectionStart, focused.selectionEnd];
    this.watch.unobserve(old);
    const element = this.element(id);
    element.style.top = old.style.top;
    old.replaceWith(element);
    this.resized(id);
    const next = typing ? (element.querySelector("textarea") ?? element) : focused && element;
    next?.focus({preventScroll: true});
    if (typing) next.setSelectionRange?.(...place);
  }

  // A row may be higher or lower than before.
  resized(id) {
    const element = this.made.get(id);
    if (element && this.measure([element])) this.settle();
  }

  // Bring a row into the part of the window between two margins.
  reveal(id, top, bottom = 24) {
    for (let turn = 0; turn < 3; turn++) {
      const n = this.index.get(id);
      if (n === undefined) return;
      const start = this.box.getBoundingClientRect().top + this.tops[n],
        end = start + this.tops[n + 1] - this.tops[n];
      const by =
        start < top || end - start > innerHeight - top - bottom
          ? start - top
          : end > innerHeight - bottom
            ? end - innerHeight + bottom
            : 0;
      if (Math.abs(by) < 1) break;
      scrollBy(0, by);
      this.draw();
    }
  }
}
