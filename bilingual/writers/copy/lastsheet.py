"""A last sheet in the copy of a workbook, for what is said of the whole of it."""
from __future__ import annotations

from lxml import etree

from bilingual.support.xml import parser, xml_safe

PART = "xl/worksheets/translation.xml"
_NAME = "Translation"
_ID = "rIdTranslation"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"


def sheet(said: str) -> bytes:
    """The content of the sheet: one cell with the text."""
    root = etree.Element(f"{{{_MAIN}}}worksheet", nsmap={None: _MAIN})
    row = etree.SubElement(etree.SubElement(root, f"{{{_MAIN}}}sheetData"), f"{{{_MAIN}}}row", r="1")
    cell = etree.SubElement(row, f"{{{_MAIN}}}c", r="A1", t="inlineStr")
    etree.SubElement(etree.SubElement(cell, f"{{{_MAIN}}}is"), f"{{{_MAIN}}}t").text = xml_safe(said)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def announced(name: str, data: bytes) -> bytes | None:
    """A part of the workbook that must name the sheet, with its name; None for any other part."""
    if name not in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/workbook.xml"):
        return None
    root = etree.fromstring(data, parser())
    space = root.nsmap.get(root.prefix)
    if name == "[Content_Types].xml":
        etree.SubElement(root, f"{{{space}}}Override", PartName=f"/{PART}", ContentType=_TYPE)
    elif name == "xl/workbook.xml":
        sheets = root.find("{*}sheets")
        taken = {s.get("name", "").lower() for s in sheets}
        free = next(n for n in (_NAME, *(f"{_NAME} {k}" for k in range(2, 999))) if n.lower() not in taken)
        number = 1 + max((int(s.get("sheetId", "0")) for s in sheets), default=0)
        etree.SubElement(sheets, f"{{{space}}}sheet",
                         {"name": free, "sheetId": str(number), f"{{{_OFFICE}}}id": _ID})
    else:
        etree.SubElement(root, f"{{{space}}}Relationship", Id=_ID, Type=f"{_OFFICE}/worksheet",
                         Target=PART.removeprefix("xl/"))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
