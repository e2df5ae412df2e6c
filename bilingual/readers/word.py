"""Word documents, read by python-docx: headings, paragraphs, lists, tables, bold."""
from __future__ import annotations

import re
from pathlib import Path

from bilingual.document import Block, Document
from bilingual.errors import BilingualError
from bilingual.safety import check_archive


def read(path: Path, encoding: str | None) -> Document:
    """The document in a .docx file; `encoding` has no meaning here."""
    from docx.table import Table
    source = opened(path)
    document = Document(path, "docx", [])
    tables = 0
    for item in source.iter_inner_content():
        if isinstance(item, Table):
            tables += 1
            document.blocks += _cells(item, tables)
        elif item.text.strip():
            document.blocks.append(_paragraph(item))
    return document


def opened(path: Path):
    """The file as python-docx has it. Raises BilingualError when it is none or is damaged."""
    import docx
    check_archive(path, "a Word document")
    try:
        return docx.Document(str(path))
    except Exception as error:  # python-docx raises whatever the broken part happens to cause
        raise BilingualError(f"{path} cannot be read as a Word document ({error}): open it in Word and save it again.") from error


def _paragraph(paragraph, kind: str = "") -> Block:
    text, bold = "", []
    for run in paragraph.iter_inner_content():
        piece = run.text.replace("\t", " ")
        if getattr(run, "bold", False) and piece.strip():
            start = len(text)
            if bold and bold[-1][1] == start:
                bold[-1] = (bold[-1][0], start + len(piece))
            else:
                bold.append((start, start + len(piece)))
        text += piece
    lead = len(text) - len(text.lstrip())
    text = text.strip()
    bold = [(max(0, a - lead), min(len(text), b - lead)) for a, b in bold if b - lead > 0]
    style = (paragraph.style.name or "") if paragraph.style is not None else ""
    heading = re.fullmatch(r"(?:Heading|标题) ?(\d)", style)
    if kind:
        return Block(kind, text, bold=bold)
    if heading or style in ("Title", "标题"):
        return Block("heading", text, level=int(heading[1]) if heading else 1, bold=bold)
    numbering = paragraph._p.pPr.numPr if paragraph._p.pPr is not None else None
    if numbering is not None or style.startswith(("List", "列表")):
        depth = 1 + (numbering.ilvl.val if numbering is not None and numbering.ilvl is not None else 0)
        return Block("item", text, level=depth, ordered="Number" in style or "编号" in style, bold=bold)
    return Block("quotation" if style in ("Quote", "Intense Quote", "引用") else "paragraph", text, bold=bold)


def _cells(table, number: int) -> list[Block]:
    blocks, seen = [], set()
    for r, row in enumerate(table.rows, 1):
        for c, cell in enumerate(row.cells, 1):
            if cell._tc in seen:  # a merged cell is listed once for each cell it covers
                continue
            seen.add(cell._tc)
            text = "\n".join(p.text.strip() for p in cell.paragraphs if p.text.strip())
            if text:
                blocks.append(Block("cell", text, cell=(number, r, c)))
    return blocks
