
"""What stands between the words of real files survives reading and copying: fields, controls, exponents, references,
lists.
"""

import re
import subprocess
import zipfile
from itertools import pairwise

import docx
import openpyxl
import pptx
import pytest
from conftest import ROOT
from docx.opc.packuri import PackURI as OpcURI
from docx.opc.part import Part as OpcPart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import given
from hypothesis import strategies as st
from pptx.oxml import parse_xml as pptx_xml
from pptx.oxml.ns import nsdecls as pptx_names
from shapes import MAKERS, PARAGRAPHS, book

from benchmarks import formats
from bilingual.language.han import HAN
from bilingual.language.sentences import split
from bilingual.model.document import View
from bilingual.model.errors import BilingualError
from bilingual.readers import read
from bilingual.readers.scripts import lowered, raised
from bilingual.writers import copy


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    folder = tmp_path_factory.mktemp("shapes")
    return {form: make(folder / f"a.{form}") for form, make in MAKERS.items()}


@pytest.fixture(scope="module")
def copies(corpus, tmp_path_factory):
    """The copies with a stand-in for the English, and what was said about them."""
    folder, made = tmp_path_factory.mktemp("copies"), {}
    for form, path in corpus.items():
        document = formats.stand_in(read(path))
        notes = copy.write(document, folder / f"a.{form}", View())
        made[form] = folder / f"a.{form}", document, notes
    return made


@pytest.mark.parametrize("form", MAKERS)
def test_no_character_is_lost_and_nothing_between_them(corpus, tmp_path, form):
    finding = formats.inspect(corpus[form], tmp_path)
    assert finding.outcome == "ok" and not finding.missing and not finding.lost and not finding.left, str(finding)


@pytest.mark.foreign("soffice")
@pytest.mark.parametrize("form", ["docx", "xlsx", "pptx", "odt"])
def test_libreoffice_opens_the_copies(corpus, tmp_path, form, office):
    opens = lambda path: office(path, "pdf", path.parent).exists()
    finding = formats.inspect(corpus[form], tmp_path, opens)
    assert finding.sound, str(finding)


@pytest.mark.parametrize("layout", ["below", "beside"])
@pytest.mark.parametrize("form", MAKERS)
def test_both_languages(corpus, tmp_path, form, layout):
    document = formats.stand_in(read(corpus[form]))
    copy.write(document, tmp_path / f"a.{form}", View(layout=layout))
    before, after = formats.characters(corpus[form], form), formats.characters(tmp_path / f"a.{form}", form)
    assert not before - after, "Chinese is gone"
    if form == "docx":  # numbers and names of controls and bookmarks are there once
        ids = [e.get(qn("w:val")) for e in docx.Document(tmp_path / "a.docx").element.body.iter(qn("w:id"))]
        assert len(ids) == len(set(ids))


@pytest.fixture(scope="module")
def paragraphs(copies):
    """The paragraphs of the Word copy by the names of what is in them."""
    body = docx.Document(copies["docx"][0]).element.body
    return dict(zip(PARAGRAPHS, body.iterchildren(qn("w:p")), strict=False))


def order(paragraph, *tags):
    """The names of some elements, and the texts between them, in order."""
    out = []
    for element in paragraph.iter():
        name = element.tag.rsplit("}", 1)[-1]
        if name == "t":
            out.append(element.text)
        elif name in tags:
            out.append(f"<{name}>")
    return re.sub(r"word\w+", "w", "".join(out))


def test_an_equation_keeps_its_place(paragraphs, copies):
    assert re.fullmatch(r"(w ?)+<oMath>y=ax\+b( ?w)+\.", order(paragraphs["equation"], "oMath"))
    assert any("1 equation" in n for n in copies["docx"][1].notes)


def test_fields_stay_fields_around_their_english(paragraphs):
    codes = {name: "".join(e.text for e in paragraphs[name].iter(qn("w:instrText"))) for name in PARAGRAPHS}
    assert "HYPERLINK" in codes["link"] and "REF _Ref1" in codes["reference"]
    assert order(paragraphs["link"], "fldChar").startswith("<fldChar><fldChar>w")
    assert 'DATE \\@ "MMMM d, yyyy"' in codes["reference"] and "年" not in codes["reference"]
    dated = order(paragraphs["reference"], "fldChar").split("<fldChar><fldChar>")
    assert dated[1:] == ["w<fldChar>, w w ", "2024 w 3 w 5 w<fldChar>."], "each field holds its own English, no more"


def test_forms_can_be_filled_in(paragraphs):
    form = order(paragraphs["form"], "textInput", "checkBox")
    assert form.index("<textInput>") < form.index("<checkBox>") and re.match(r"(w ?)+: ?<textInput>", form)
    assert order(paragraphs["boxes"], "sdt", "tab") == "<sdt>☐ w<tab><sdt>☐ w"
    assert (
        order(paragraphs["choice"], "dropDownList").endswith("w")
        and paragraphs["choice"].find(f".//{qn('w:sdtContent')}") is not None
    )
    assert not HAN.search(paragraphs["choice"].find(f".//{qn('w:listItem')}").get(qn("w:displayText")))
    date = paragraphs["chosen date"].find(f".//{qn('w:date')}")
    assert [e.get(qn("w:val")) for e in date] == ["MMMM d, yyyy", "en-US"]
    assert re.fullmatch(r"w＿{6} ?w ?＿{4}", order(paragraphs["labels"])), "each label has its English and its blank"
    lines = [r for r in paragraphs["blanks"].iter(qn("w:r")) if r.find(f".//{qn('w:u')}") is not None]
    assert [len(r.find(qn("w:t")).text) for r in lines] == [10, 10]
    assert re.fullmatch(r"w w:_{16} ?w: ?_{10}", order(paragraphs["underscores"]))


def test_lines_stand_where_they_stood(paragraphs):
    assert order(paragraphs["contents"], "tab").endswith("<tab>3")
    for name in ("signature", "date"):
        assert paragraphs[name].find(f".//{qn('w:jc')}").get(qn("w:val")) == "right" and "\u3000" not in order(
            paragraphs[name]
        )


def test_a_chapter_in_the_contents_is_wider_than_its_tab_stop(tmp_path):
    document = docx.Document()
    document.add_paragraph("第1章\t总则\t6")
    document.save(tmp_path / "a.docx")
    copy.write(formats.stand_in(read(tmp_path / "a.docx")), tmp_path / "b.docx", View())
    assert order(docx.Document(tmp_path / "b.docx").paragraphs[0]._p, "tab") == "Chapter 1 w<tab>6"


def test_what_is_referred_to_is_still_marked(paragraphs):
    assert order(paragraphs["target"], "bookmarkStart", "bookmarkEnd").startswith(
        "<bookmarkStart>Article 3<bookmarkEnd>"
    )


def test_pictures_keep_links_comments_their_places_and_fonts_are_latin(copies):
    document = docx.Document(copies["docx"][0])
    (link,) = document.element.body.iter(qn("w:hyperlink"))
    assert link.find(f".//{qn('w:drawing')}") is not None
    assert not HAN.search(link.find(".//{*}docPr").get("descr"))
    assert len(list(document.element.body.iter(qn("w:commentRangeEnd")))) == 1
    assert not HAN.search("".join(c.text for c in document.comments))
    assert document.styles["Normal"].element.rPr.rFonts.get(qn("w:ascii")) == "Times New Roman"


@pytest.mark.parametrize(
    ("before", "mark", "linked", "becomes"),
    [
        ("面积10", "8", False, "⁸"),
        ("10", "-3", False, "⁻³"),
        ("绿地5m", "2", False, "²"),
        ("元/m", "2", False, "²"),
        ("Ca", "2+", False, "²⁺"),
        ("5千米", "2", False, "²"),
        ("x", "n", False, "ⁿ"),
        ("推动高质量发展", "1", False, None),
        ("增长5.2%", "[3]", False, None),
        ("GDP", "1", False, None),
        ("2024", "1", False, None),
        ("面积10", "8", True, None),
        ("改革。", "①", False, None),
        ("1", "st", False, "st"),
    ],
)
def test_exponents_and_marks_of_notes(before, mark, linked, becomes):
    assert raised(before, mark, linked) == becomes


def test_subscripts():
    assert (lowered("2"), lowered("2.5"), lowered("max")) == ("₂", "2.5", "max")


@pytest.mark.parametrize("form", ["docx", "pptx", "odt", "epub", "xlsx"])
def test_numbers_are_not_changed(corpus, form):
    text = "".join(b.text for b in read(corpus[form]).blocks)
    assert re.search("10[⁸⁴]", text) and not re.search("10[84]", text) and "发展1" not in text and "改革1" not in text


def test_comments_on_slides_old_and_new_are_translated(corpus, copies):
    found = {b.text: b for b in read(corpus["pptx"]).blocks}
    assert found["请核对投资数据。"].kind == found["改为全省。"].kind == "comment"
    with zipfile.ZipFile(copies["pptx"][0]) as archive:
        made = [archive.read(f"ppt/comments/comment{n}.xml").decode() for n in (1, 2)]
    assert not any(HAN.search(m) for m in made) and all("word" in m for m in made)
    assert 'authorId="0"' in made[0] and "<a:bodyPr/>" in made[1]


def test_what_masters_show_and_what_is_typed_for_a_date_is_translated(tmp_path):
    show = pptx.Presentation()
    slide = show.slides.add_slide(show.slide_layouts[1])
    slide.shapes.title.text = "总体要求"
    slide.notes_slide.notes_text_frame.text = "请介绍主要任务。"
    other = show.slide_layouts[3]
    shapes = (slide.shapes, "dt", "2024年3月5日"), (slide.notes_slide.shapes, "hdr", "全省经济工作会议"), \
        (slide.notes_slide.shapes, "ftr", "内部资料"), (slide.slide_layout.shapes, "", "重点工作"), \
        (show.slide_master.shapes, "", "国家发展和改革委员会"), (other.shapes, "", "无人使用")
    for n, (where, kind, text) in enumerate(shapes, 50):
        mark = f'<p:ph type="{kind}" idx="{n}"/>' if kind else ""
        where._spTree.append(pptx_xml(
            f'<p:sp {pptx_names("p", "a")}><p:nvSpPr><p:cNvPr id="{n}" name="{n}"/><p:cNvSpPr/><p:nvPr>{mark}</p:nvPr>'
            f"</p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>"))
    show.save(tmp_path / "a.pptx")
    document = formats.stand_in(read(tmp_path / "a.pptx"))
    assert [b.text for b in document.blocks] == ["总体要求", "2024年3月5日", "请介绍主要任务。", "全省经济工作会议",
                                                 "内部资料", "国家发展和改革委员会", "重点工作"]
    assert copy.write(document, tmp_path / "b.pptx", View()) == []
    made = pptx.Presentation(tmp_path / "b.pptx")
    for element in (made.slide_master.element, made.slide_layouts[1].element):
        assert "word" in "".join(t.text or "" for t in element.iter("{*}t"))


OPENXML = "application/vnd.openxmlformats"
CHUNKS = {"text/html": "<p>附件说明</p>".encode(),
          f"{OPENXML}-officedocument.wordprocessingml.document.main+xml": b"PK\3\4 as Word packs it"}


@pytest.mark.parametrize("kind", CHUNKS)
@pytest.mark.parametrize("words", ["", "各地区要深化改革。"])
def test_a_document_inside_a_document_is_counted(tmp_path, words, kind):
    document = docx.Document()
    document.add_paragraph(words)
    footer = document.sections[0].footer
    footer.is_linked_to_previous = False
    parts = (document.part, document.element.body[-1]), (footer.part, footer._element[-1])
    for n, (part, end) in enumerate(parts):
        inner = OpcPart(OpcURI(f"/word/chunk{n}.htm"), kind, CHUNKS[kind], document.part.package)
        leads = part.relate_to(inner, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk")
        end.addprevious(parse_xml(f'<w:altChunk {nsdecls("w", "r")} r:id="{leads}"/>'))
    document.save(tmp_path / "a.docx")
    if not words:
        with pytest.raises(BilingualError, match=r"contains no text \(left alone: 2 embedded documents\)"):
            read(tmp_path / "a.docx")
        return
    document = formats.stand_in(read(tmp_path / "a.docx"))
    assert document.notes == ["left alone: 2 embedded documents"]
    copy.write(document, tmp_path / "b.docx", View())
    with zipfile.ZipFile(tmp_path / "b.docx") as archive:
        assert all(archive.read(f"word/chunk{n}.htm") == CHUNKS[kind] for n in range(2))


def test_equations_of_web_pages_keep_their_places_and_what_stays_chinese_is_counted(tmp_path):
    (tmp_path / "a.html").write_text(
        "<html><body><h1>报告</h1><p>按公式<math><mtext>收入</mtext><mo>=</mo><mi>x</mi></math>计算。</p></body></html>",
        encoding="utf-8",
    )
    document = formats.stand_in(read(tmp_path / "a.html"))
    assert any(n.startswith("1 equation between words") for n in document.notes)
    notes = copy.write(document, tmp_path / "b.html", View())
    page = (tmp_path / "b.html").read_text(encoding="utf-8")
    assert re.search(r"word\w+ ?<math><mtext>收入</mtext>.*</math> ?word\w+", page)
    assert notes == ["left in Chinese: 2 characters (“收入”)"]


@pytest.mark.parametrize("form", ["docx", "xlsx", "pptx", "odt", "epub"])
def test_what_a_copy_shows_in_chinese_is_counted(corpus, tmp_path, form):
    document = formats.stand_in(read(corpus[form]))
    kept = max((s for s in document.segments if HAN.search(s.source)), key=lambda s: len(s.source))
    before = copy.write(document, tmp_path / f"before.{form}", View())
    kept.target = kept.source
    after = copy.write(document, tmp_path / f"after.{form}", View())
    count = lambda notes: sum(int(m[1]) for n in notes if (m := re.match(r"left in Chinese: (\d+) character", n)))
    assert count(after) >= count(before) + len(HAN.findall(kept.source))


def test_readings_are_left_out(corpus):
    for form in ("docx", "odt", "epub"):
        text = "".join(b.text for b in read(corpus[form]).blocks)
        assert "负责" in text and "fù" not in text


def test_what_names_a_cell_names_its_english(copies):
    path, document, notes = copies["xlsx"]
    assert not notes
    sheet = openpyxl.load_workbook(path).active
    (table,) = sheet.tables.values()
    assert [c.name for c in table.tableColumns] == [c.value for c in sheet[1][:3]]
    assert not HAN.search("".join(c.name for c in table.tableColumns))
    assert sheet["E1"].value == f'=COUNTIF(C2:C3,"{sheet["C2"].value}")'
    name = re.escape(sheet["B1"].value)
    assert re.fullmatch(rf"=SUM\(T1\[\[?{name}\]?\]\)", sheet["E2"].value)
    assert sheet["E3"].value == f'=IF(C2="{sheet["C2"].value}","高","低")' and any(
        "2 Chinese texts in formulas" in n for n in document.notes
    )
    (choice,) = sheet.data_validations.dataValidation
    assert choice.formula1 == f'"{sheet["C2"].value},{sheet["C3"].value}"' and not HAN.search(choice.prompt)
    assert not HAN.search(sheet["A2"].comment.text) and sheet.oddFooter.right.text == "Page &P"
    assert not HAN.search(sheet.oddHeader.center.text + (sheet.oddHeader.center.font or ""))


def test_headers_of_a_table_stay_different(tmp_path):
    """Two headers that English says alike would make Excel repair the file."""
    path = MAKERS["xlsx"](tmp_path / "a.xlsx")
    document = formats.stand_in(read(path))
    for block in document.blocks[:3]:
        block.segments[0].target = "Item"
    notes = copy.write(document, tmp_path / "b.xlsx", View())
    sheet = openpyxl.load_workbook(tmp_path / "b.xlsx").active
    names = [c.name for c in next(iter(sheet.tables.values())).tableColumns]
    assert names == [c.value for c in sheet[1][:3]] and len(set(names)) == 3 and len(notes) == 3


def test_an_e_book_is_english_throughout(copies, tmp_path):
    with zipfile.ZipFile(copies["epub"][0]) as archive:
        for name in ("b/p.opf", "b/nav.xhtml", "b/c.xhtml"):
            text = archive.read(name).decode()
            assert not HAN.search(text) and "zh" not in text, name
        assert "<dc:language>en</dc:language>" in archive.read("b/p.opf").decode()
    with pytest.raises(BilingualError, match="DRM"):
        read(book(tmp_path / "locked.epub", "http://www.w3.org/2001/04/xmlenc#aes128-cbc"))


def test_subtitles_keep_their_place_on_the_screen(tmp_path):
    (tmp_path / "a.srt").write_text("1\n00:00:01,000 --> 00:00:02,000\n{\\an8}<i>要深化改革。</i>\n", encoding="utf-8")
    copy.write(formats.stand_in(read(tmp_path / "a.srt")), tmp_path / "b.srt", View())
    assert re.search(r"^\{\\an8\}<i>w.*</i>$", (tmp_path / "b.srt").read_text(encoding="utf-8"), re.M)


def test_a_strict_document_says_how_to_save_it(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
            'Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
        archive.writestr("word/document.xml", "<document/>")
    with pytest.raises(BilingualError, match="Strict Open XML Document: open it in Word and save it as “Word Document"):
        read(tmp_path / "a.docx")


@pytest.mark.foreign("chromium")
def test_pdfs_of_one_table_bold_by_printing_twice_and_exponents(tmp_path):
    def printed(name, body):
        (tmp_path / f"{name}.html").write_text(
            f'<meta charset="utf-8"><style>td {{ border: 1px solid }} table {{ border-collapse: collapse '
            f'}}</style>{body}',
            encoding="utf-8",
        )
        subprocess.run(
            [
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-pdf-header-footer",
                f"--print-to-pdf={tmp_path / name}.pdf",
                tmp_path / f"{name}.html",
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
        return [b.text for b in read(tmp_path / f"{name}.pdf").blocks]

    assert printed(
        "table", "<table><tr><td>指标</td><td>目标</td></tr><tr><td>就业</td><td>城镇新增就业人数</td></tr></table>"
    ) == ["指标", "目标", "就业", "城镇新增就业人数"]
    twice = "".join(f'<div style="position:absolute;left:{50 + k}px;top:50px">项目描述</div>' for k in (0, 0.5))
    assert printed("twice", twice) == ["项目描述"]
    assert printed("power", "<p>面积为10<sup>8</sup>平方米，要深化改革。</p>") == ["面积为10⁸平方米，要深化改革。"]


@given(
    st.lists(
        st.tuples(st.sampled_from(["\t", "    ", "　　　", " \t "]), st.text("姓名电话合计：。ab1 ", max_size=8)),
        max_size=6,
    )
)
def test_columns_lose_nothing(parts):
    text = "".join(gap + words for gap, words in parts)
    spans = split(text)
    assert "".join(text[a:b] for a, b in spans).replace(" ", "") == re.sub(r"\s", "", text) or any(
        re.search(r"\s", text[a:b]) for a, b in spans
    )
    assert all(not text[a:b].strip() for (_, a), (b, _) in pairwise(spans))


def test_spread_characters_are_one_word():
    assert split("合    计") == [(0, 6)] and len(split("甲方：    乙方：")) == 2


def test_command(tmp_path):
    MAKERS["docx"](tmp_path / "a.docx")
    import sys

    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "formats", tmp_path, "--chinese"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0 and re.search(r"\.docx +1 +1 +0 +0", done.stdout), done.stdout + done.stderr
