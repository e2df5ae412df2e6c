"""Sentences: where they end, where they do not, and that nothing is lost."""
import itertools

import pytest
from conftest import document_of
from hypothesis import given
from hypothesis import strategies as st

from bilingual.language.numbering import dateline, marker
from bilingual.language.sentences import clauses, split

CHARACTERS = st.text(alphabet="会议指出发展，。！？；…、：“”‘’《》（）一二是1. \n①—abc%\"｡", max_size=80)


def sentences(text):
    return [text[a:b] for a, b in split(text)]


@pytest.mark.parametrize(("text", "expected"), [
    ("要坚持。必须推进！对吗？", ["要坚持。", "必须推进！", "对吗？"]),
    ("一是稳增长；二是促改革。", ["一是稳增长；", "二是促改革。"]),
    ("他说：“要抓好落实。要抓紧。”会议要求改。", ["他说：“要抓好落实。", "要抓紧。”", "会议要求改。"]),
    ("坚持“绿水青山就是金山银山。”的理念不动摇。", ["坚持“绿水青山就是金山银山。”的理念不动摇。"]),
    ("《关于……的意见》印发。好。", ["《关于……的意见》印发。", "好。"]),
    ("要改（见附件。另行通知。）并落实。", ["要改（见附件。另行通知。）并落实。"]),
    ("真的吗？！是……", ["真的吗？！", "是……"]),
    ("没有句号", ["没有句号"]),
    ("引号“没有关上。第二句。", ["引号“没有关上。", "第二句。"]),
    ("增长5.2%。C919首飞。", ["增长5.2%。", "C919首飞。"]),
    ("会议在北京举行 习近平发表重要讲话", ["会议在北京举行", "习近平发表重要讲话"]),
    ("财政部 国家税务总局 海关总署关于进口税收政策的通知", ["财政部 国家税务总局 海关总署关于进口税收政策的通知"]),
    ("第一章 总则", ["第一章 总则"]),
    ("第一行\n第二行", ["第一行", "第二行"]),
])
def test_where_sentences_end(text, expected):
    assert sentences(text) == expected


@given(CHARACTERS)
def test_no_character_is_lost_or_invented(text):
    spans = split(text)
    covered = "".join(text[a:b] for a, b in spans)
    assert covered.replace(" ", "").replace("\n", "") == "".join(text.split())
    gaps = [text[b:c] for (_, b), (c, _) in itertools.pairwise(spans)]
    assert all(not g.strip() for g in gaps)


@given(CHARACTERS)
def test_segments_and_gaps_are_the_block(text):
    block, = document_of(text.strip() or "空").blocks
    assert "".join(s.source + s.gap for s in block.segments) == block.text


@given(CHARACTERS, st.integers(1, 20))
def test_clauses_are_the_sentence(text, limit):
    spans = clauses(text, limit, len)
    assert "".join(text[a:b] for a, b in spans) == text
    assert all(b - a <= limit for a, b in spans) or len(text) < 2


def test_clauses_never_cut_a_term():
    text = "推动高质量发展取得新的进展"
    spans = clauses(text, 3, len, [(2, 7)])
    assert any(a <= 2 and b >= 7 for a, b in spans)


@pytest.mark.parametrize(("text", "zh", "en"), [
    ("一、总体要求", "一、", "I."), ("（二）着力扩大内需", "（二）", "(2)"), ("1.推动", "1.", "1."),
    ("①推动", "①", "(1)"),
    ("第三章 附则", "第三章 ", "Chapter 3:"), ("第五条　国家", "第五条　", "Article 5"),
    ("三是深化改革", "三是", "Third,"),
    ("——这五年", "——", "--"), ("1.5万亿元", "", ""), ("一是否", "", ""), ("会议指出", "", ""), ("• 推动", "• ", "•"),
])
def test_numbering(text, zh, en):
    assert marker(text) == (zh, en)


def test_dateline_is_a_segment_of_its_own():
    block, = document_of("新华社北京12月12日电\n中央经济工作会议举行。").blocks
    first, second = block.segments
    assert (first.source, first.target) == ("新华社北京12月12日电", "Beijing, December 12 (Xinhua) --")
    assert second.source == "中央经济工作会议举行。"
    assert dateline("新华社北京12月12日电（记者张三）会议") is None, "names are not rendered by rule"


@pytest.mark.parametrize(("text", "sentences"), [
    ('会议强调，"要坚持稳中求进工作总基调。"与会代表表示完全赞同。', 1), ('他说："要坚持。要改革。"会议结束。', 3),
    ('绿水"青山。"的理念。', 1), ("第一,加强领导.第二,抓好落实.", 2),
    ("增长5%;其中出口增长3%;进口下降.", 3), ("a;b和c;d", 1), ("做好工作｡抓好落实｡", 2),
    ("投资2.1亿元.其中", 2), ("增长3.5%", 1), ("见www.gov.cn网站", 1), ("1.加强领导", 1),
    ("深化改革等...下一步", 2), ('尺寸5"的屏幕。下一句。', 2)])
def test_straight_quotation_marks_and_other_full_stops(text, sentences):
    found = [text[a:b] for a, b in split(text)]
    assert len(found) == sentences and "".join(found) == text
    assert not any(s.startswith('"') and s.count('"') == 1 for s in found), "a closing mark stays with its sentence"


@pytest.mark.parametrize(("typed", "read"), [
    ("增长5%,其中出口1,340万元.", "增长5%，其中出口1,340万元。"), ("时间:8:30,网址:http://a.cn", "时间：8:30，网址：http://a.cn"),
    ("A,B两类,第3.2条", "A,B两类，第3.2条"), ("关中-天水经济区", "关中—天水经济区"),
    ("教育部 财政部关于印发管理办法的通知", "教育部、财政部关于印发管理办法的通知"),
    ("财政部　国家发展改革委", "财政部、国家发展改革委")])
def test_what_is_typed_with_ascii_marks_is_read_with_those_of_chinese(typed, read):
    segment, = document_of(typed).segments
    assert (segment.source, segment.text) == (typed, read)


@pytest.mark.parametrize("dots", [".........", "………………………", "· · · · · · · ·", " ...... "])
def test_dots_that_lead_to_a_page_number_are_no_text(dots):
    text = f"一、总体要求{dots}3"
    assert [text[a:b].strip() for a, b in split(text)] == ["一、总体要求", "3"]
    ellipsis = "坚持……不动摇。"
    assert [ellipsis[a:b] for a, b in split(ellipsis)] == ["坚持……", "不动摇。"]


def test_labels_beside_each_other_are_columns():
    text = "证券代码：603871　证券简称：澜通精工"
    assert [text[a:b] for a, b in split(text)] == ["证券代码：603871", "证券简称：澜通精工"]
    for whole in ("中央广播电视总台 记者：请问中方有何评论？", "全体 代表：大家好。"):
        assert len(split(whole)) == 1
