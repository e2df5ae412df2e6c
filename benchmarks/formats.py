"""Files of a folder through the readers and the copies in their own shape: is a character lost, a table, a link, a
field?

    python -m benchmarks formats DIR [--open] [--chinese] [--limit N]

Each file is read, and its Chinese characters are compared with those that another way of reading finds in it: the raw
XML for archives, lxml for web pages, pdftotext for PDFs. A stand-in for the translation, which puts a made-up word
for every two characters and knows where each went, is written into a copy of the file, and the tables, pictures,
links, fields, notes and so on of both are counted. With --open LibreOffice must open the copy. Nothing is left in
DIR.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree, html

from bilingual import segmenter
from bilingual.language.han import HAN
from bilingual.model.document import PLAIN, Candidate, Document, State
from bilingual.model.errors import BilingualError
from bilingual.readers import READERS, read
from bilingual.support.files import rewritten_archive
from bilingual.writers import copy

_PARTS = {
    "docx": re.compile(
        r"word/(?:document|footnotes|endnotes|header\d*|footer\d*|comments|charts/chart\d+|diagrams/data\d+)\.xml$"
    ),
    "pptx": re.compile(r"ppt/(?:slides/slide\d+|notesSlides/notesSlide\d+|charts/chart\d+|diagrams/data\d+)\.xml$"),
    "xlsx": re.compile(
        r"xl/(?:sharedStrings|worksheets/sheet\d+|comments\d*|comments/comment\d+|charts/chart\d+"
        r"|drawings/drawing\d+)\.xml$"
    ),
    "odt": re.compile(r"(?:content|styles)\.xml$"),
    "epub": re.compile(r"(?!.*(?:nav|toc)\.x?html).*\.x?html?$"),
}
_TEXT = {"docx": ("t", "v"), "pptx": ("t", "v"), "xlsx": ("t",)}
_GONE = {
    "del",
    "moveFrom",
    "Fallback",
    "rPh",
    "rt",
    "tracked-changes",
    "annotation",
    "ruby-text",
    "script",
    "style",
    "noscript",
    "head",
    "automatic-styles",
    "font-face-decls",
    "scripts",
    "instrText",
    "template",
    "select",
    "textarea",
    "button",
    "index-title-template",
    "note-citation",
    "math",
}
_COUNTED = {
    "docx": {
        "tables": {"tbl"},
        "pictures": {"drawing", "pict"},
        "links": {"hyperlink"},
        "notes": {"footnoteReference", "endnoteReference"},
        "controls": {"sdt"},
        "equations": {"oMath"},
        "bookmarks": {"bookmarkStart"},
        "comments": {"commentReference"},
        "fields": {"fldSimple", "instrText"},
        "tabs": {"tab"},
    },
    "pptx": {"tables": {"tbl"}, "pictures": {"pic"}, "links": {"hlinkClick"}, "fields": {"fld"}, "charts": {"chart"}},
    "xlsx": {
        "cells": {"c"},
        "formulas": {"f"},
        "columns": {"tableColumn"},
        "links": {"hyperlink"},
        "lists": {"dataValidation"},
    },
    "odt": {
        "tables": {"table"},
        "pictures": {"image"},
        "links": {"a"},
        "notes": {"note"},
        "tabs": {"tab"},
        "bookmarks": {"bookmark", "bookmark-start", "reference-mark-start"},
        "fields": {"bookmark-ref", "page-number", "date", "chapter"},
    },
    "epub": {"tables": {"table"}, "pictures": {"img"}, "links": {"a"}},
    "html": {"tables": {"table"}, "pictures": {"img"}, "links": {"a"}, "forms": {"input"}},
}
_MAY_GROW = {"links", "fields"}  # one that is cut in two by the order of English words stands twice
_SAMPLE = 12
_CHARACTERS = "推动发展改革创新市场经济社会保障教育资源环境建设管理服务"


@dataclass
class Finding:
    """What came of one file. `outcome` is "ok", "refused" with the sentence for the user, or "crash" with the
    traceback's end.
    """

    path: Path
    outcome: str = "ok"
    message: str = ""
    missing: str = ""
    lost: dict[str, tuple[int, int]] = field(default_factory=dict)
    left: str = ""
    notes: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def sound(self) -> bool:
        """Whether nothing is to be mended: a refusal in one sentence is no fault."""
        return self.outcome == "refused" or self.outcome == "ok" and not self.missing and not self.lost

    def __str__(self) -> str:
        parts = [self.outcome + (f": {self.message}" if self.message else "")]
        parts += [f"not read: {self.missing}"] if self.missing else []
        parts += [f"{name} {before} → {after}" for name, (before, after) in self.lost.items()]
        parts += [f"Chinese in the copy: {self.left}"] if self.left else []
        return f"{self.path}: " + "; ".join(parts)


def stand_in(document: Document) -> Document:
    """Give every segment an English made of words that nobody wrote, linked to the characters they stand for."""
    for n, segment in enumerate(segmenter.segment(document).segments, 1):
        if segment.fixed:
            continue
        if not HAN.search(segment.source):
            segment.target = segment.source
            continue
        out, links = segment.marker_target, []
        for k, m in enumerate(
            re.finditer(
                rf"({HAN.pattern}{{1,2}})|([A-Za-z0-9.,%²³⁰-⁹₀-₉^-]+)|(.)", segment.source[len(segment.marker) :], re.S
            )
        ):
            if m[3]:
                out += {"：": ":", "，": ",", "。": "."}.get(m[3], "")
                continue
            word = f"word{'abcdefghij'[k % 10]}{n}" if m[1] else m[2]
            out += " " if out and not out.endswith(" ") else ""
            links.append(
                (
                    m.start(),
                    m.end(),
                    len(out) - len(segment.marker_target),
                    len(out) - len(segment.marker_target) + len(word),
                )
            )
            out += word
        segment.target, segment.state = out, State.TRANSLATED
        segment.candidates = [Candidate(out[len(segment.marker_target) :], 0.0, tuple(links))]
    return document


def inspect(path: Path, folder: Path, opened: Callable[[Path], bool] | None = None) -> Finding:
    """Read a file, compare, and write its copy into a folder; `opened` says whether another program opens that."""
    finding, start = Finding(path), time.perf_counter()
    try:
        document = read(path)
        finding.notes += document.notes
        theirs = characters(path, document.format)
        ours = Counter(HAN.findall("".join(b.text for b in document.blocks)))
        if document.format not in ("html", "xlsx"):  # where navigation and what formulas hold is left, and told
            finding.missing = _sample(theirs - ours, 0.02 * sum(theirs.values()) if document.format == "pdf" else 0)
        if document.format in copy.MODULES:
            made = folder / f"copy{path.suffix}"
            finding.notes += copy.write(stand_in(document), made, PLAIN)
            finding.lost = compared(counts(path, document.format), counts(made, document.format))
            finding.left = _sample(characters(made, document.format), 0)
            if opened is not None and not opened(made):
                finding.outcome, finding.message = "crash", "LibreOffice does not open the copy"
    except BilingualError as error:
        finding.outcome, finding.message = "refused", str(error)
    except Exception:  # noqa: BLE001  whatever it is, it is told
        finding.outcome, finding.message = "crash", traceback.format_exc().strip().splitlines()[-1]
    finding.seconds = time.perf_counter() - start
    return finding


def _sample(characters: Counter, allowed: float) -> str:
    total = sum(characters.values())
    return f"{total} characters ({''.join(list(characters)[:_SAMPLE])})" if total > allowed else ""


def compared(before: Counter, after: Counter) -> dict[str, tuple[int, int]]:
    """What a copy has fewer of than its source, or more of where there can be no more."""
    return {
        name: (before[name], after[name])
        for name in before
        if after[name] < before[name] or after[name] > before[name] and name not in _MAY_GROW
    }


def characters(path: Path, kind: str) -> Counter:
    """The Chinese characters of a file, read another way than the program does."""
    if kind == "pdf":
        if not shutil.which("pdftotext"):
            return Counter()
        return Counter(
            HAN.findall(subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=False).stdout)
        )
    return Counter(HAN.findall("".join(_texts(path, kind))))


def _texts(path: Path, kind: str) -> Iterator[str]:
    for root in _roots(path, kind):
        skipped: set = set()
        names: set = set()  # of a chart's series and categories, which each series repeats
        for element in root.iter():
            name = _name(element)
            if name in _GONE or element.getparent() in skipped or not name or "/math}" in str(element.tag):
                skipped.add(element)
            if (
                element.getparent() is not None
                and element.getparent() not in skipped
                and element.tail
                and kind not in _TEXT
            ):
                yield element.tail
            if element not in skipped and element.text and (kind not in _TEXT or name in _TEXT[kind]):
                if name != "v":
                    yield element.text
                elif any(_name(a) == "strCache" for a in element.iterancestors()) and element.text not in names:
                    names.add(element.text)
                    yield element.text


def counts(path: Path, kind: str) -> Counter:
    """How many tables, links and so on a file has."""
    names = {tag: what for what, tags in _COUNTED.get(kind, {}).items() for tag in tags}
    found: Counter = Counter()
    for root in _roots(path, kind):
        for element in root.iter():
            name = _name(element)
            if name == "instrText" and not (element.text or "").strip() or name == "tab" and not _between(element):
                continue
            if name in names and not any(_name(a) in ("Fallback", "del", "moveFrom") for a in element.iterancestors()):
                found[names[name]] += 1
    return found


def _between(tab) -> bool:
    """Whether a tab stands behind words: those in front of them push a line to a side, which the copy does otherwise.
    """
    paragraph = next((a for a in tab.iterancestors() if _name(a) in ("p", "h")), None)
    if paragraph is None or _name(tab.getparent()) in ("tabs", "tab-stops"):
        return False
    words = [
        e is tab or (e.text or "") + ("" if _name(e) == "t" else e.tail or "")
        for e in paragraph.iter()
        if e is tab or _name(e) in ("t", "p", "h", "span", "a", "tab")
    ]
    at = words.index(True)
    said = lambda part: any(isinstance(w, str) and w.strip() for w in part)
    return said(words[:at]) and said([*words[at + 1 :], "" if _name(paragraph) == "t" else tab.tail or ""])


def chinese(path: Path, folder: Path) -> Path:
    """A copy of a document in which every Latin word is so many Chinese characters: the structure of a real file."""
    kind, made = path.suffix[1:].lower(), folder / f"chinese{path.suffix.lower()}"
    if kind not in _PARTS or not zipfile.is_zipfile(path):
        return path
    word = re.compile(r"[A-Za-z][A-Za-z'’]*")
    text = lambda m: "".join(_CHARACTERS[(ord(c) + k) % len(_CHARACTERS)] for k, c in enumerate(m.group()[:4]))

    def change(name: str, data: bytes) -> bytes | None:
        if not _PARTS[kind].match(name):
            return None
        root = etree.fromstring(data, etree.XMLParser(huge_tree=True))
        for element in root.iter():
            if kind in _TEXT and _name(element) != "t" or "/math}" in str(element.tag) or _name(element) in _GONE:
                continue
            element.text = word.sub(text, element.text) if element.text else element.text
            if kind not in _TEXT and element.tail and element.getparent() is not None:
                element.tail = word.sub(text, element.tail)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    rewritten_archive(path, made, change)
    return made


def _roots(path: Path, kind: str) -> Iterator:
    if kind == "html":
        yield html.fromstring(path.read_bytes())
    elif kind not in _PARTS:
        yield from ()
    else:
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if _PARTS[kind].match(name):
                    data = archive.read(name)
                    yield (
                        html.fromstring(data)
                        if kind == "epub"
                        else etree.fromstring(data, etree.XMLParser(huge_tree=True))
                    )


def _name(element) -> str:
    return element.tag.rsplit("}", 1)[-1] if element is not None and isinstance(element.tag, str) else ""


def libreoffice(folder: Path, seconds: float = 120) -> Callable[[Path], bool]:
    """A function that says whether LibreOffice makes a PDF of a file."""

    def opens(path: Path) -> bool:
        target = path.with_suffix(".pdf")
        target.unlink(missing_ok=True)
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation=file://{folder}/profile",
                "--headless",
                "--convert-to",
                "pdf",
                "--outdir",
                path.parent,
                path,
            ],
            capture_output=True,
            timeout=seconds,
            check=False,
        )
        return target.exists()

    return opens


def main(arguments: list[str]) -> None:
    """The command line: a line for each file with a fault, then the counts; exits with 1 where there was one."""
    ap = argparse.ArgumentParser(prog="python -m benchmarks formats", description=__doc__.splitlines()[0])
    ap.add_argument("folder", type=Path)
    ap.add_argument("--open", action="store_true", help="open each copy with LibreOffice")
    ap.add_argument(
        "--chinese", action="store_true", help="take each file with its Latin words replaced by Chinese characters"
    )
    ap.add_argument("--limit", type=int, default=0, help="so many files at most")
    args = ap.parse_args(arguments)
    files = sorted(p for p in args.folder.rglob("*") if p.is_file() and p.suffix.lower() in READERS)
    table: dict[str, Counter] = {}
    with tempfile.TemporaryDirectory() as temporary:
        opens = libreoffice(Path(temporary)) if args.open else None
        for path in files[: args.limit or None]:
            try:
                source = chinese(path, Path(temporary)) if args.chinese else path
            except (etree.XMLSyntaxError, zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError):
                source = path
            finding = inspect(
                source, Path(temporary), None if path.suffix.lower() in (".md", ".srt", ".txt") else opens
            )
            finding.path = path
            row = table.setdefault(path.suffix.lower(), Counter())
            row.update(
                {
                    "tried": 1,
                    finding.outcome: 1,
                    "not read": bool(finding.missing),
                    "lost": bool(finding.lost),
                    "Chinese left": bool(finding.left),
                }
            )
            if not finding.sound or finding.left:
                print(finding)
    columns = ("tried", "ok", "refused", "crash", "not read", "lost", "Chinese left")
    print("format " + " ".join(f"{c:>12}" for c in columns))
    for suffix, row in sorted(table.items()):
        print(f"{suffix:6} " + " ".join(f"{row[c]:12}" for c in columns))
    sys.exit(1 if any(row["crash"] or row["not read"] or row["lost"] for row in table.values()) else 0)
