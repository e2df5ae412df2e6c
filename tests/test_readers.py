"""Reading: structure kept, encodings told, bad files refused with a sentence."""
import re
import zipfile

import docx
import pytest

from bilingual.model.errors import BilingualError
from bilingual.readers import read
from bilingual.readers.text import glue


def test_markdown_structure(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("# 标题\n\n第一段**加粗**文字\n续行。\n\n1. 甲\n2. 乙\n   - 丙\n\n> 引文\n\n| 指标 | 值 |\n| --- | "
                    "--- |\n| 增长 | 5% |\n\n```\ncode\n```\n\n**会议指出：**要改\n", encoding="utf-8")
    blocks = read(path).blocks
    assert [(b.kind, b.level, b.text) for b in blocks] == [
        ("heading", 1, "标题"), ("paragraph", 0, "第一段加粗文字续行。"), ("item", 1, "甲"), ("item", 1, "乙"),
        ("item", 2, "丙"),
        ("quotation", 0, "引文"), ("cell", 0, "指标"), ("cell", 0, "值"), ("cell", 0, "增长"), ("cell", 0, "5%"),
        ("verbatim", 0, "code"), ("paragraph", 0, "会议指出：要改")]
    assert blocks[1].bold == [(3, 5)] and blocks[-1].bold == [(0, 5)]
    assert blocks[8].cell == (1, 2, 1)
    assert [b.number for b in blocks[2:5]] == ["1", "2", ""]


@pytest.mark.parametrize(("encoding", "told"),
                         [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("gb18030", "gb18030"), ("utf-16", "utf-16")])
def test_encodings(tmp_path, encoding, told):
    path = tmp_path / "a.txt"
    path.write_bytes("关于发展新质生产力的意见\n各地要抓好落实。\n".encode(encoding))
    document = read(path)
    assert document.encoding == told
    assert [b.text for b in document.blocks] == ["关于发展新质生产力的意见", "各地要抓好落实。"]


def test_big5_must_be_named(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes("發展經濟，繁榮城市，齊心協力".encode("big5") + b"\xff\xff")
    with pytest.raises(BilingualError, match="--encoding big5"):
        read(path)
    path.write_bytes("發展經濟。".encode("big5"))
    assert read(path, "big5").blocks[0].text == "發展經濟。"


def test_wrapped_lines_are_joined_and_paragraph_lines_are_not(tmp_path):
    wrapped = tmp_path / "wrapped.txt"
    line = "各地区各部门要认真贯彻落实党中央决策部署切实做好经济工作"
    wrapped.write_text(f"　　{line}\n{line}\n{line}\n到位。\n　　第二段。\n", encoding="utf-8")
    assert [b.text for b in read(wrapped).blocks] == [line * 3 + "到位。", "第二段。"]
    lines = tmp_path / "lines.txt"
    lines.write_text("第一段说明情况。\n第二段提出要求。\n第三段作出部署。\n", encoding="utf-8")
    assert len(read(lines).blocks) == 3


def test_word_structure(tmp_path):
    source = docx.Document()
    source.add_heading("会议公报", 1)
    paragraph = source.add_paragraph("会议")
    paragraph.add_run("强调").bold = True
    source.add_paragraph("第一项", style="List Number")
    table = source.add_table(2, 2)
    table.cell(0, 0).text, table.cell(1, 1).text = "指标", "5%"
    table.cell(0, 0).merge(table.cell(0, 1))
    source.save(tmp_path / "a.docx")
    blocks = read(tmp_path / "a.docx").blocks
    assert [(b.kind, b.text) for b in blocks] == [("heading", "会议公报"), ("paragraph", "会议强调"),
                                                  ("item", "第一项"), ("cell", "指标"), ("cell", "5%")]
    assert blocks[1].bold == [(2, 4)] and blocks[4].cell == (1, 2, 2)


def refused(path, *words):
    with pytest.raises(BilingualError) as caught:
        read(path)
    assert str(path) in str(caught.value) and all(w in str(caught.value) for w in words)


def test_bad_files_are_refused(tmp_path):
    refused(tmp_path / "none.md", "no file")
    (tmp_path / "a.pdf2").write_text("x")
    refused(tmp_path / "a.pdf2", ".docx")
    (tmp_path / "empty.md").write_text("\n\n")
    refused(tmp_path / "empty.md", "no text")
    (tmp_path / "lie.docx").write_bytes(b"not a zip")
    refused(tmp_path / "lie.docx", "damaged")
    (tmp_path / "old.docx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    refused(tmp_path / "old.docx", "password")
    (tmp_path / "bin.txt").write_bytes(b"\x00\x01" * 50)
    refused(tmp_path / "bin.txt", "not a text file")


def test_zip_bomb_and_huge_text_are_refused_unopened(tmp_path):
    bomb = tmp_path / "bomb.docx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        for n in range(4):
            archive.writestr(f"word/{n}.xml", b"\0" * (40 * 2**20))
    refused(bomb, "160 MB")
    huge = tmp_path / "huge.txt"
    with open(huge, "wb") as file:
        file.truncate(200 * 2**20)
    refused(huge, "200 MB")


@pytest.mark.parametrize("text", ["> " * 60 + "第六十层", "".join(f"{'  ' * n}- 第{n}层\n" for n in range(70))])
def test_markdown_nested_deep_is_read_whole(tmp_path, text):
    path = tmp_path / "a.md"
    path.write_text(text, encoding="utf-8")
    assert "".join(b.text for b in read(path).blocks) == re.sub(r"[>\s-]", "", text)


@pytest.mark.parametrize("text", ["> " * 300 + "太深", "".join(f"{'  ' * n}- 第{n}层\n" for n in range(90)),
                                  "- " * 200 + "太深"])
def test_markdown_nested_too_deep_is_refused_not_dropped(tmp_path, text):
    path = tmp_path / "a.md"
    path.write_text("---\ntitle: 计划\n---\n一段。\n\n" + text, encoding="utf-8")
    with pytest.raises(BilingualError, match=r"a\.md .* line \d+"):
        read(path)


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("推动高质量", "发展", "推动高质量发展"),
        ("older people,", "or beds", "older people, or beds"),
        ("was 5%", "of GDP", "was 5% of GDP"),
        ("增长3.", "5%", "增长3.5%"),
        ("the 32,", "000 beds", "the 32,000 beds"),
        ("the economy", "(see below)", "the economy (see below)"),
        ("以人工智能（AI），", "GDP", "以人工智能（AI），GDP"),
        ("发展,", "推动", "发展,推动"),
        ("“green”", "growth", "“green” growth"),
    ],
)
def test_lines_of_one_paragraph_are_joined(first, second, whole):
    assert glue(first, second) == whole


def test_lines_with_labels_or_names_set_apart_are_no_wrapped_text(tmp_path):
    path = tmp_path / "list.txt"
    lines = ["第一组：松辽水利委员会副主任 亓宏伟", "第二组：黄河水利委员会副主任 王宏伟",
             "第三组：淮河水利委员会副主任 李国良"]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert [b.text for b in read(path).blocks] == lines


def test_a_list_that_was_wrapped_by_hand_is_joined(tmp_path):
    path = tmp_path / "wrapped.txt"
    lines = ["一、各地区各部门要高度重视粮食安全工作切实加强组织领导，", "落实各方责任确保各项任务按时完成。",
             "二、要加大财政投入力度健全多元投入机制引导社会资本参与，", "农业农村基础设施建设与运行维护。",
             "三、要强化监督检查对工作不力造成损失的单位和个人要严肃，", "追究责任并及时向社会公布结果。"]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert [b.text[:2] for b in read(path).blocks] == ["一、", "二、", "三、"]


def test_what_nobody_sees_in_a_text_is_left_out(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("# 关于规划的通知\u202e反转\u202c\n\n要\x07**深化\u200f改革**。\n", encoding="utf-8")
    document = read(path)
    assert [b.text for b in document.blocks] == ["关于规划的通知反转", "要深化改革。"]
    assert [b.text[s:e] for b in document.blocks for s, e in b.bold] == ["深化改革"]
