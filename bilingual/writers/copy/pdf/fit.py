"""At which size English is set: one scale for each style, as large as its frames allow, down to a floor.

Each frame needs some scale to hold its text. A style takes the scale at which nine tenths of its text fit; frames that
need less are set smaller, and what does not fit at the floor is left over, for an inserted page.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from bilingual.writers.copy.pdf.fonts import family
from bilingual.writers.copy.pdf.frames import Frame
from bilingual.writers.copy.pdf.paragraphs import Paragraph, Part, Style
from bilingual.writers.copy.pdf.setting import (
    ASCENT,
    DESCENT,
    LEADING,
    LOOSEST,
    SPACE,
    Set,
    Shape,
    Word,
    broken,
    placed,
    reach,
    words,
)

FLOOR = 0.7          # of the size of the Chinese type: smaller English is hard to read beside what stays
CELL_FLOOR = 0.5     # in a table, whose cells do not grow
SMALLEST = 5.0       # points
LARGE = 12.0         # points: titles may become as small as this, whatever share of the Chinese that is
_STEP = 0.02
_ASIDE = 0.1         # share of a style's text that may be set smaller than the rest
_CELLS_ASIDE = 0.25
_RISE = 0.35         # a first line set smaller stands higher, by this share of the difference
GOES_ON = "(continued on the inserted page)"
SHORT = "(see inserted page)"
_LEADINGS = (LOOSEST, 1.32, 1.26, LEADING)


@dataclass
class Result:
    """The lines set in each frame, with the paragraph of each; what is left over; and the cells set below the floor."""
    lines: dict[Frame, list[tuple[Paragraph, Set]]] = field(default_factory=dict)
    over: dict[Frame, list[tuple[Paragraph, list[Word]]]] = field(default_factory=dict)
    scales: dict[Style, float] = field(default_factory=dict)
    small: list[Frame] = field(default_factory=list)


def fit(frames: list[Frame]) -> Result:
    """Set all frames."""
    needs = _needs(frames)
    scales = _styles(frames, needs)
    chains = _chains(frames)
    own = {f: min(1.0, needs[f]) for f in frames}
    while True:
        result = _set(frames, lambda part, frame: _scale(part, frame, scales, own), loosen=True)
        tight = [f for f in result.over if own[f] > _floor(f) + 1e-9]
        if not tight:
            break
        for frame in {g for f in tight for g in chains[f]}:
            largest = max(_scale(p, frame, scales, own) for p in frame.parts)
            own[frame] = max(_floor(frame), min(own[frame], largest) - _STEP)
    _hand_over(result)
    result.scales = scales
    result.small = [f for f in frames if f.cell and own[f] < FLOOR and f.parts[0].paragraph.size > SMALLEST]
    return result


def _floor(frame: Frame) -> float:
    return min(_least(part) for part in frame.parts)


def _least(part: Part) -> float:
    """The smallest scale of a part: that of a large title in a frame is no measure for the text with it."""
    size = part.paragraph.size
    if part.paragraph.kind == "cell" or part.paragraph.labels:
        return min(1.0, max(CELL_FLOOR, SMALLEST / size))
    return min(FLOOR, LARGE / size) if size > LARGE else min(1.0, max(FLOOR, SMALLEST / size))


def _scale(part: Part, frame: Frame, scales: dict[Style, float], own: dict[Frame, float]) -> float:
    return max(min(scales[part.paragraph.style], own[frame]), _least(part))


def _needs(frames: list[Frame]) -> dict[Frame, float]:
    """The largest scale at which each frame holds its text, where all are set at the same; 0 where none is."""
    needs: dict[Frame, float] = {}
    scale = 1.0
    while scale >= CELL_FLOOR - 1e-9 and len(needs) < len(frames):
        tried = _set(frames, lambda part, frame, s=scale: s, loosen=False)  # type: ignore[misc]
        for frame in frames:
            if frame not in tried.over and not any(line.squeezed for _, line in tried.lines[frame]):
                needs.setdefault(frame, scale)
        scale -= _STEP
    return {f: max(_floor(f), needs.get(f, 0.0)) for f in frames}


def _styles(frames: list[Frame], needs: dict[Frame, float]) -> dict[Style, float]:
    wanted: dict[Style, list[tuple[float, int]]] = defaultdict(list)
    for frame in frames:
        for part in frame.parts:
            wanted[part.paragraph.style].append((needs[frame], sum(map(len, part.lines))))
    scales = {}
    for style, own in wanted.items():
        own.sort()
        total, seen = sum(n for _, n in own), 0
        for need, count in own:
            seen += count
            if seen > (_CELLS_ASIDE if style[3] == "cell" else _ASIDE) * total:
                scales[style] = need
                break
    return scales


def _chains(frames: list[Frame]) -> dict[Frame, set[Frame]]:
    """The frames that text runs on through, for each of them."""
    chains = {f: {f} for f in frames}
    last: dict[Paragraph, Frame] = {}
    for frame in frames:
        for part in frame.parts:
            before = last.get(part.paragraph)
            if before is not None and chains[before] is not chains[frame]:
                joined = chains[before] | chains[frame]
                for f in joined:
                    chains[f] = joined
            last[part.paragraph] = frame
    return chains


def _set(frames: list[Frame], scale: Callable[[Part, Frame], float], loosen: bool) -> Result:
    result = Result()
    carried: dict[Paragraph, list[Word]] = {}
    for frame in frames:
        goes_on = frame.parts[-1] is not frame.parts[-1].paragraph.parts[-1]
        wide = min(p.paragraph.pitch / p.paragraph.size for p in frame.parts)
        leadings = [l for l in _LEADINGS if l <= wide or l == LEADING] if loosen and not goes_on else [LEADING]
        for leading in leadings:
            lines, rest = _frame(frame, carried, scale, leading)
            if not any(text for _, text in rest):
                break
        result.lines[frame] = lines
        for n, (part, text) in enumerate(rest):
            if part is not part.paragraph.parts[-1] and n == len(rest) - 1:
                carried[part.paragraph] = text
            elif text:
                result.over.setdefault(frame, []).append((part.paragraph, text))
        if frame.middle and lines:
            _centre(frame, lines, scale)
    return result


def _frame(frame: Frame, carried: dict[Paragraph, list[Word]], scale: Callable[[Part, Frame], float],
           leading: float) -> tuple[list[tuple[Paragraph, Set]], list[tuple[Part, list[Word]]]]:
    """The lines of a frame, and the words of each part that found no room in it."""
    lines: list[tuple[Paragraph, Set]] = []
    rest: list[tuple[Part, list[Word]]] = []
    baseline: float | None = None
    deep = 0.0  # how far the line before reaches below its baseline
    for n, part in enumerate(frame.parts):
        made, shape, s = part.paragraph, frame.shapes[n], scale(part, frame)
        text = carried.get(made, made.words)
        size = made.size * s
        shape.indent, kept = min(shape.indent, 2 * size), shape.indent
        starts = bool(text) and text[0] is made.words[0]
        width = (shape.x1 - shape.x0) / size
        broke = broken(text, (width - shape.indent / size if starts else width, width))
        left: list[Word] = []
        for k, line in enumerate(broke):
            high, low = reach(line)
            if baseline is None:
                at = frame.top + 0.82 * size if frame.cell else part.baseline(0) - (1 - s) * _RISE * made.size
            else:
                step = max(size * leading, deep + max(high, ASCENT) * size)
                at = baseline + step + (frame.gaps[n] * s if not k else 0.0)
            if at + max(DESCENT, low) * size > frame.limit + 0.5 and (lines or at > frame.limit):
                left = [w for l in broke[k:] for w in l]
                break
            baseline, deep = at, max(low, DESCENT) * size
            last = k == len(broke) - 1
            if made.bullet and starts and not k:
                lines.append((made, Set([made.bullet], at, size)))
            lines.append((made, placed(line, shape, at, size, starts and k == 0, last)))
            if made.leader and last:
                _dot(lines[-1], shape.x1)
        shape.indent = kept
        rest.append((part, left))
    return lines, rest


def _dot(line: tuple[Paragraph, Set], end: float) -> None:
    """Put dots behind a line of a table of contents, up to its page number."""
    made, own = line
    x, word = own.words[-1]
    x += (word.width + SPACE) * own.size
    dot = words(".", [], (family(made.sans, False),) * 2)[0]
    count = int((end - SPACE * own.size - x) / (dot.width * own.size))
    if count > 1:
        dots = words("." * count, [], (family(made.sans, False),) * 2)[0]
        own.words.append((x, Word(word.end, word.end, dots.runs, dots.width)))


def _hand_over(result: Result) -> None:
    """Put a line that says so in the place of the last one of each frame with something left over."""
    for frame, over in result.over.items():
        lines = result.lines[frame]
        if not lines:
            continue
        made, last = lines.pop()
        own = [w for _, w in last.words]
        if over[0][0] is made:
            over[0] = made, own + over[0][1]
        else:
            over.insert(0, (made, own))
        text = SHORT if frame.cell else GOES_ON
        line = words(text, [], (family(made.sans, False),) * 2)
        size = min(last.size, 0.95 * (frame.x1 - frame.x0) / sum(w.width + SPACE for w in line))
        lines.append((made, placed(line, Shape(frame.x0, frame.x1, 0.0, "left"), last.baseline, size, True, True)))


def _centre(frame: Frame, lines: list[tuple[Paragraph, Set]], scale: Callable[[Part, Frame], float]) -> None:
    """Put the lines of a cell in its middle; a single one where the single Chinese one stood, as its neighbours do."""
    part, last = frame.parts[0], lines[-1][1]
    shift = max(0.0, frame.limit - (last.baseline + DESCENT * last.size)) / 2
    if len(lines) == len(part.lines) == 1:
        shift = part.baseline(0) - (1 - scale(part, frame)) * _RISE * part.paragraph.size - last.baseline
    for _, line in lines:
        line.baseline += shift
