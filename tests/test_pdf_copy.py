"""The copy of a PDF in its own shape: what goes, what stays, what is told. The files are made by reportlab, Chromium
and LibreOffice.
"""
import re
import subprocess

import docx
import pdfplumber
import pikepdf
import pypdfium2
import pytest
from conftest import ROOT, SAMPLES
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageDraw
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from bilingual.model.document import View
from bilingual.pipeline import Translator
from bilingual.readers import read
from bilingual.readers.places import Anchor, Place, Side, address, anchors, places
from bilingual.support.paths import builtin_glossary
from bilingual.workspace.delivery import deliver
from bilingual.writers import has_same
from bilingual.writers.copy.pdf.content import sheets
from bilingual.writers.copy.pdf.strip import without

HAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff]")
BODY = ["为深入贯彻落实党的二十大精神，加快发展新质生产力，扎实推进高质量发展，现提出以下意见。",
        "坚持稳中求进工作总基调，完整、准确、全面贯彻新发展理念，加快构建新发展格局，着力推动高质量发展。",
        "要扩大国内需求，深化改革开放，防范化解风险，改善社会预期。"]
needs = pytest.mark.foreign
pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))


@pytest.fixture(scope="module")
def translator(engine):
    return Translator.create(engine, [builtin_glossary()])


def wrapped(canvas, text, x, y, width, size, pitch):
    """Chinese text in lines of a width, the first indented; the height below its last line."""
    line, indent = "", 2 * size
    for c in text + "\n":
        if c == "\n" or (len(line) + 1) * size > width - indent:
            canvas.drawString(x + indent, y, line)
            y, line, indent = y - pitch, "", 0
        line += c
    return y


def notice(path):
    """Three pages: a running head in a form that all draw, a title, paragraphs, a table with numbers, a picture, a
    link, an outline."""
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setTitle("关于推动高质量发展的意见")
    canvas.beginForm("head")
    canvas.setFont("STSong-Light", 9)
    canvas.drawString(250, 800, "全省经济工作简报")
    canvas.endForm()
    for page in range(3):
        canvas.doForm("head")
        canvas.setFont("STSong-Light", 9)
        canvas.drawString(270, 40, f"第 {page + 1} 页 共 3 页")
        canvas.setFont("STSong-Light", 20)
        title = ["关于推动高质量发展的意见", "二、总体要求", "三、深化改革"][page]
        canvas.drawCentredString(297, 740, title)
        canvas.bookmarkPage(title)
        canvas.addOutlineEntry(title, title)
        canvas.setFont("STSong-Light", 14)
        y = 700
        for text in BODY:
            y = wrapped(canvas, text, 80, y, 435, 14, 24)
        canvas.drawImage(str(ROOT / "docs" / "page.png"), 80, 300, 150, 120)
        if page == 0:
            canvas.linkURL("https://example.org/", (80 + 28, 700 - 4, 515, 712), thickness=0)
        if page == 1:
            for row, cells in enumerate([("指标", "目标"), ("城镇新增就业", "1200"), ("国内生产总值增长", "5%左右")]):
                for column, text in enumerate(cells):
                    canvas.rect(80 + 200 * column, 240 - 30 * row, 200, 30)
                    canvas.setFont("STSong-Light", 11)
                    canvas.drawString(86 + 200 * column, 250 - 30 * row, text)
        canvas.showPage()
    canvas.save()
    return path


@pytest.fixture(scope="module")
def made(translator, tmp_path_factory):
    """The notice, translated."""
    return translator.translate_file(notice(tmp_path_factory.mktemp("pdf") / "notice.pdf"))


def copied(document, folder, layout="replace"):
    (path,), notes = deliver(document, folder, ["same"], View(layout=layout))
    assert path.suffix == ".pdf"
    return path, notes


def text_of(path) -> str:
    """The text of a file in the order of its content, by pdfium, with plain apostrophes and single spaces."""
    with pypdfium2.PdfDocument(path) as pdf:
        return " ".join(" ".join(p.get_textpage().get_text_bounded() for p in pdf).replace("’", "'").split())


def letters(path):
    """The letters of each page, their places counted from the top left of what is shown."""
    with pdfplumber.open(path) as pdf:
        return [[{**c, "x0": c["x0"] - p.bbox[0], "x1": c["x1"] - p.bbox[0], "top": c["top"] - p.bbox[1],
                  "bottom": c["bottom"] - p.bbox[1]} for c in p.chars if c["text"].strip()] for p in pdf.pages]


def bare(text: str) -> str:
    return re.sub(r"\W+", "", text.replace("’", "'")).lower()


def in_order(document, path):
    """Every English sentence of the body is in the copy, one behind the other."""
    text, at = bare(text_of(path)), 0
    for block in (b for b in document.blocks if b.ref and HAN.search(b.text) and not b.ref.startswith("=")):
        for segment in block.segments:
            found = text.find(bare(segment.target), at)
            assert found >= 0, segment.target
            at = found


def same_outside(source, copy):
    """Outside the Chinese and the English letters the two look the same, to the pixel."""
    with pypdfium2.PdfDocument(source) as one, pypdfium2.PdfDocument(copy) as other:
        for n, (old, new) in enumerate(zip(letters(source), letters(copy), strict=True)):
            pictures = [pdf[n].render(scale=2).to_pil().convert("L") for pdf in (one, other)]
            mask = Image.new("L", pictures[0].size, 255)
            draw = ImageDraw.Draw(mask)
            kept = {(c["text"], round(c["x0"], 1), round(c["top"], 1)) for c in old} & {
                (c["text"], round(c["x0"], 1), round(c["top"], 1)) for c in new}
            for c in old + new:
                if (c["text"], round(c["x0"], 1), round(c["top"], 1)) not in kept:
                    draw.rectangle([2 * c["x0"] - 6, 2 * c["top"] - 8, 2 * c["x1"] + 6, 2 * c["bottom"] + 8], fill=0)
            assert mask.getextrema()[1] == 255
            difference = ImageChops.multiply(ImageChops.difference(*pictures), mask)
            assert difference.getbbox() is None, (n, difference.getbbox())


def nothing_overlaps(path):
    """No letter stands on another one."""
    for chars in letters(path):
        chars = sorted(chars, key=lambda c: c["x0"])
        for n, a in enumerate(chars):
            for b in chars[n + 1:]:
                if b["x0"] >= a["x1"]:
                    break
                wide = min(a["x1"], b["x1"]) - b["x0"]
                high = min(a["bottom"], b["bottom"]) - max(a["top"], b["top"])
                least = min(a["width"], b["width"]) * min(a["height"], b["height"])
                assert wide <= 0 or high <= 0 or wide * high < 0.4 * least, (a["text"], b["text"], a["top"], b["top"])


def small_enough(source, copy):
    assert copy.stat().st_size <= 1.2 * source.stat().st_size + 100_000


def test_the_english_stands_where_the_chinese_stood(made, tmp_path):
    path, notes = copied(made, tmp_path)
    assert not HAN.search(text_of(path)) and not any("not placed" in n for n in notes)
    in_order(made, path)
    same_outside(made.path, path)
    nothing_overlaps(path)
    small_enough(made.path, path)
    text = text_of(path)
    assert "Page 2 of 3" in text and "1200" in text, "page numbers by rule, numbers as they were"
    with pdfplumber.open(path) as pdf:
        assert all("Times" in c["fontname"] or "Helvetica" in c["fontname"] or "STSong" in c["fontname"]
                   for p in pdf.pages for c in p.chars)


def test_running_heads_are_read_once_and_set_on_every_page(made, tmp_path):
    (head,) = [b for b in made.blocks if b.text == "全省经济工作简报"]
    path, _ = copied(made, tmp_path)
    assert text_of(path).count(head.target.replace("’", "'")) == 3


def test_links_outline_and_title_are_english(made, tmp_path):
    path, _ = copied(made, tmp_path)
    first = next(b for b in made.blocks if b.text.startswith(BODY[0][:6]))
    with pikepdf.open(path) as pdf:
        assert [i.title for i in pdf.open_outline().root] == [b.target for b in made.blocks if b.kind == "heading"]
        assert str(pdf.docinfo["/Title"]) == made.title.target and pdf.docinfo["/Translator"] == "bilingual"
        boxes = [[float(v) for v in a.Rect] for a in pdf.pages[0].Annots if a.A.URI == "https://example.org/"]
    with pypdfium2.PdfDocument(path) as pdf:
        linked = " ".join(pdf[0].get_textpage().get_text_bounded(*b) for b in boxes)
    words = set(re.findall(r"\w+", first.target))
    assert linked.split() and set(re.findall(r"\w+", linked.replace("’", "'"))) <= words


@pytest.mark.parametrize("layout", ["beside", "below"])
def test_both_languages(made, tmp_path, layout):
    path, notes = copied(made, tmp_path, layout)
    small_enough(made.path, path)
    with pypdfium2.PdfDocument(path) as pdf, pypdfium2.PdfDocument(made.path) as source:
        assert len(pdf) == (6 if layout == "below" else 3) and not any("cannot stand" in n for n in notes)
        wide, high = pdf[0].get_size()
        assert (round(wide / source[0].get_width(), 2), round(high)) == (2 if layout == "beside" else 1, 842)
        picture = pdf[0].render(scale=2).to_pil().convert("L")
        chinese = source[0].render(scale=2).to_pil().convert("L")
        cut = (0, 0, chinese.width - 4, chinese.height)  # the halves meet inside a pixel
        assert ImageChops.difference(picture.crop(cut), chinese.crop(cut)).getbbox() is None
        english = pdf[1 if layout == "below" else 0].get_textpage()
        box = (wide / 2, 0, wide, high) if layout == "beside" else (0, 0, wide, high)
        right = english.get_text_bounded(*box)
    assert not HAN.search(right) and bare(made.blocks[1].segments[0].target) in bare(right)


def test_what_finds_no_room_goes_on_on_an_inserted_page(made, tmp_path):
    import copy
    document = copy.deepcopy(made)
    document.path = made.path
    block = next(b for b in document.blocks if b.text == "城镇新增就业")
    block.segments[0].target = "New urban jobs, " * 60 + "to the last word."
    path, notes = copied(document, tmp_path)
    assert any("page 2" in n and "inserted page" in n for n in notes)
    with pypdfium2.PdfDocument(path) as pdf:
        assert len(pdf) == 4
        page = " ".join(pdf[2].get_textpage().get_text_bounded().split())
    assert page.startswith("Page 2, continued Table 1, row 2, column 1") and page.endswith("to the last word.")
    nothing_overlaps(path)


def test_a_turned_page_and_a_page_whose_corner_is_elsewhere(made, translator, tmp_path):
    with pikepdf.open(made.path) as pdf:
        del pdf.pages[1:]
        turned = pdf.pages[0].obj
        turned.MediaBox = [0, 0, 595.28, 841.89]
        turned.Contents = pdf.make_stream(b"q 0 1 -1 0 595.28 100 cm\n" + turned.Contents.read_bytes() + b"\nQ")
        turned.MediaBox, turned.Rotate = [-246.61, 100, 595.28, 695.28], 90
        del turned["/Annots"]
        pdf.save(tmp_path / "turned.pdf")
    document = translator.translate_file(tmp_path / "turned.pdf")
    path, _ = copied(document, tmp_path / "out")
    assert not HAN.search(text_of(path)), text_of(path)
    in_order(document, path)
    same_outside(document.path, path)


def test_scans_and_their_layers_of_text_are_not_copied(tmp_path, translator):
    canvas = Canvas(str(tmp_path / "layer.pdf"), pagesize=A4)
    canvas.drawImage(str(ROOT / "docs" / "page.png"), 0, 0, *A4)
    text = canvas.beginText(80, 700)
    text.setFont("STSong-Light", 14)
    text.setTextRenderMode(3)
    text.textLine(BODY[2])
    canvas.drawText(text)
    canvas.save()
    document = translator.translate_file(tmp_path / "layer.pdf")
    assert not has_same(document)
    paths, notes = deliver(document, tmp_path / "out", ["same"])
    assert [p.suffix for p in paths] == [".docx"] and any("without visible text" in n for n in notes)


def test_a_changed_file_is_noticed(made, tmp_path):
    import copy
    document = copy.deepcopy(made)
    document.path = tmp_path / "other.pdf"
    canvas = Canvas(str(document.path), pagesize=A4)
    canvas.drawString(80, 400, "Nothing of it")
    canvas.save()
    from bilingual.model.errors import BilingualError
    with pytest.raises(BilingualError, match="has changed since"):
        copied(document, tmp_path / "out")


def test_lines_of_a_table_of_contents_keep_dots_and_page_numbers(tmp_path, translator):
    path = tmp_path / "contents.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setFont("STSong-Light", 14)
    for n, (title, page) in enumerate([("一、总体要求", "1"), ("二、重点任务", "3"), ("三、深化改革", "12")]):
        end = 500 - pdfmetrics.stringWidth(page, "STSong-Light", 14)
        canvas.drawString(80, 700 - 28 * n, title)
        start = 80 + pdfmetrics.stringWidth(title, "STSong-Light", 14)
        dots = int((end - start) / pdfmetrics.stringWidth(".", "STSong-Light", 14))
        canvas.drawString(start, 700 - 28 * n, "." * dots)
        canvas.drawString(end, 700 - 28 * n, page)
    canvas.save()
    document = translator.translate_file(path)
    assert len(document.blocks) == 3, "each line is a paragraph of its own"
    copy, _ = copied(document, tmp_path / "out")
    nothing_overlaps(copy)
    with pdfplumber.open(copy) as pdf:
        lines = pdf.pages[0].extract_text_lines()
    assert [l["text"][-2:].strip(" .") for l in lines] == ["1", "3", "12"]
    assert all(abs(l["x1"] - 500) < 1 for l in lines)
    assert all(re.match(r"I+\. [A-Z][a-z ]+\.{20,}", l["text"].replace(" .", ".")) for l in lines), lines


numbers = st.floats(0, 2000).map(lambda v: round(v, 1))
PLACES = st.lists(st.builds(Place, st.integers(1, 999), *[numbers] * 6, st.sampled_from([0, 90, 180, 270])),
                  min_size=1, max_size=5)


SIDES = st.builds(Side, st.integers(1, 999), st.sampled_from([0, 90, 180, 270]))
ANCHORS = st.lists(st.builds(Anchor, st.integers(0, 99), st.integers(0, 9), SIDES, st.tuples(*[numbers] * 4), numbers),
                   max_size=3)


@given(PLACES, st.booleans(), ANCHORS)
def test_an_address_reads_back(found, repeated, held):
    ref = address(found, repeated, held)
    assert places(ref) == (found, repeated) and anchors(ref) == held


@pytest.fixture(scope="module")
def mixed(tmp_path_factory):
    """A page on which operators show several letters, with widened spaces, in a form too."""
    path = tmp_path_factory.mktemp("strip") / "mixed.pdf"
    canvas = Canvas(str(path), pagesize=A4, pageCompression=0)
    canvas.beginForm("form")
    canvas.setFont("STSong-Light", 12)
    canvas.drawString(100, 600, "表格里的字和abc")
    canvas.endForm()
    canvas.doForm("form")
    text = canvas.beginText(100, 500)
    text.setFont("STSong-Light", 12)
    text.setCharSpace(1.5)
    text.textOut("第一段文字")
    text.setFont("Helvetica", 12)
    text.setWordSpace(3)
    text.textOut("some words here")
    text.setFont("STSong-Light", 12)
    text.textLine("第二段文字")
    text.textLine("下一行")
    canvas.drawText(text)
    canvas.save()
    return path


@settings(max_examples=60)
@given(chosen=st.sets(st.integers(0, 60)))
def test_letters_that_stay_stay_where_they_were(mixed, chosen):
    sheet = sheets(mixed, {Side(1)})[Side(1)]
    gone = [g for n, g in enumerate(sheet.glyphs) if n in chosen]
    with pikepdf.open(mixed) as pdf:
        page = pdf.pages[0]
        data, resources = without(pdf, page, sheet, gone, [])
        page.obj.Contents, page.obj.Resources = pdf.make_stream(data), resources
        out = mixed.with_name("out.pdf")
        pdf.save(out)
    stay = [n for n, g in enumerate(sheet.glyphs) if n not in chosen]
    before, after = boxes(mixed), boxes(out)
    assert len(before) == len(sheet.glyphs) - 2 and len(after) == len([n for n in stay if sheet.glyphs[n].text != " "])
    visible = [n for n, g in enumerate(sheet.glyphs) if g.text != " "]
    for n, (text, box) in zip([n for n in visible if n in stay], after):
        wanted = before[visible.index(n)]
        assert text == wanted[0] and all(abs(a - b) < 0.1 for a, b in zip(box, wanted[1])), (text, box, wanted)


def boxes(path):
    """The letters of the first page and their boxes, by pdfium, in the order of the content."""
    with pypdfium2.PdfDocument(path) as pdf:
        text = pdf[0].get_textpage()
        found = [(text.get_text_range(n, 1), text.get_charbox(n)) for n in range(text.count_chars())]
    return [f for f in found if f[0].strip()]


PAGE = """<meta charset="utf-8"><style>@page { size: A4; margin: 25mm 20mm }
body { font-size: 12pt; text-align: justify } .c { columns: 2 } p { text-indent: 2em; margin: 0 }
h1 { text-align: center; color: #c00; border-bottom: 3px solid #c00 } .r { text-align: right }
table { border-collapse: collapse; width: 100%% } td { border: 1px solid #000; padding: 3px }</style>
<h1>某省人民政府文件</h1><div class="c">%s</div><h2>一、主要指标</h2><table><tr><td>指标</td><td>2024年目标</td></tr>
<tr><td>国内生产总值增长</td><td>5%%左右</td></tr><tr><td>城镇新增就业</td><td>1200万人以上</td></tr></table>
<p>详见<a href="https://example.org/a">省政府门户网站</a>，要加快发展<b>新质生产力</b>。</p>
<p class="r">某省人民政府</p>"""


@needs("chromium")
def test_a_page_printed_by_chromium(translator, tmp_path):
    paragraphs = [b.text for b in read(SAMPLES / "work-conference.md").blocks if len(b.text) > 60]
    (tmp_path / "page.html").write_text(PAGE % "".join(f"<p>{p}</p>" for p in paragraphs), encoding="utf-8")
    path = tmp_path / "page.pdf"
    subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
                    f"--print-to-pdf={path}", f"file://{tmp_path}/page.html"], check=True, capture_output=True,
                   timeout=120)
    document = translator.translate_file(path)
    copy, _ = copied(document, tmp_path / "out")
    assert not HAN.search(text_of(copy))
    in_order(document, copy)
    nothing_overlaps(copy)
    small_enough(path, copy)
    with pdfplumber.open(copy) as pdf:
        bold = "".join(c["text"] for p in pdf.pages for c in p.chars if c["fontname"] == "Times-Bold")
        links = [a for p in pdf.pages for a in p.annots]
    assert links and "New" not in bold.replace("Newurban", "")


@needs("soffice")
def test_a_document_printed_by_libreoffice(translator, tmp_path, office):
    made = docx.Document()
    section = made.sections[0]
    section.header.paragraphs[0].text = "某省发展改革委工作简报"
    made.add_heading("一、总体要求", 1)
    for text in BODY * 4:
        made.add_paragraph(text)
    table = made.add_table(rows=2, cols=2, style="Table Grid")
    for cell, text in zip((c for r in table.rows for c in r.cells), ["指标", "目标", "城镇新增就业", "1200万人以上"]):
        cell.text = text
    made.add_picture(str(ROOT / "docs" / "page.png"), width=2_000_000)
    made.add_page_break()
    made.add_heading("二、组织实施", 1)
    made.add_paragraph(BODY[2])
    made.save(tmp_path / "brief.docx")
    document = translator.translate_file(office(tmp_path / "brief.docx", "pdf", tmp_path))
    path, _ = copied(document, tmp_path / "out")
    assert not HAN.search(text_of(path))
    in_order(document, path)
    same_outside(document.path, path)
    nothing_overlaps(path)
    small_enough(document.path, path)
