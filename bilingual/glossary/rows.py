"""A row of a glossary file: its columns by name, and the entry it describes."""
from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bilingual.language.codes import language_of
from bilingual.language.folding import INVISIBLE
from bilingual.model.glossary import Entry, Status

COLUMNS = {
    "source": ("The Chinese term, in simplified characters, without quotation marks around it.", 28),
    "target": ("The preferred English. It is what every translation will contain.", 44),
    "variants": ("Accepted alternatives, separated by |. A translation may contain one of them instead.", 36),
    "forbidden": ("Renderings never to be used, separated by |. A translation that contains one is flagged.", 24),
    "type": ("The field the term belongs to; for sorting and filtering.", 13),
    "status": ("approved and draft entries are enforced; deprecated ones are kept but not applied; "
               "keep-source leaves the Chinese as it is.", 12),
    "note": ("Anything a translator should know; shown in the web page beside the term.", 40),
    "reference": ("Where the rendering comes from.", 44),
    "date": ("When the rendering was last checked, as year-month-day.", 12),
    "domain": ("A part of the glossary that can be switched off, such as finance. Without this column, the name of the "
               "sheet where it is not Glossary.", 13),
}
RENDERINGS = ("target", "variants", "forbidden")
ALIASES = {
    "source": "chinese|source (zh)|source term|中文|中文术语|中文名称|中文词条|汉语|原文|源文|源语|术语|词条",
    "target": "english|target (preferred en)|target term|英文|英文术语|英文名称|英文译文|英文译名|英语|英译|译文|译名",
    "variants": "accepted|alternatives|variant|其他译法|别名",
    "forbidden": "禁用|禁用译法", "type": "类型|类别", "status": "状态", "note": "备注|notes|comment|说明",
    "reference": "出处|来源", "date": "日期", "domain": "领域"}
_ALIASES = {alias: column for column, names in ALIASES.items() for alias in names.split("|")}
_CODE = re.compile(r"[a-z]{2,3}([-_][a-z]{2,4})*", re.I)
# The names that spreadsheet programs and this one give sheets without asking.
_UNNAMED = re.compile(r"(glossary|sheet|table|tabelle|feuil|hoja|工作表|表|terms?|术语表?|词汇表)[ _]?\d*", re.I)
_LATIN = re.compile(r"[A-Za-z0-9]")


@dataclass(frozen=True)
class Damage:
    """What the reader of a file found wrong in a row: the column ("" for the row), what, and whether it is an error."""
    column: str
    message: str
    is_error: bool = True


@dataclass
class Row:
    """A row as it stands in the file: cell texts by column name, and what is wrong with the cells themselves."""
    number: int
    cells: dict[str, str]
    sheet: str = ""
    damage: tuple[Damage, ...] = ()

    def where(self, path: Path, column: str = "") -> str:
        sheet = f" sheet {self.sheet}" if self.sheet else ""
        return f"{path.name}{sheet} row {self.number}" + (f" column {column}" if column else "")

    def get(self, column: str) -> str:
        """A cell's text without what surrounds it; "" where there is none."""
        return self.cells.get(column, "").strip(INVISIBLE + " \t\r\n\u3000\u00a0")


def column_of(heading: object) -> str:
    """The column a heading stands for: one of COLUMNS, by any of its names or a language code, else the heading."""
    text = str(heading or "").strip(INVISIBLE + " \t\r\n\u3000\u00a0")
    low = " ".join(text.lower().split())
    if low in COLUMNS or low in _ALIASES:
        return low if low in COLUMNS else _ALIASES[low]
    language = language_of(low) if _CODE.fullmatch(low) else ""
    return {"zh": "source", "zh-Hant": "source", "en": "target"}.get(language, text)


def paired(header: list[str], headings: Iterable[object], values: Iterable[str]) -> tuple[dict[str, str], list[Damage]]:
    """The cells of a row by column, and the columns that stand there twice with different texts."""
    cells: dict[str, str] = {}
    named: dict[str, str] = {}
    damage = []
    for column, heading, value in zip(header, headings, values, strict=False):
        if not column or not value.strip():
            continue
        if column in COLUMNS and column in cells and cells[column].strip() != value.strip():
            damage.append(Damage(column, f"two columns are headed {column} (“{named[column]}” and “{heading}”): "
                                         "keep one, and list other renderings under variants"))
        cells.setdefault(column, value)
        named.setdefault(column, str(heading))
    return cells, damage


def renderings(cell: str) -> tuple[str, ...]:
    """The renderings listed in one cell, each in one line."""
    return tuple(filter(None, map(_line, cell.split("|"))))


def _line(text: str) -> str:
    return " ".join(re.sub(f"[{INVISIBLE}]", "", text).split())


def source_of(text: str) -> str:
    """A Chinese term without line breaks, invisible characters, and spaces but those between Latin words."""
    text = re.sub(f"[{INVISIBLE}]", "", text).strip()
    latin = lambda gap: _LATIN.match(text[gap.start() - 1]) and _LATIN.match(text[gap.end()])
    return re.sub(r"\s+", lambda gap: " " if latin(gap) else "", text)


def entry_of(row: Row, path: Path) -> Entry:
    """The entry a row describes. Raises ValueError for an unknown status."""
    domain = row.get("domain") or ("" if _UNNAMED.fullmatch(row.sheet.strip()) else row.sheet.strip())
    status = Status(row.get("status").lower() or "approved")
    return Entry(source_of(row.get("source")), _line(row.get("target")), renderings(row.get("variants")),
                 renderings(row.get("forbidden")), row.get("type").lower(), status, row.get("note"),
                 row.get("reference"), row.get("date"), row.where(path), domain)


def cells_of(entry: Entry) -> dict[str, str]:
    """The cells that describe an entry."""
    return {"source": entry.source, "target": entry.target, "variants": " | ".join(entry.variants),
            "forbidden": " | ".join(entry.forbidden), "type": entry.type, "status": entry.status.value,
            "note": entry.note, "reference": entry.reference, "date": entry.date, "domain": entry.domain}


def columns_for(entries: Iterable[Entry]) -> list[str]:
    """The columns that a file of these entries needs: domain only where one is named."""
    named = any(e.domain for e in entries)
    return [c for c in COLUMNS if c != "domain" or named]
