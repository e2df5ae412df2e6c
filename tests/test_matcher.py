"""Terms in a text: leftmost, longest, and never through the middle of a number or word."""

import pytest
from conftest import glossary_of
from hypothesis import given
from hypothesis import strategies as st

from bilingual.glossary import Entry, Status
from bilingual.glossary.matcher import Matcher
from bilingual.language import words
from bilingual.language.folding import squeezed


def found(text, *pairs):
    return [(t.source, t.target, t.origin) for t in Matcher(glossary_of(*pairs)).find(text)]


def test_leftmost_longest():
    pairs = [
        ("乡村振兴", "rural revitalization"),
        ("乡村全面振兴", "all-around rural revitalization"),
        ("振兴", "revitalization"),
        ("全面推进乡村振兴", "advance rural revitalization"),
    ]
    assert found("要推进乡村全面振兴", *pairs) == [("乡村全面振兴", "all-around rural revitalization", "glossary")]
    assert found("全面推进乡村振兴工作", *pairs)[0][0] == "全面推进乡村振兴"
    assert [t[0] for t in found("乡村振兴与振兴", *pairs)] == ["乡村振兴", "振兴"]


def test_spans_are_positions_in_the_source():
    text = "要加快发展新质生产力，发展新质生产力。"
    terms = Matcher(glossary_of(("新质生产力", "new quality productive forces"))).find(text)
    assert [text[t.start : t.end] for t in terms] == ["新质生产力"] * 2


def test_a_short_match_does_not_cut_a_word():
    assert found("中国人民生活改善", ("人民", "the people"), ("国人", "compatriots")) == [
        ("人民", "the people", "glossary")
    ]
    assert found("在国务院", ("国务", "state affairs")) == []
    assert found("中国银行间市场", ("中国银行", "the Bank of China")) == []
    assert found("消费价格比上年上涨", ("消费价格", "consumer prices"))  # 价格比 is no word there


@pytest.mark.parametrize(("text", "term", "english"), [
    ("杭州市余杭区人民政府印发通知。", "杭州市余杭区人民政府", "the People's Government of Yuhang District, Hangzhou"),
    ("浙江省委书记讲话。", "浙江省委", "the CPC Zhejiang Provincial Committee"),
    ("桐庐县委高度重视。", "桐庐县委", "the CPC Tonglu County Committee"),
    ("各县区人民政府要抓好落实。", "区人民政府", "the district government"),
    ("苏州市场监管有力。", "市场监管", "market oversight"),
    ("桐庐县域经济发达。", "县域经济", "county economies"),
])
def test_a_match_does_not_cut_the_name_of_a_division(text, term, english):
    entries = [Entry("区人民政府", "the district government"), Entry("省委书记", "provincial Party secretary"),
               Entry("县委", "the county Party committee"), Entry("市场监管", "market oversight"),
               Entry("县域经济", "county economies")]
    assert [(t.source, t.target) for t in Matcher(glossary_of(*entries)).find(text)][:1] == [(term, english)]


def test_a_match_does_not_cut_a_number_or_latin_word():
    assert found("实施AI行动", ("I行动", "I campaign")) == [("AI", "AI", "figure")]
    assert ("5G", "fifth generation", "glossary") in found("建设5G基站", ("5G", "fifth generation"))
    assert [t for t in found("15G", ("5G", "fifth generation")) if t[2] == "glossary"] == []


def test_entries_and_figures_share_the_text():
    assert found("党的二十大报告", ("党的二十大报告", "the report to the 20th Party congress")) == [
        ("党的二十大报告", "the report to the 20th Party congress", "glossary")
    ]
    assert [t[2] for t in found("2025年新质生产力增长5%", ("新质生产力", "new quality productive forces"))] == [
        "figure",
        "glossary",
        "figure",
    ]


def test_status_decides():
    assert found("要先立后破", Entry("先立后破", "x", status=Status.DEPRECATED)) == []
    assert found("要先立后破", Entry("先立后破", "", status=Status.KEEP_SOURCE)) == [
        ("先立后破", "先立后破", "glossary")
    ]
    assert found("要先立后破", Entry("先立后破", "x", status=Status.DRAFT))[0][1] == "x"


def test_full_width_letters_match():
    assert found("推进ＡＩ＋行动", ("AI＋行动", "the AI Plus initiative"))[0][1] == "the AI Plus initiative"


OWN = [
    ("发展", "development"),
    ("国家", "the state"),
    ("社会", "society"),
    ("主义", "doctrine"),
    ("经济", "the economy"),
    ("资本", "capital"),
    ("民营企业", "private enterprises"),
    ("企业", "firms"),
    ("教育部", "the Ministry of Education"),
    ("新发展理念", "the new philosophy"),
    ("马克思主义", "Marxism"),
    ("农业生产", "farm output"),
    ("改革", "reform"),
]


@pytest.mark.parametrize(
    "text",
    [
        "发展中国家",
        "社会主义道路",
        "资本主义",
        "经济学家",
        "民营企业家",
        "各地教育部门",
        "创新发展理念",
        "马克思主义者",
        "工农业生产",
        "国民经济",
        "社会主义者",
    ],
)
def test_no_match_cuts_a_longer_word(text):
    assert [t for t in found(text, *OWN) if t[0] != "发展" or text != "创新发展理念"] == []


def test_a_phrase_of_words_may_be_entered():
    for text, terms in (
        ("全面深化改革", ["改革"]),
        ("改革开放", ["改革"]),
        ("支持民营企业发展", ["民营企业", "发展"]),
        ("教育部部长", ["教育部"]),
        ("贯彻新发展理念", ["新发展理念"]),
        ("推动经济高质量发展", ["经济", "发展"]),
        ("国家安全", ["国家"]),
    ):
        assert [t[0] for t in found(text, *OWN)] == terms, text


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("推进乡村 振兴", "乡村 振兴"),
        ("“乡村振兴”", "乡村振兴"),
        ("乡　村\n振\u200b兴", "乡　村\n振\u200b兴"),
        ("建设５Ｇ基站", "５Ｇ"),
        ("落实「两个毫不动摇」", "「两个毫不动摇」"),
        ('落实"两个毫不动摇"', '"两个毫不动摇"'),
        ("绿色发展", "绿色"),
        ("实施ＡＩ ＋ 行动", "ＡＩ ＋ 行动"),
    ],
)
def test_typing_makes_no_difference(text, term):
    pairs = [("乡村振兴", "a"), ("5G", "b"), ("“两个毫不动摇”", "c"), ("绿 色", "d"), ("AI+行动", "e")]
    (match,) = [t for t in Matcher(glossary_of(*pairs)).find(text) if t.origin == "glossary"]
    assert text[match.start : match.end] == term and match.source in [p[0] for p in pairs]


def test_of_entries_that_differ_in_typing_the_later_wins():
    assert found("人工智能＋", ("人工智能+", "one"), ("人工智能＋", "two"))[0][1] == "two"


TYPED = Matcher(glossary_of(("乡村振兴", "a"), ("5G", "b"), ("“村”", "c")))


@given(st.text(alphabet='乡村振兴 5G“”"「」　\u200b。', max_size=12))
def test_spans_always_hold_what_was_found(text):
    for term in TYPED.find(text):
        there = text[term.start : term.end]
        assert squeezed(there)[0] == squeezed(term.source)[0] if term.origin == "glossary" else there == term.source


@given(st.text(alphabet="乡Ａa1 　\n“「『\"'\u200b％。", max_size=12))
def test_squeezing_is_done_once_and_for_all(text):
    once, places = squeezed(text)
    assert squeezed(once)[0] == once and len(places) == len(once) and list(places) == sorted(set(places))


def test_words_are_the_same_from_the_cache_without_it_and_when_it_is_damaged(tmp_path, monkeypatch):
    terms = ["发展新质生产力", "新质生产力", "要发展", "质生产"]
    cut = lambda: list(words.Words(terms).cut("要发展新质生产力，新质生产力要发展。"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    folder, texts = tmp_path / "bilingual" / "words", []
    for spoil in (lambda: None, lambda: None, lambda: next(folder.iterdir()).write_bytes(b"\x93broken")):
        spoil()
        words._with_terms.cache_clear()
        texts.append(cut())
    assert texts[0] == texts[1] == texts[2] and "新质生产力" in texts[0] and len(list(folder.iterdir())) == 1
    assert "新质生产力" not in list(words.Words().cut("新质生产力")), "one glossary's terms are no words of another"


@pytest.mark.parametrize(("text", "matched"), [
    ("国家主席会见来宾", True), ("中国国家主席访问越南", True), ("越南国家主席梁强访华", False),
    ("越共中央总书记、国家主席苏林访华", False), ("老挝人民革命党中央总书记、国家主席通伦", False),
    ("李强总理和国家主席", True)])
def test_an_office_of_china_is_not_found_in_another_states_name(text, matched):
    terms = Matcher(glossary_of(("国家主席", "Chinese president"))).find(text)
    assert ("国家主席" in [t.source for t in terms]) == matched


def test_the_party_is_not_found_in_another_partys_name():
    pairs = ("党中央", "the CPC Central Committee"), ("国民党", "the Kuomintang")
    assert "党中央" in [s for s, _, _ in found("围绕党中央部署", *pairs)]
    assert "党中央" not in [s for s, _, _ in found("国民党中央委员会举行会议", *pairs)]
