"""A row of a glossary file: its columns by name, and the entry it describes."""
from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

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
}
ALIASES = {"zh": "source", "source (zh)": "source", "chinese": "source", "中文": "source", "原文": "source", "术语": "source",
           "en": "target", "target (preferred en)": "target", "english": "target", "英文": "target", "译文": "target",
           "accepted": "variants", "alternatives": "variants", "variant": "variants", "其他译法": "variants",
           "禁用": "forbidden", "类型": "type", "状态": "status", "备注": "note", "notes": "note", "comment": "note",
           "出处": "reference", "来源": "reference", "日期": "date"}


@dataclass
class Row:
    """A row as it stands in the file: cell texts by column name, and which of them are formulas."""
    number: int
    cells: dict[str, str]
    sheet: str = ""
    formulas: tuple[str, ...] = ()

    def where(self, path: Path, column: str = "") -> str:
        sheet = f" sheet {self.sheet}" if self.sheet else ""
        return f"{path.name}{sheet} row {self.number}" + (f" column {column}" if column else "")


def column_of(heading: object) -> str:
    """The column a heading stands for: one of COLUMNS, else the heading itself."""
    text = str(heading or "").strip()
    low = text.lower()
    return low if low in COLUMNS else ALIASES.get(low, text)


def renderings(cell: str) -> tuple[str, ...]:
    """The renderings listed in one cell."""
    return tuple(p for p in (part.strip() for part in cell.split("|")) if p)


def entry_of(row: Row, path: Path) -> Entry:
    """The entry a row describes. Raises ValueError for an unknown status."""
    get = lambda name: row.cells.get(name, "").strip()
    return Entry(get("source"), get("target"), renderings(get("variants")), renderings(get("forbidden")), get("type").lower(),
                 Status(get("status").lower() or "approved"), get("note"), get("reference"), get("date"), row.where(path))


def cells_of(entry: Entry) -> dict[str, str]:
    """The cells that describe an entry."""
    return {"source": entry.source, "target": entry.target, "variants": " | ".join(entry.variants),
            "forbidden": " | ".join(entry.forbidden), "type": entry.type, "status": entry.status.value, "note": entry.note,
            "reference": entry.reference, "date": entry.date}
