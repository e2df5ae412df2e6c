"""What stands on pages of real PDFs and is no plain paragraph: tables without lines, lists that hang, labels, frames,
stamps, columns; read, and set in the copy. Files are made by reportlab, the English by a stand-in.
"""

import re
from itertools import combinations

import pdfplumber
import pikepdf
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from benchmarks.formats import stand_in
from bilingual.model.document import Candidate, View
from bilingual.model.errors import BilingualError
from bilingual.readers import read
from bilingual.readers.letters import letters, normal
from bilingual.readers.pages import turn_of
from bilingual.writers import write

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
LONG = ("坚持稳中求进工作总基调完整准确全面贯彻新发展理念加快构建新发展格局着力推动高质量发展"
        "扩大国内需求深化改革开放防范化解风险")


def page(path, draw, size=12):
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setFont(FONT, size)
    draw(canvas)
    canvas.save()
    return path


def texts(path):
    return [b.text for b in read(path).blocks]


def copied(path, folder):
    """The first page of the copy, and the notes."""
    (made,), notes = write(stand_in(read(path)), folder, ["same"])
    with pdfplumber.open(made) as pdf:
        return pdf.pages[0], pdf.pages[0].chars, pdf.pages[0].extract_words(), notes


def row(canvas, y, *pieces):
    for x, text in pieces:
        canvas.drawString(x, y, text)


def test_columns_without_lines_between_them_are_a_table(tmp_path):
    def draw(canvas):
        canvas.drawString(72, 760, "各地区主要经济指标如下表所示，增速均比上年有所提高。")
        for y in (730, 710, 640):
            canvas.line(72, y + 12, 520, y + 12)
        rows = [("地区", "生产总值", "增长率"), ("北京市", "四万亿元", "百分之五"), ("上海市", "五万亿元", "百分之六"),
                ("广东省", "十三万亿元", "百分之四")]
        for k, cells in enumerate(rows):
            row(canvas, 730 - 20 * k, *zip((80, 240, 400), cells, strict=True))

    source = page(tmp_path / "a.pdf", draw)
    cells = {b.cell: b.text for b in read(source).blocks if b.cell}
    assert cells[1, 1, 2] == "生产总值" and cells[1, 4, 3] == "百分之四" and len(cells) == 12
    _, chars, words, _ = copied(source, tmp_path / "out")
    assert not re.search("[\u4e00-\u9fff]", "".join(c["text"] for c in chars))
    for first, second in combinations([w for w in words if w["top"] > 90], 2):
        apart = first["x1"] <= second["x0"] + 0.5 or second["x1"] <= first["x0"] + 0.5
        assert apart or abs(first["top"] - second["top"]) > 4, (first["text"], second["text"])


def test_labels_at_one_height_are_texts_of_their_own_and_a_line_with_a_hole_is_not(tmp_path):
    def draw(canvas):
        row(canvas, 780, (72, "申请人签名"), (360, "填表日期"))
        canvas.drawString(72, 750, f"{'　' * 2}主办单位{'　' * 9}承办单位")
        for k in range(3):
            canvas.drawString(72, 700 - 20 * k, LONG[:37])
        row(canvas, 640, (72, LONG[:10]), (72 + 12 * 15, LONG[10:32]))

    found = texts(page(tmp_path / "a.pdf", draw))
    assert found[:4] == ["申请人签名", "填表日期", "主办单位", "承办单位"]
    assert len(found) == 5 and LONG[:10] in found[4] and found[4].endswith(LONG[10:32])


def test_items_hang_beside_their_bullets(tmp_path):
    def draw(canvas):
        canvas.drawString(72, 780, LONG[:36])
        for k in range(2):
            row(canvas, 740 - 60 * k, (80, "●"), (98, LONG[k:34 + k]))
            canvas.drawString(98, 720 - 60 * k, LONG[34 + k:50 + k])

    source = page(tmp_path / "a.pdf", draw)
    assert texts(source)[1:] == [f"●{LONG[k:50 + k]}" for k in range(2)]
    _, _, words, _ = copied(source, tmp_path / "out")
    bullets = [w for w in words if w["text"] == "•"]
    assert len(bullets) == 2 and all(abs(b["x0"] - 80) < 1 for b in bullets)
    lines = {round(w["top"]): w["x0"] for w in reversed(words) if w["text"] != "•" and w["top"] > 90}
    assert len(lines) > 4 and all(abs(x - 98) < 1 for x in lines.values())


def test_three_columns_are_read_one_after_the_other(tmp_path):
    def draw(canvas):
        for column in range(3):
            for k in range(8):
                canvas.drawString(60 + 165 * column, 760 - 18 * k, "甲乙丙"[column] + LONG[k:11 + k])

    found = "".join(texts(page(tmp_path / "a.pdf", draw)))
    assert re.sub("[^甲乙丙]", "", found) == "甲" * 8 + "乙" * 8 + "丙" * 8


def test_a_frame_around_a_page_is_no_cell(tmp_path):
    def draw(canvas):
        canvas.rect(60, 100, 475, 680)
        canvas.line(60, 750, 535, 750)
        canvas.line(300, 750, 300, 780)
        row(canvas, 760, (70, "发文机关"), (310, "成文日期"))
        for p in range(4):
            for k in range(3):
                canvas.drawString(70 + 24 * (not k), 720 - 90 * p - 18 * k, LONG[:(33, 35, 9)[k]])

    blocks = read(page(tmp_path / "a.pdf", draw)).blocks
    assert [b.text for b in blocks if b.cell] == ["发文机关", "成文日期"]
    assert sum(b.text.startswith(LONG[:30]) for b in blocks if not b.cell) == 4


def test_the_white_ground_of_lines_is_no_table(tmp_path):
    def draw(canvas):
        for k in range(6):
            x = 96 if k % 3 == 0 else 72
            canvas.setFillGray(1)
            canvas.rect(x, 757 - 20 * k, 520 - x, 20, stroke=0, fill=1)
            canvas.setFillGray(0)
            canvas.drawString(x, 760 - 20 * k, LONG[:int((520 - x) / 12)])

    blocks = read(page(tmp_path / "a.pdf", draw)).blocks
    assert not any(b.cell for b in blocks) and len(blocks) == 2


def test_a_stamp_at_an_angle_stays_and_is_counted(tmp_path):
    def draw(canvas):
        for k in range(4):
            canvas.drawString(72, 500 - 20 * k, LONG[:37])
        canvas.rotate(50)
        canvas.setFont(FONT, 60)
        canvas.drawString(480, 0, "内部资料")

    source = page(tmp_path / "a.pdf", draw)
    assert len(texts(source)) == 1 and "内" not in texts(source)[0]
    _, chars, _, notes = copied(source, tmp_path / "out")
    assert "".join(c["text"] for c in chars if c["text"] in "内部资料") == "内部资料"
    assert "left in Chinese: 4 characters (“内部资料”)" in notes


@pytest.mark.parametrize("bold", ["stroke", "twice"])
def test_what_is_made_bold_without_a_bold_font_is_bold(tmp_path, bold):
    def draw(canvas):
        canvas.drawString(72, 700, LONG[:37])
        text = canvas.beginText(72, 760)
        text.setTextRenderMode(2 if bold == "stroke" else 0)
        text.textOut("主要目标任务")
        canvas.drawText(text)
        if bold == "twice":
            canvas.drawString(72.4, 760, "主要目标任务")

    _, chars, _, _ = copied(page(tmp_path / "a.pdf", draw), tmp_path / "out")
    fonts = {c["fontname"] for c in chars if c["top"] < 100}
    assert fonts == {"Times-Bold"} and {c["fontname"] for c in chars if c["top"] > 110} == {"Times-Roman"}


def test_a_word_wider_than_its_cell_is_made_to_fit(tmp_path):
    def draw(canvas):
        for k in range(4):
            canvas.line(72, 700 + 22 * k, 72 + 30 * 6, 700 + 22 * k)
        for k in range(7):
            canvas.line(72 + 30 * k, 700, 72 + 30 * k, 766)
        for r in range(3):
            row(canvas, 705 + 22 * r, *((75 + 30 * k, "天气") for k in range(6)))

    source = page(tmp_path / "a.pdf", draw)
    document = stand_in(read(source))
    for segment in document.segments:
        segment.target, segment.candidates = "Construction", []
    (made,), notes = write(document, tmp_path / "out", ["same"])
    with pdfplumber.open(made) as pdf:
        words = pdf.pages[0].extract_words(x_tolerance=0.6)
    assert len(words) == 18 and any("18 cells" in n for n in notes)
    assert all((w["x0"] - 72) % 30 + w["x1"] - w["x0"] <= 30 for w in words)


def test_letters_without_names_are_told_and_not_translated(tmp_path, monkeypatch):
    source = page(tmp_path / "a.pdf", lambda canvas: canvas.drawString(72, 700, LONG[:30]))
    with pikepdf.open(source, allow_overwriting_input=True) as pdf:
        font = pdf.pages[0].Resources.Font["/F2" if "/F2" in pdf.pages[0].Resources.Font else "/F1"]
        font.Encoding = pikepdf.Name("/Identity-H")
        font.DescendantFonts[0].CIDSystemInfo.Ordering = pikepdf.String("Identity")
        pdf.save(source)
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(BilingualError, match="fonts that do not tell which letters they show. Install tesseract"):
        read(source)


def test_a_file_under_a_password_and_one_with_an_owners_password(tmp_path):
    source = page(tmp_path / "a.pdf", lambda canvas: canvas.drawString(72, 700, LONG[:30]))
    for user, name in (("secret", "closed"), ("", "open")):
        with pikepdf.open(source) as pdf:
            pdf.save(tmp_path / f"{name}.pdf", encryption=pikepdf.Encryption(user=user, owner="owner"))
    with pytest.raises(BilingualError, match="protected by a password"):
        read(tmp_path / "closed.pdf")
    _, chars, _, notes = copied(tmp_path / "open.pdf", tmp_path / "out")
    assert not notes and chars and not re.search("[\u4e00-\u9fff]", "".join(c["text"] for c in chars))


@pytest.mark.parametrize("degrees", [90, 180, 270])
@pytest.mark.parametrize("layout", ["replace", "below"])
def test_a_table_on_its_side_is_read_and_set_on_its_side(tmp_path, degrees, layout):
    rows = [("地区", "生产总值", "增长率"), ("北京市", "四万亿元", "百分之五"), ("广东省", "十三万亿元", "百分之四")]

    def draw(canvas):
        canvas.drawString(72, 790, LONG[:30])
        canvas.translate(*{90: (400, 200), 180: (450, 500), 270: (200, 560)}[degrees])
        canvas.rotate(degrees)
        for k in range(4):
            canvas.line(0, 90 - 30 * k, 360, 90 - 30 * k)
            canvas.line(120 * k, 0, 120 * k, 90)
        for r, cells in enumerate(rows):
            row(canvas, 70 - 30 * r, *((120 * k + 8, text) for k, text in enumerate(cells)))

    source = page(tmp_path / "a.pdf", draw)
    blocks = read(source).blocks
    assert {b.cell: b.text for b in blocks if b.cell} == {
        (1, r, c): text for r, cells in enumerate(rows, 1) for c, text in enumerate(cells, 1)}
    assert [b.text for b in blocks if not b.cell] == [LONG[:30]]
    (made,), notes = write(stand_in(read(source)), tmp_path / "out", ["same"], View(layout=layout))
    with pdfplumber.open(source) as before, pdfplumber.open(made) as after:
        english, chinese = after.pages[-1], before.pages[0]
        assert not notes and not re.search("[\u4e00-\u9fff]", "".join(c["text"] for c in english.chars))
        assert len(after.pages) == 1 + (layout == "below")
        lying = [c for c in english.chars if turn_of(c["matrix"])]
        assert len({turn_of(c["matrix"]) for c in lying}) == 1 and len(lying) > 60
        inside = [c for c in chinese.chars if turn_of(c["matrix"])]
        assert {turn_of(c["matrix"]) for c in inside} == {turn_of(c["matrix"]) for c in lying}
        cells = [c for table in chinese.find_tables() for c in table.cells]
        assert len(cells) == 9
        for x0, top, x1, bottom in cells:  # each cell has its own English, within its lines
            assert any(x0 <= c["x0"] and c["x1"] <= x1 and top <= c["top"] and c["bottom"] <= bottom for c in lying)


def test_text_along_the_edge_does_not_part_a_paragraph_that_runs_over(tmp_path):
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    for number in range(2):
        canvas.setFont(FONT, 12)
        for k in range(11):  # paragraphs of four lines, the third of them on both pages
            n = 11 * number + k
            canvas.drawString(72 + 24 * (n % 4 == 0), 730 - 18 * k, "甲乙"[number] + LONG[:(34, 36, 36, 19)[n % 4]])
        canvas.rotate(90)
        canvas.drawString(300, -540, ["装订线内请勿答题", "贴照片处"][number])
        canvas.showPage()
    canvas.save()
    assert [len(t) for t in texts(tmp_path / "a.pdf")] == [129, 129, 129, 8, 129, 129, 72, 4]


def test_indices_and_exponents_are_read_with_their_letters_and_set_small(tmp_path):
    def draw(canvas):
        x = 72
        for text, font, size, rise in (
                ("减排总量控制在", FONT, 12, 0), ("10", "Times-Roman", 12, 0), ("8", "Times-Roman", 7, 6),
                ("吨，CO", FONT, 12, 0), ("2", "Times-Roman", 8, -3), ("浓度按", FONT, 12, 0),
                ("y", "Times-Italic", 12, 0), ("ij", "Times-Italic", 7, -3.5), (" = ax", "Times-Italic", 12, 0),
                ("i", "Times-Italic", 7, -3.5), ("2", "Times-Roman", 7, 5.5), ("计算。", FONT, 12, 0)):
            canvas.setFont(font, size)
            canvas.drawString(x, 700 + rise, text)
            x += pdfmetrics.stringWidth(text, font, size)
        canvas.setFont(FONT, 12)
        canvas.drawString(72, 660, LONG[:30])

    source = page(tmp_path / "a.pdf", draw)
    document = stand_in(read(source))
    assert document.blocks[0].text == "减排总量控制在10⁸吨，CO₂浓度按yij = axi²计算。" and len(document.blocks) == 2
    first = next(iter(document.segments))
    first.target, first.candidates = "CO₂ is cut by 10⁸ metric tons.", []
    (made,), notes = write(document, tmp_path / "out", ["same"])
    with pdfplumber.open(made) as pdf:
        chars = [c for c in pdf.pages[0].chars if c["top"] < 160]
    assert not notes and "".join(c["text"] for c in chars).startswith("CO2 is cut by 108 metric tons.")
    large, lowered, high = (next(c for c in chars if c["text"] == t) for t in "O28")
    foot = lambda c: -c["bottom"]
    assert foot(lowered) < foot(large) < foot(high) and lowered["size"] == high["size"] < 0.7 * large["size"]


def test_the_line_of_a_blank_goes_with_the_english_of_what_fills_it(tmp_path):
    def draw(canvas):
        for y, text, start in ((760, "申请人姓名：张伟", 144), (700, "联系电话：", 132)):
            canvas.drawString(72, y, text)
            canvas.line(start, y - 3, 300, y - 3)

    document = stand_in(read(page(tmp_path / "a.pdf", draw)))
    _, second = document.segments
    second.target, second.candidates = "The telephone number of the office", []
    (made,), notes = write(document, tmp_path / "out", ["same"])
    with pdfplumber.open(made) as pdf:
        words, rules = pdf.pages[0].extract_words(), sorted(pdf.pages[0].rects, key=lambda r: r["top"])
    assert not notes and len(rules) == 2 and all(abs(r["x1"] - 300) < 0.1 for r in rules)
    assert any(abs(w["x0"] - rules[0]["x0"]) < 0.1 for w in words if w["top"] < 100)
    last = next(w for w in words if w["text"] == "office")
    assert rules[1]["x0"] > last["x1"] and abs(rules[1]["top"] - last["bottom"]) < 4


def test_latin_words_that_are_only_set_apart_have_spaces(tmp_path):
    def draw(canvas):
        canvas.drawString(72, 700, "推动")
        canvas.setFont("Times-Roman", 12)
        row(canvas, 700, (98, "Plan"), (98 + 12 * 2.2, "Agent"), (98 + 12 * 5.0, "2.0"))

    assert texts(page(tmp_path / "a.pdf", draw)) == ["推动Plan Agent 2.0"]


def test_lines_far_apart_below_narrow_ones_are_a_paragraph(tmp_path):
    def draw(canvas):
        for k in range(12):
            canvas.drawString(72 + 24 * (k % 4 == 0), 780 - 16 * k, LONG[:(35, 37, 37, 20)[k % 4]])
        for k in range(5):
            canvas.drawString(72 + 24 * (k == 0), 560 - 26 * k, LONG[k:k + (35 if k == 0 else 37)])

    assert len(texts(page(tmp_path / "a.pdf", draw))) == 4


def signs(canvas, *pieces):
    """Draw (x, y, text, size) in the type of formulas."""
    for x, y, text, size in pieces:
        canvas.setFont("Times-Italic", size)
        canvas.drawString(x, y, text)
    canvas.setFont(FONT, 12)


def ratio(canvas, x, y):
    """g = (Y − Z)/Y × 100, its line at `y`."""
    signs(canvas, (x, y, "g =", 12), (x + 24, y + 8, "Y–Z", 12), (x + 32, y - 9, "Y", 12), (x + 60, y, "×100", 12))
    canvas.line(x + 22, y + 3.5, x + 54, y + 3.5)


def places_of(chars, text):
    return [(c["text"], round(c["x0"], 1), round(c["top"], 1)) for c in chars if c["text"] in text and "Italic" in
            c["fontname"]]


def test_a_displayed_formula_is_left_where_it_is(tmp_path):
    def draw(canvas):
        canvas.drawString(72, 760, "增长率按照下列公式计算：")
        ratio(canvas, 240, 730)
        row(canvas, 730, (500, "(1)"))
        for k in range(3):
            canvas.drawString(72, 696 - 18 * k, "式中" + LONG[k:35 + k])

    source = page(tmp_path / "a.pdf", draw)
    found = read(source)
    assert [b.text for b in found.blocks] == [
        "增长率按照下列公式计算：", "".join("式中" + LONG[k:35 + k] for k in range(3))]
    assert any("1 formula between paragraphs" in n for n in found.notes)
    _, chars, words, notes = copied(source, tmp_path / "out")
    with pdfplumber.open(source) as before:
        old = before.pages[0].chars
        assert not notes and places_of(chars, "gYZ=×100") == places_of(old, "gYZ=×100") != []
        assert not [w for w in words if "word" in w["text"] and 95 < w["top"] < 130], "English keeps clear of it"


def test_a_fraction_in_a_line_reads_as_one_and_is_drawn_in_the_english(tmp_path):
    def draw(canvas):
        canvas.drawString(72, 700, "系数　不得超过　　的有关规定。")
        canvas.drawString(72, 640, LONG[:30])
        x = 72 + 12 * 7.3
        signs(canvas, (x, 707, "1", 8), (x, 696, "8", 8))
        canvas.line(x - 1, 703.5, x + 5, 703.5)

    source = page(tmp_path / "a.pdf", draw)
    document = stand_in(read(source))
    assert document.blocks[0].text.replace("　", "") == "系数不得超过1/8的有关规定。"
    first = next(iter(document.segments))
    first.target, first.candidates = "A long coefficient of anything whatever shall never exceed 1/8, as provided.", []
    (made,), notes = write(document, tmp_path / "out", ["same"])
    with pdfplumber.open(made) as pdf:
        chars = [c for c in pdf.pages[0].chars if c["top"] < 160]
        bars = [b for b in [*pdf.pages[0].lines, *pdf.pages[0].rects] if b["top"] < 160]
    over, under = (next(c for c in chars if c["text"] == t) for t in "18")
    before, after = (c for c in chars if c["text"] in "d," and abs(c["x0"] - over["x0"]) < 15)
    assert not notes and "/" not in {c["text"] for c in chars} and len(bars) == 1
    assert over["bottom"] - 3 < bars[0]["top"] < under["top"] + 3 and over["top"] < under["top"] - 5
    assert before["x1"] < over["x0"] and under["x1"] < after["x0"] and bars[0]["x0"] > before["x1"]
    assert sum(c["text"] in "18" for c in chars) == 2, "it is drawn once, and not where it stood"


def test_a_root_in_a_line_has_its_place_in_the_english(tmp_path):
    def draw(canvas):
        canvas.drawString(72, 700, "距离按照　　　　　确定，不得超过有关规定。")
        canvas.drawString(72, 640, LONG[:30])
        signs(canvas, (135, 700, "x+y", 12), (160, 700, "+z", 12))
        path = canvas.beginPath()
        path.moveTo(130, 698)
        path.lineTo(133, 711)
        path.lineTo(156, 711)
        canvas.drawPath(path)

    source = page(tmp_path / "a.pdf", draw)
    document = stand_in(read(source))
    assert document.blocks[0].text.replace("　", "") == "距离按照确定，不得超过有关规定。"
    assert any("1 formula in lines" in n for n in document.notes)
    (made,), notes = write(document, tmp_path / "out", ["same"])
    with pdfplumber.open(made) as pdf:
        text = pdf.pages[0].extract_text(x_tolerance=2).split("\n")[0]
        chars, roots = pdf.pages[0].chars, pdf.pages[0].curves
    assert not notes and re.fullmatch(r"(word\w+ )+x\+ ?y ?\+z( ?word\w+,?)+\.", text), text
    x = next(c["x0"] for c in chars if c["text"] == "x" and "Italic" in c["fontname"])
    assert len(roots) == 1 and 0 < x - roots[0]["x0"] < 8


def test_a_letter_with_a_letter_as_its_index_is_drawn_as_it_was(tmp_path):
    def draw(canvas):
        canvas.drawString(72, 700, "其中，　　为某地区转移支付额。")
        canvas.drawString(72, 640, LONG[:30])
        signs(canvas, (110, 700, "T", 12), (117, 696, "i", 8))

    document = stand_in(read(page(tmp_path / "a.pdf", draw)))
    assert document.blocks[0].text.replace("　", "") == "其中，Ti为某地区转移支付额。"
    first = next(iter(document.segments))
    first.target, first.candidates = "Of these, Ti is the transfer payment of a Tibetan region.", []
    (made,), notes = write(document, tmp_path / "out", ["same"])
    with pdfplumber.open(made) as pdf:
        chars = [c for c in pdf.pages[0].chars if c["top"] < 160]
    large, small = [c for c in chars if "Italic" in c["fontname"]]
    assert not notes and (large["text"], small["text"]) == ("T", "i") and small["size"] < 0.7 * large["size"]
    assert small["bottom"] > large["bottom"] and "Tibetan" in "".join(c["text"] for c in chars)


def test_greek_letters_of_the_font_symbol_are_letters():
    assert letters("\uf072", "ABCDEF+SymbolMT") == "ρ" and letters("\uf0e5", "Symbol") == "∑"
    assert normal(letters("\uf06c", "Wingdings-Regular")) == "•"
    assert letters("\uf0fe", "ABC+Wingdings") == "☑" and letters("𝛼", "CambriaMath") == "α"


def test_a_watermark_at_an_angle_is_in_nobodys_way(tmp_path):
    def draw(canvas):
        for k in range(2):
            canvas.drawString(72, 700 - 18 * k, LONG[k:(37, 20)[k]])
        canvas.translate(330, 660)
        canvas.rotate(45)
        canvas.setFont(FONT, 40)
        canvas.drawString(0, 0, "内部资料")

    _, chars, _, _ = copied(page(tmp_path / "a.pdf", draw), tmp_path / "out")
    assert max(c["x1"] for c in chars if "Times" in c["fontname"]) > 480


def test_letters_that_are_turned_by_next_to_nothing_are_taken_out(tmp_path):
    def draw(canvas):
        canvas.drawString(72, 640, LONG[:30])
        canvas.drawString(72, 700, "全面贯彻")
        canvas.transform(1, -1e-6, -1e-6, 1, 0, 0)
        canvas.drawString(120, 700, "新发展理念")

    source = page(tmp_path / "a.pdf", draw)
    assert texts(source)[0] == "全面贯彻新发展理念"
    _, chars, _, notes = copied(source, tmp_path / "out")
    assert not notes and not re.search("[\u4e00-\u9fff]", "".join(c["text"] for c in chars))


@pytest.mark.parametrize("kind", ["lines", "underscores"])
def test_each_label_of_a_line_keeps_its_blank(tmp_path, kind):
    def draw(canvas):
        canvas.drawString(72, 760, LONG[:30])
        for x, text, end in ((72, "签名：", 200), (204, "日期：", 330), (334, "联系电话：", 480)):
            canvas.drawString(x, 700, text)
            start = x + 12 * len(text)
            if kind == "lines":
                canvas.line(start, 698, end, 698)
            else:
                canvas.drawString(start, 700, "_" * int((end - start) / pdfmetrics.stringWidth("_", FONT, 12)))

    source = page(tmp_path / "a.pdf", draw)
    document = stand_in(read(source))
    assert [b.text.rstrip("_") for b in document.blocks[1:]] == ["签名：", "日期：", "联系电话："]
    for segment, english in zip(list(document.segments)[1:], ("Signature of the applicant:", "Date:", "Telephone:"),
                                strict=True):
        segment.target, segment.candidates = english, []
    (made,), notes = write(document, tmp_path / "out", ["same"])
    with pdfplumber.open(made) as pdf:
        words, rules = pdf.pages[0].extract_words(), sorted(pdf.pages[0].rects, key=lambda r: r["x0"])
        lines = pdf.pages[0].lines
    ends = sorted(w["x1"] for w in words if w["text"].endswith(":"))
    assert not notes and not lines and len(rules) == len(ends) == 3 and "_" not in "".join(w["text"] for w in words)
    for rule, start, end in zip(rules, ends, (200, 330, 480), strict=True):
        assert start < rule["x0"] < start + 8 and abs(rule["x1"] - end) < 7 and rule["width"] > 20


def test_blanks_in_a_sentence_stand_where_their_chinese_stood(tmp_path):
    def draw(canvas):
        row(canvas, 700, (72, "本人"), (196, "自愿申请参加该项目，住址"), (440, "。"))
        for x0, x1 in ((98, 194), (342, 438)):
            canvas.line(x0, 698, x1, 698)
        canvas.drawString(72, 640, LONG[:30])

    document = stand_in(read(page(tmp_path / "a.pdf", draw)))
    assert document.blocks[0].text == "本人____自愿申请参加该项目，住址____。" and len(document.blocks) == 2
    first = next(iter(document.segments))
    first.target, first.candidates = "I, ____, apply of my own free will to the project; my address is ____.", []
    (made,), notes = write(document, tmp_path / "out", ["same"])
    with pdfplumber.open(made) as pdf:
        words = {w["text"]: w for w in pdf.pages[0].extract_words() if w["top"] < 160}
        one, two = sorted(pdf.pages[0].rects, key=lambda r: r["x0"])
    assert not notes and not pdf.pages[0].lines and words["I,"]["x1"] < one["x0"] < one["x1"] < words["apply"]["x0"]
    assert words["is"]["x1"] < two["x0"] and two["width"] > 40 and "____" not in words


def test_the_lower_line_of_a_table_is_no_blank(tmp_path):
    def draw(canvas):
        for k in range(4):
            canvas.line(72, 700 + 16 * k, 372, 700 + 16 * k)
            canvas.line(72 + 100 * k, 700, 72 + 100 * k, 748)
        for r in range(3):
            row(canvas, 703 + 16 * r, (75, "指标名称"), (275, "本年目标"))

    blocks = read(page(tmp_path / "a.pdf", draw)).blocks
    assert {b.cell for b in blocks} == {(1, r, c) for r in (1, 2, 3) for c in (1, 3)}
    assert {b.text for b in blocks} == {"指标名称", "本年目标"}


def test_boxes_to_tick_and_blanks_stay_in_their_cells(tmp_path):
    def draw(canvas):
        for k in range(3):
            canvas.line(72, 700 + 40 * k, 500, 700 + 40 * k)
        for x in (72, 172, 500):
            canvas.line(x, 700, x, 780)
        row(canvas, 755, (76, "所属领域"), (176, "□电子信息　□新材料　□航空航天"))
        row(canvas, 715, (76, "企业承诺"), (176, "法定代表人：__________　日期：________"))

    source = page(tmp_path / "a.pdf", draw)
    document = stand_in(read(source))
    assert [s.source for s in document.segments][1:4] == ["□电子信息", "□新材料", "□航空航天"]
    (made,), notes = write(document, tmp_path / "out", ["same"])
    with pdfplumber.open(made) as pdf:
        chars, rules = pdf.pages[0].chars, sorted(pdf.pages[0].rects, key=lambda r: r["x0"])
    boxes = [c for c in chars if c["fontname"] == "ZapfDingbats"]
    assert not notes and len(boxes) == 3 and "_" not in {c["text"] for c in chars}
    assert len(rules) == 2 and all(r["x0"] > 172 and r["x1"] < 500 and 105 < r["top"] < 142 for r in rules)
    assert all(any(0 <= c["x0"] - b["x1"] < 4 and abs(c["top"] - b["top"]) < 4 for c in chars) for b in boxes)


def test_a_head_of_two_bodies_with_a_word_beside_both(tmp_path):
    """发文机关标志 of a document that two bodies issue (GB/T 9704-2012, 7.2.4): 文件 stands beside both lines."""
    def draw(canvas):
        canvas.setFont(FONT, 36)
        row(canvas, 740, (110, "发展改革委办公厅"))
        row(canvas, 722, (436, "文件"))
        row(canvas, 704, (110, "税务总局办公厅"))
        canvas.line(80, 640, 540, 640)
        canvas.setFont(FONT, 16)
        row(canvas, 660, (210, "发改办财金规〔2019〕860号"))
        for k in range(6):
            row(canvas, 590 - 26 * k, (80, LONG[k:28 + k]))

    source = page(tmp_path / "a.pdf", draw)
    document = stand_in(read(source))
    assert [b.text for b in document.blocks][:3] == ["发展改革委办公厅", "文件", "税务总局办公厅"]
    for segment, english in zip(document.segments, (
            "General Office of the National Development and Reform Commission", "Document",
            "General Office of the State Taxation Administration"), strict=False):
        segment.target, segment.candidates = english, []
    (made,), notes = write(document, tmp_path / "out", ["same"])
    with pdfplumber.open(made) as pdf:
        assert not notes and len(pdf.pages) == 1
        words = {w["text"]: w for w in pdf.pages[0].extract_words(extra_attrs=["size"])}
    assert words["Document"]["x0"] > 400 and words["Taxation"]["size"] >= 12 and words["Reform"]["top"] < 150


def test_small_pictures_in_a_line_stand_where_their_chinese_stood(tmp_path):
    def draw(canvas):
        row(canvas, 700, (72, "符号"), (118, "表示该地区财政支出，标志"), (284, "表示收入。"))
        canvas.circle(107, 704, 5, fill=1)
        canvas.drawImage("docs/page.png", 266, 698, 14, 12)
        canvas.drawImage("docs/page.png", 72, 400, 200, 150)
        canvas.drawString(72, 640, LONG[:30])

    source = page(tmp_path / "a.pdf", draw)
    document = stand_in(read(source))
    assert document.blocks[0].text == "符号表示该地区财政支出，标志表示收入。"
    assert any("2 small pictures in lines of text" in n for n in document.notes)
    first = next(iter(document.segments))
    first.target = "A sign stands for expenditure, and a mark for revenue."
    first.candidates = [Candidate(first.target, 0.0, ((0, 2, 2, 6), (12, 14, 37, 41)))]
    (made,), notes = write(document, tmp_path / "out", ["same"])
    with pdfplumber.open(made) as pdf:
        words = [w for w in pdf.pages[0].extract_words() if w["top"] < 160]
        small = [i for i in pdf.pages[0].images if i["width"] < 50]
        curves, images = pdf.pages[0].curves, pdf.pages[0].images
    at = {w["text"]: w for w in words}
    assert not notes and len(images) == 2 and len(small) == len(curves) == 1
    assert at["sign"]["x1"] < curves[0]["x0"] < curves[0]["x1"] < at["stands"]["x1"]
    assert at["mark"]["x1"] < small[0]["x0"] < at["revenue."]["x0"]


def test_a_numbered_heading_behind_a_full_line_begins_anew(tmp_path):
    def draw(canvas):
        for k, text in enumerate((LONG[:37], LONG[3:39] + "。", "5.2 模型的建立", LONG[:37], LONG[:20] + "。")):
            canvas.drawString(72, 760 - 18 * k, text)

    assert [t[:6] for t in texts(page(tmp_path / "a.pdf", draw))] == [LONG[:6], "5.2 模型", LONG[:6]]


def test_small_chinese_in_a_formula_belongs_to_it(tmp_path):
    def draw(canvas):
        canvas.drawString(72, 760, "碰撞后的速度按照下列公式计算：")
        ratio(canvas, 240, 730)
        canvas.setFont(FONT, 7)
        row(canvas, 719, (281, "鼓"))
        canvas.setFont(FONT, 12)
        for k in range(3):
            canvas.drawString(72, 690 - 18 * k, "式中" + LONG[k:35 + k])

    source = page(tmp_path / "a.pdf", draw)
    assert [b.text[:4] for b in read(source).blocks] == ["碰撞后的", "式中坚持"]
    _, chars, _, notes = copied(source, tmp_path / "out")
    assert notes == ["left in Chinese: 1 character (“鼓”)"] and "鼓" in {c["text"] for c in chars}
