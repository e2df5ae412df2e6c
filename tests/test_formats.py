"""Every format in, and out again in its own shape.

The files are made by real programs: pandoc, LibreOffice, Chromium, openpyxl.
"""
import re
import shutil
import subprocess
import zipfile
from collections import Counter

import docx
import openpyxl
import pptx
import pytest
from conftest import ROOT, SAMPLES
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from bilingual.model.document import View
from bilingual.pipeline import Translator
from bilingual.readers import read
from bilingual.support.paths import builtin_glossary
from bilingual.workspace.delivery import deliver

HAN = re.compile("[\u4e00-\u9fff]")
LETTERS = "    a. 国有企业改革\n    b. 财税体制改革\n"  # which only pandoc reads as a list
RICH = """---
title: 全省经济工作会议
---

# 总体要求

会议强调，要以**高质量发展**为首要任务，发展[新质生产力](https://example.org/a)。[^1] 要坚持稳中求进工作总基调。

[^1]: 脚注说明了有关情况。

1. 扩大内需
2. 深化改革
{letters}
- 第一点
    - 第二点

| 指标 | 目标 |
|------|------|
| 国内生产总值增长 | 5%左右 |
| 城镇新增就业 | 1200万人以上 |

> 引文：绿水青山就是金山银山。

![](picture.png)
"""
needs = pytest.mark.foreign
pandoc = needs("pandoc")


@pytest.fixture(scope="module")
def translator(engine):
    return Translator.create(engine, [builtin_glossary()])


@pytest.fixture(scope="module")
def corpus(tmp_path_factory, office):
    """The same text in every format that pandoc and LibreOffice write."""
    folder = tmp_path_factory.mktemp("corpus")
    shutil.copy(ROOT / "docs" / "page.png", folder / "picture.png")
    (folder / "rich.md").write_text(RICH.replace("{letters}", ""), encoding="utf-8")
    (folder / "letters.md").write_text(RICH.replace("{letters}", LETTERS), encoding="utf-8")
    made = {"md": folder / "rich.md"}
    if shutil.which("pandoc"):
        for form in ("docx", "odt", "epub", "html", "pptx"):
            subprocess.run(["pandoc", "-s", "letters.md", "-o", f"rich.{form}"], cwd=folder, check=True,
                           capture_output=True)
            made[form] = folder / f"rich.{form}"
    if shutil.which("soffice") and "docx" in made:
        made["pdf"] = office(made["docx"], "pdf", folder)
    return made


def plain(path) -> str:
    """The text of a file, by another program."""
    if path.suffix == ".pdf":
        return subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout
    if path.suffix == ".pptx":
        return "\n".join(p.text for s in pptx.Presentation(path).slides for p in _paragraphs(s))
    # a page and a book have their title in the text already
    standalone = ["-s"] if path.suffix in (".docx", ".odt") else []
    return subprocess.run(["pandoc", path, *standalone, "-t", "plain", "--wrap=none"], capture_output=True, text=True,
                          check=True, cwd=path.parent).stdout


def raw(path) -> str:
    """All text of a file's own XML, or the file itself."""
    if path.suffix == ".md":
        return re.sub(r"\\|\*\*|\[\^1\]|[\[\]]|\(https[^)]*\)", "", path.read_text(encoding="utf-8"))
    with zipfile.ZipFile(path) as archive:
        return "".join(re.sub("<[^>]*>", "", archive.read(n).decode()) for n in archive.namelist()
                       if n.endswith(("content.xml", ".xhtml")))


def _paragraphs(slide):
    for shape in slide.shapes:
        if shape.has_text_frame:
            yield from shape.text_frame.paragraphs
        if shape.has_table:
            yield from (p for r in shape.table.rows for c in r.cells for p in c.text_frame.paragraphs)
    if slide.has_notes_slide:
        yield from slide.notes_slide.notes_text_frame.paragraphs


@needs("pandoc", "pdftotext", "soffice")
@pytest.mark.parametrize("form", ["docx", "odt", "epub", "html", "pptx", "pdf"])
def test_nothing_is_missing_that_another_program_reads(corpus, form):
    theirs, ours = (Counter(HAN.findall(plain(corpus[form]))),
                    Counter(HAN.findall("".join(b.text for b in read(corpus[form]).blocks))))
    assert not (missing := theirs - ours), f"{form}: another program has {missing}"


@pandoc
@pytest.mark.parametrize("form", ["md", "docx", "odt", "epub", "html", "pptx"])
def test_same_shape(corpus, translator, tmp_path, form):
    (path,), notes = deliver(translator.translate_file(corpus[form]), tmp_path, ["same"])
    assert path.name == f"rich.translated.{form}" and not [n for n in notes if not n.startswith("left in Chinese")]
    text = plain(path)
    # a title in the header, not in the text
    left = "".join(HAN.findall(text.replace("全省经济工作会议", "") if form in ("md", "epub") else text))
    assert not left, f"Chinese left: {left}"
    for phrase in ("high-quality development", "new quality productive forces", "t least 12 million"):
        assert phrase in text
    if form in ("docx", "odt", "epub", "html"):
        back = subprocess.run(["pandoc", path, "-t", "html"], capture_output=True, text=True, check=True).stdout
        assert re.search(r"<strong>high-quality\s+development</strong>", back)
        assert re.search(r'<a\s+href="https://example.org/a"[^>]*>new\s+quality\s+productive\s+forces</a>', back)
        assert back.count("<img") == 1 and back.count("<li") >= 6 and back.count("<td") + back.count("<th") >= 4


@pandoc
@pytest.mark.parametrize(("form", "layout"),
                         [(f, "below") for f in ("md", "docx", "odt", "epub", "html",
                                                 "pptx")] + [("docx", "beside"), ("html", "beside"), ("odt", "beside")])
def test_layouts_with_both_languages(corpus, translator, tmp_path, form, layout):
    document = translator.translate_file(corpus[form])
    (path,), notes = deliver(document, tmp_path, ["same"], View(layout=layout))
    # pandoc drops rows of an odt's table
    text = re.sub(r"\s+", "", raw(path) if form in ("md", "odt", "epub") else plain(path))
    for segment in document.segments:
        if HAN.search(segment.source):
            assert re.sub(r"\s+", "", segment.source) in text and re.sub(r"\s+", "",
                                                                         segment.target) in text, segment.source
    assert bool(notes) == ((form, layout) == ("odt", "beside"))


@needs("soffice", "pdftotext")
@pytest.mark.parametrize("layout", ["replace", "beside"])
def test_libreoffice_opens_the_copies(corpus, translator, tmp_path, layout, office):
    if "docx" not in corpus:
        pytest.skip("pandoc is not installed")
    (path,), _ = deliver(translator.translate_file(corpus["docx"]), tmp_path, ["same"], View(layout=layout))
    assert "Reform of state-owned enterprises" in plain(office(path, "pdf", tmp_path))


@needs("soffice", "pdffonts")
def test_bilingual_pdf_has_text_fonts_and_bookmarks(translator, tmp_path):
    (path,), _ = deliver(translator.translate_file(SAMPLES / "work-conference.md"), tmp_path, ["pdf"])
    fonts = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert fonts and all(line.split()[-5] == "yes" for line in fonts), "every font is embedded"
    text = plain(path)
    assert "高质量发展" in text.replace("\n", "") and "high-quality development" in text.replace("\n", " ")
    import pypdfium2
    with pypdfium2.PdfDocument(path) as pdf:
        assert len(list(pdf.get_toc())) >= 3


def test_word_reads_what_word_hides(tmp_path, translator):
    """Header, footer, text box, tracked changes, fields, computed numbers, content controls: raw XML where python-docx
    has no words.
    """
    source = docx.Document()
    section = source.sections[0]
    section.header.paragraphs[0].text, section.footer.paragraphs[0].text = "内部资料", "办公厅印发"
    paragraph = source.add_paragraph("发展")
    paragraph._p.append(
        parse_xml(f'<w:ins {nsdecls("w")} w:id="1" w:author="a"><w:r><w:t>数字经济</w:t></w:r></w:ins>'))
    paragraph._p.append(parse_xml(f'<w:del {nsdecls("w")} w:id="2" '
                                  'w:author="a"><w:r><w:delText>旧文</w:delText></w:r></w:del>'))
    paragraph._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>3</w:t></w:r></w:fldSimple>'))
    box = (f'<w:r {nsdecls("w")}><w:pict '
           'xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>文本框</w:t></w:r></w:p></w:txbxContent>'
           "</v:textbox></v:shape></w:pict></w:r>")
    source.add_paragraph("正文段落。")._p.append(parse_xml(box))
    control = "<w:sdtContent><w:p><w:r><w:t>内容控件</w:t></w:r></w:p></w:sdtContent>"
    source.element.body.insert(0, parse_xml(f'<w:sdt {nsdecls("w")}>{control}</w:sdt>'))
    for text in ("甲项", "乙项"):
        source.add_paragraph(text, style="List Number")
    path = tmp_path / "hidden.docx"
    source.save(path)
    document = translator.translate_file(path)
    assert [b.text for b in document.blocks] == ["内容控件", "发展数字经济3", "正文段落。", "文本框", "甲项", "乙项",
                                                 "内部资料", "办公厅印发"]
    assert [b.number for b in document.blocks[4:6]] == ["1", "2"]
    (copy,), notes = deliver(document, tmp_path, ["same"])
    assert not notes
    again = docx.Document(copy)
    xml = again.element.xml + again.sections[0].header._element.xml
    assert not HAN.search(re.sub(r'(w:name|w:val|w:eastAsia)="[^"]*"', "", xml)) and "w:del " not in xml
    assert "PAGE" in xml and "txbxContent" in xml


def test_two_columns_running_heads_and_tables_in_a_pdf(tmp_path):
    if not shutil.which("chromium"):
        pytest.skip("Chromium is not installed")
    paragraphs = [b.text for b in read(SAMPLES / "work-conference.md").blocks if len(b.text) > 60]
    page = tmp_path / "page.html"
    page.write_text(
        """<meta charset="utf-8"><style>@page { size: A4; margin: 25mm 20mm;
            @top-center { content: "省政府公报第" counter(page) "期" }
            @bottom-center { content: "— " counter(page) " —" } }
        body { font-size: 12pt; text-align: justify } h1 { text-align: center; font-size: 20pt }
        .c { columns: 2; column-gap: 9mm } p { text-indent: 2em; margin: 0 }
        table { border-collapse: collapse } td { border: 1px solid #000; padding: 3px }</style>
        <h1>关于推动高质量发展的若干意见</h1><div class="c">""" + "".join(f"<p>{p}</p>" for p in paragraphs * 3) +
        "</div><table><tr><td>指标</td><td>目标</td></tr><tr><td>国内生产总值增长</td><td>5%左右</td></tr></table>"
        "<p>请遵照执行。</p>", encoding="utf-8")
    path = tmp_path / "columns.pdf"
    subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
                    f"--print-to-pdf={path}", f"file://{page}"],
                   check=True, capture_output=True, timeout=120)
    blocks = read(path).blocks
    text = [b.text for b in blocks if b.kind == "paragraph" or b.kind == "item"]
    assert (blocks[0].kind, blocks[0].text) == ("heading", "关于推动高质量发展的若干意见")
    assert [re.sub(r"\s", "", t) for t in text] == [re.sub(r"\s", "", p) for p in paragraphs * 3] + [
        "请遵照执行。", "省政府公报第1期"], "the running head once, at the end"
    assert [(b.text, b.cell) for b in blocks if b.cell] == [
        ("指标", (1, 1, 1)), ("目标", (1, 1, 2)), ("国内生产总值增长", (1, 2, 1)), ("5%左右", (1, 2, 2))]


def test_spreadsheet_copy_touches_nothing_but_texts(tmp_path, translator):
    from openpyxl.chart import BarChart, Reference
    from openpyxl.styles import Font
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "指标"
    sheet.append(["指标", "2024年", "数值"])
    sheet.append(["城镇新增就业", 1200, '=IF(B2>1,"高","低")'])
    sheet["A5000"] = "要推动高质量发展。"
    sheet["A1"].font = Font(bold=True)
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=2))
    sheet.add_chart(chart, "F2")
    book.save(tmp_path / "table.xlsx")
    document = translator.translate_file(tmp_path / "table.xlsx")
    paths, _ = deliver(document, tmp_path / "out", ["same", "docx", "md"])
    copied = openpyxl.load_workbook(paths[0]).active
    assert copied.title == "指标" and copied["C2"].value == '=IF(B2>1,"高","低")' and copied[
        "B2"].value == 1200 and len(copied._charts) == 1
    assert copied["A1"].font.bold and "igh-quality development" in copied["A5000"].value and not HAN.search(
        copied["A2"].value)
    assert any("formulas" in n for n in document.notes) and any("names of the sheets" in n for n in document.notes)


def test_navigation_is_left_alone(tmp_path, translator):
    page = """<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
      <title>国务院关于推动高质量发展的意见_中国政府网</title></head><body>
      <div class="header nav"><a href="/">首页</a><a href="/zc">政策</a></div>
      <div class="crumbs"><a href="/">首页</a> &gt; 政策</div><h1>国务院关于推动高质量发展的意见</h1>
      <div class="pages_content" id="UCAP-CONTENT"><p>各省、自治区、直辖市人民政府：</p>
      <p>现提出以下意见。<br>请贯彻执行。</p>
      <div>松散文字<p>第一，要<strong>扩大内需</strong>。</p>尾部文字</div></div>
      <ul class="related"><li><a href="/1">相关链接</a></li></ul><div class="footer">版权所有</div></body></html>"""
    path = tmp_path / "page.htm"
    path.write_bytes(page.encode("gb18030"))
    document = translator.translate_file(path)
    assert [b.text for b in document.blocks] == ["国务院关于推动高质量发展的意见", "各省、自治区、直辖市人民政府：",
                                                 "现提出以下意见。\n请贯彻执行。", "松散文字",
                                                 "第一，要扩大内需。", "尾部文字"]
    assert document.encoding == "gb18030" and "left alone as navigation: 4 pieces" in document.notes[0]
    (copy,), _ = deliver(document, tmp_path, ["same"])
    html = copy.read_text(encoding="utf-8")
    assert 'charset="utf-8"' in html and "gb2312" not in html and "首页" in html and "<strong>" in html
    assert html.count("<br") == 1 and "data-bilingual" not in html


def test_subtitles_keep_their_times(tmp_path, translator):
    text = ("1\n00:00:01,000 --> 00:00:04,000\n<i>要推动高质量发展，</i>\n发展新质生产力。\n\n"
            "2\n00:00:05,000 --> 00:00:08,000\n- 扩大内需。\n- 深化改革。\n")
    (tmp_path / "talk.srt").write_text(text, encoding="utf-8")
    (copy,), _ = deliver(translator.translate_file(tmp_path / "talk.srt"), tmp_path, ["same"])
    out = copy.read_text(encoding="utf-8")
    assert "00:00:05,000 --> 00:00:08,000" in out and out.count("\n- ") == 2 and not HAN.search(out) and max(
        map(len, out.splitlines())) <= 42


def test_traditional_chinese_is_translated_as_simplified_and_shown_as_it_is(tmp_path, translator):
    (tmp_path / "trad.txt").write_text("關於發展新質生產力的意見\n\n投資增長5萬億元，推動高質量發展。\n",
                                       encoding="utf-8")
    document = translator.translate_file(tmp_path / "trad.txt")
    assert document.blocks[1].segments[0].source == "投資增長5萬億元，推動高質量發展。"
    assert "new quality productive forces" in document.blocks[
        0].target.lower() and "5 trillion yuan" in document.blocks[1].target
    assert {t.source for s in document.segments for t in s.glossary_terms} >= {"新质生产力", "高质量发展"}


def test_a_changed_source_is_noticed(tmp_path, translator):
    from bilingual.model.errors import BilingualError
    path = tmp_path / "a.md"
    path.write_text("要深化改革。", encoding="utf-8")
    document = translator.translate_file(path)
    path.write_text("全新的内容。", encoding="utf-8")
    with pytest.raises(BilingualError, match="has changed since"):
        deliver(document, tmp_path / "out", ["same"])


@pandoc
def test_one_command_over_a_folder(corpus, run, tmp_path):
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for path in corpus.values():
        shutil.copy(path, inbox)
    (inbox / "bad.docx").write_bytes(b"x")
    (inbox / "photo.jpg").write_bytes(b"x")
    done = run("translate", "inbox", "-f", "html", "-f", "same", "--no-memory")
    assert done.returncode == 2 and "bad.docx cannot be read" in done.stderr and "Traceback" not in done.stderr
    table = done.stderr[done.stderr.index("file "):].splitlines()
    assert table[0].split() == ["file", "read", "translated", "reviewed", "left", "alone", "flagged"]
    assert any(l.split()[:2] == ["bad.docx", "failed"] for l in table) and any(l.startswith("photo.jpg") for l in table)
    for form in corpus:
        assert (tmp_path / "outputs" / f"rich-{form}.bilingual.html").exists()
        assert (tmp_path / "outputs" / f"rich-{form}.translated.{form}").exists()
