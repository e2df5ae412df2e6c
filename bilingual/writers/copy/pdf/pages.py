"""The pages of the copy: English pages alone, under or beside the Chinese ones; inserted pages; links and outlines."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from bilingual.language.han import HAN
from bilingual.model.document import Document
from bilingual.readers.lines import Box
from bilingual.readers.places import Side
from bilingual.support.plural import counted
from bilingual.writers.copy.mark import PROGRAM
from bilingual.writers.copy.pdf.content import Sheet, inverse
from bilingual.writers.copy.pdf.drawing import Ink
from bilingual.writers.copy.pdf.fit import Result
from bilingual.writers.copy.pdf.fonts import family
from bilingual.writers.copy.pdf.insert import inserted
from bilingual.writers.copy.pdf.paragraphs import Paragraph
from bilingual.writers.copy.pdf.setting import ASCENT, DESCENT, SPACE, Set, Shape, placed, words
from bilingual.writers.copy.pdf.spans import english_spans

_SMALL, _FOOT = 6.5, 12.0  # points: what is said at the foot of the last page, and how far from its edges


class Pages:
    """The pages of a PDF that is being changed. What shows the Chinese is kept before anything is."""

    def __init__(self, pdf: pikepdf.Pdf, layout: str):
        self._pdf, self._layout = pdf, layout
        self._english = list(pdf.pages)
        self._chinese: list[Any] = []
        self._annotations: list[list[Any]] = []
        for page in self._english:
            if layout == "below":
                copy = Dictionary(dict(page.obj.items()))
                copy.Resources, copy.MediaBox = page.resources, page.mediabox
                copy.Annots = Array(_copies(page))
                self._chinese.append(pdf.make_indirect(copy))
            elif layout == "beside":
                self._chinese.append(_as_form(pdf, page))
                self._annotations.append(_copies(page))

    def overlay(self, number: int, content: bytes, ink: Ink) -> None:
        """Write content over a page, whatever its own content left behind."""
        page = self._english[number - 1].obj
        own = page.Contents.read_bytes()
        page.Contents = self._pdf.make_stream(b"q\n" + own + b"\nQ\n" + content)
        ink.lend(page.Resources)

    def links(self, found: dict[Side, Sheet], made: list[Paragraph], result: Result) -> list[str]:
        """Put each link where the English of its Chinese went."""
        where: dict[Paragraph, list[tuple[Side, Set]]] = defaultdict(list)
        for frame, lines in result.lines.items():
            for paragraph, line in lines:
                where[paragraph].append((frame.side, line))
        by_side: dict[Side, list[Paragraph]] = defaultdict(list)
        for paragraph in made:
            for side in {p.place.side for p in paragraph.parts}:
                by_side[side].append(paragraph)
        for side, sheet in found.items():
            for annotation in list(self._english[side.page - 1].obj.get("/Annots", [])):
                if annotation.get("/Subtype") == "/Link" and "/Rect" in annotation:
                    boxes = _goal(_shown(annotation.Rect, sheet), side, by_side[side], where)
                    self._move(annotation, boxes, side.page, found)
        return []

    def _move(self, annotation: Any, boxes: list[tuple[Side, Box]], number: int, found: dict[Side, Sheet]) -> None:
        for n, (side, box) in enumerate(boxes):
            target = annotation
            if n or side.page != number:
                target = self._pdf.make_indirect(Dictionary(dict(annotation.items())))
                own = self._english[side.page - 1].obj
                own.Annots = Array([*own.get("/Annots", []), target])
            target.Rect = Array([round(v, 2) for v in _own(box, found[side])])
            if "/QuadPoints" in target:
                del target["/QuadPoints"]

    def outlines(self, document: Document) -> list[str]:
        """Put the outline and the title into English, as far as the text has them."""
        bare = lambda text: "".join(str(text).split())
        known = {bare(b.text): b.target for b in document.blocks if b.target}
        left = []

        def english(title: str) -> str:
            text = bare(title)
            if text in known or not HAN.search(text):
                return known.get(text, title)
            near = [t for c, t in known.items() if len(text) > 3 and (c.startswith(text) or c.endswith(text))]
            if len(near) != 1:
                left.append(title)
            return near[0] if len(near) == 1 else title

        def through(items: Iterable[Any]) -> None:
            for item in items:
                item.title = english(item.title)
                through(item.children)

        if "/Outlines" in self._pdf.Root:
            with self._pdf.open_outline() as outline:
                through(outline.root)
        untold = counted(len(left), "entry") if left else ""
        title = str(self._pdf.docinfo.get("/Title", ""))
        if title and english(title) != title:
            self._pdf.docinfo["/Title"] = english(title)
            if "/Metadata" in self._pdf.Root:
                with self._pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
                    metadata["dc:title"] = english(title)
        return [f"{untold} of the outline stay in Chinese, because the text has them otherwise"] if untold else []

    def finish(self, ink: Ink, result: Result) -> list[str]:
        """Insert pages for what is left over, and put Chinese and English pages together. Returns notes."""
        over: dict[int, list] = defaultdict(list)
        for frame, rest in result.over.items():
            over[frame.side.page] += rest
        if self._layout == "beside":
            self._put_beside()
        for number in range(len(self._english), 0, -1):  # from the end, so that the places in front stay
            width, height = _size(self._english[number - 1])
            half = width / 2 if self._layout == "beside" else width
            for content in reversed(inserted(over.get(number, []), number, half, height, ink)):
                self._insert(number, content, width, height, ink)
            if self._layout == "below":
                self._pdf.pages.insert(number - 1, pikepdf.Page(self._chinese[number - 1]))
        return [f"page {number}: the English of {counted(len(rest), 'paragraph')} is longer than its place and goes on "
                "on an inserted page" for number, rest in sorted(over.items())]

    def _insert(self, number: int, content: bytes, width: float, height: float, ink: Ink) -> None:
        resources = Dictionary()
        ink.lend(resources)
        shift = width / 2 if self._layout == "beside" else 0.0
        page = Dictionary(Type=Name.Page, MediaBox=Array([0, 0, width, height]), Resources=resources,
                          Contents=self._pdf.make_stream(f"1 0 0 1 {shift:.2f} 0 cm\n".encode() + content))
        self._pdf.pages.insert(number, pikepdf.Page(self._pdf.make_indirect(page)))

    def _put_beside(self) -> None:
        """Make each page twice as wide: the Chinese on the left, the English on the right."""
        for number, page in enumerate(self._english):
            width, height = _size(page)
            x, y = float(page.trimbox[0]), float(page.trimbox[1])
            english = _as_form(self._pdf, page)
            shown = _turn(page, x, y)
            halves = ((Name("/Chinese"), self._chinese[number], 0.0), (Name("/English"), english, width))
            content = b""
            for name, form, left in halves:
                half = pikepdf.Rectangle(left, 0, left + width, height)
                content += page.calc_form_xobject_placement(form, name, half) + b"\n"
            annotations: list[Any] = []
            for own, left in ((self._annotations[number], 0.0), (list(page.obj.get("/Annots", [])), width)):
                for annotation in own:
                    if "/Rect" in annotation:
                        box = _moved(annotation.Rect, (*shown[:4], shown[4] + left, shown[5]))
                        annotation.Rect = Array([round(v, 2) for v in box])
                    annotations.append(annotation)
            for key in ("/CropBox", "/TrimBox", "/BleedBox", "/ArtBox", "/Rotate"):
                if key in page.obj:
                    del page.obj[key]
            page.obj.Rotate = 0  # it may be the parent's
            page.obj.MediaBox = page.obj.CropBox = Array([0, 0, round(2 * width, 2), round(height, 2)])
            page.obj.Resources = Dictionary(XObject=Dictionary({str(n): f for n, f, _ in halves}))
            page.obj.Contents = self._pdf.make_stream(content)
            page.obj.Annots = Array(annotations)

    def say(self, text: str, ink: Ink) -> None:
        """Write a small line at the foot of the last page, and the same into the properties of the file."""
        page = self._pdf.pages[-1]
        width, height = _size(page)
        line = words(text, [], (family(True, False),) * 2)
        size = min(_SMALL, (width - 2 * _FOOT) / sum(w.width + SPACE for w in line))
        shape = Shape(_FOOT, width - _FOOT, 0.0, "left")
        content = ink.write([((0.4,), placed(line, shape, height - _FOOT, size, True, True))], height,
                            inverse(_turn(page, float(page.trimbox[0]), float(page.trimbox[1]))))
        page.contents_add(b"q", prepend=True)
        page.contents_add(b"Q\n" + content)
        page.obj.Resources = Dictionary(dict(page.resources.items()))
        ink.lend(page.obj.Resources)
        subject = str(self._pdf.docinfo.get("/Subject", ""))
        self._pdf.docinfo["/Subject"] = f"{subject} {text}".strip()

    def save(self, path: Path, document: Document) -> None:
        """Write the file. Tags that describe the Chinese text are left out, and the program is named."""
        root = self._pdf.Root
        for key in ("/StructTreeRoot", "/MarkInfo", "/Perms"):
            if key in root:
                del root[key]
        if self._layout == "replace":
            root.Lang = pikepdf.String("en")
        self._pdf.docinfo["/Translator"] = PROGRAM
        self._pdf.remove_unreferenced_resources()
        self._pdf.save(path, compress_streams=True, object_stream_mode=pikepdf.ObjectStreamMode.generate,
                       deterministic_id=True)


def _as_form(pdf: pikepdf.Pdf, page: pikepdf.Page) -> Any:
    """A page as a form, with its content of now: pikepdf's own reads it when the file is written."""
    form = page.as_form_xobject()
    more = {k: v for k, v in form.items() if k not in ("/Length", "/Filter", "/DecodeParms")}
    return pdf.make_stream(form.read_bytes(), more)


def _copies(page: pikepdf.Page) -> list[Any]:
    """The annotations of a page once more; forms to fill in stay with the English alone."""
    return [Dictionary(dict(a.items())) for a in page.obj.get("/Annots", []) if a.get("/Subtype") != "/Widget"]


def _goal(box: Box, side: Side, made: list[Paragraph], where: dict[Paragraph, list[tuple[Side, Set]]]
          ) -> list[tuple[Side, Box]]:
    """Where a link goes that stood over some Chinese: pages and boxes; nowhere else where it stands over none."""
    out: list[tuple[Side, Box]] = []
    for paragraph in made:
        under = [n for n, g in enumerate(paragraph.glyphs)
                 if box[0] <= g.middle[0] <= box[2] and box[1] <= g.middle[1] <= box[3]]
        if not under or paragraph.leader or side not in {p.place.side for p in paragraph.parts}:
            continue
        known = [paragraph.spans[n] for n in under if n in paragraph.spans]
        spans = english_spans(paragraph.block, (min(known), max(known) + 1)) if known else []
        spans = spans or [(0, len(paragraph.english))]
        for home, line in where[paragraph]:
            linked = [(x, w) for x, w in line.words if any(w.start < e and s < w.end for s, e in spans)]
            if linked:
                (x0, _), (x1, word) = linked[0], linked[-1]
                out.append((home, (x0, line.baseline - ASCENT * line.size, x1 + word.width * line.size,
                                   line.baseline + DESCENT * line.size)))
    return out


def _moved(rect: Any, matrix: tuple[float, ...]) -> Box:
    """A rectangle through a matrix."""
    a, b, c, d, e, f = matrix
    x0, y0, x1, y1 = map(float, rect)
    points = [(a * x + c * y + e, b * x + d * y + f) for x, y in ((x0, y0), (x1, y1))]
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _shown(rect: Any, sheet: Sheet) -> Box:
    """A rectangle of a page's own coordinates in points from the top left of what is shown."""
    x0, y0, x1, y1 = _moved(rect, sheet.matrix)
    return x0, sheet.height - y1, x1, sheet.height - y0


def _own(box: Box, sheet: Sheet) -> Box:
    """The other way round."""
    return _moved((box[0], sheet.height - box[3], box[2], sheet.height - box[1]), inverse(sheet.matrix))


def _size(page: pikepdf.Page) -> tuple[float, float]:
    """Width and height of a page as it is shown."""
    box = [float(v) for v in page.trimbox]
    size = box[2] - box[0], box[3] - box[1]
    return size[::-1] if page.rotation % 180 else size


def _turn(page: pikepdf.Page, x: float, y: float) -> tuple[float, ...]:
    """The matrix from a page's own coordinates to what is shown of it."""
    box = [float(v) for v in page.trimbox]
    return {90: (0, -1, 1, 0, -y, box[2]), 180: (-1, 0, 0, -1, box[2], box[3]), 270: (0, 1, -1, 0, box[3], -x)}.get(
        page.rotation % 360, (1, 0, 0, 1, -x, -y))
