"""The empty Word document that everything is written into: A4, fonts for both scripts, heading styles, properties."""
from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from bilingual.model.document import Document
from bilingual.support.xml import xml_safe
from bilingual.writers.layout import title

if TYPE_CHECKING:
    from docx.document import Document as DocxDocument
    from lxml import etree

INK = "222222"
LATIN, CHINESE = "Calibri", "SimSun"


def blank(document: Document) -> DocxDocument:
    """An empty document with our page, styles and properties."""
    out = docx.Document()
    section = out.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.PORTRAIT, Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin, section.bottom_margin = Mm(22), Mm(20)
    for name in ("Normal", "Title", *(f"Heading {n}" for n in range(1, 10)), "List Bullet", "List Number", "Quote",
                 "Header", "Footer"):
        style = out.styles[name]
        _fonts(style.element.get_or_add_rPr())
        style.font.color.rgb = RGBColor.from_string(INK)
    out.styles["Normal"].font.size = Pt(10.5)
    out.styles["Normal"].paragraph_format.space_after = Pt(4)
    out.styles["Normal"].paragraph_format.line_spacing = 1.15
    for n, size in ((1, 17), (2, 14), (3, 12)):
        style = out.styles[f"Heading {n}"]
        style.font.size = Pt(size)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(14), Pt(6)
        style.paragraph_format.keep_with_next = True
    language = out.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    if language is not None:
        language.set(qn("w:val"), "en-US")
        language.set(qn("w:eastAsia"), "zh-CN")
    for key in [k for k, r in out.part.package.rels.items() if r.reltype.endswith("/thumbnail")]:
        del out.part.package.rels[key]  # a picture of the template
    properties, day = out.core_properties, str(document.run.get("date", ""))
    properties.title, properties.comments = xml_safe(title(document)[1])[:250], document.signature[:250]
    properties.author = properties.last_modified_by = "bilingual"
    if re.fullmatch(r"\d{4}-\d\d-\d\d", day):  # the template's own date is years old
        properties.created = properties.modified = datetime.fromisoformat(day)
    return out


def _fonts(properties: etree._Element) -> None:
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script, font in (("ascii", LATIN), ("hAnsi", LATIN), ("cs", LATIN), ("eastAsia", CHINESE)):
        fonts.set(qn(f"w:{script}"), font)
