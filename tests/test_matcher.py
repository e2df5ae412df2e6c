"""Terms in a text: leftmost, longest, and never through the middle of a number or word."""
from conftest import glossary_of

from bilingual.glossary import Entry, Status
from bilingual.glossary.matcher import Matcher


def found(text, *pairs):
    return [(t.source, t.target, t.origin) for t in Matcher(glossary_of(*pairs)).find(text)]


def test_leftmost_longest():
    pairs = [("乡村振兴", "rural revitalization"), ("乡村全面振兴", "all-around rural revitalization"), ("振兴", "revitalization"),
             ("全面推进乡村振兴", "advance rural revitalization")]
    assert found("要推进乡村全面振兴", *pairs) == [("乡村全面振兴", "all-around rural revitalization", "glossary")]
    assert found("全面推进乡村振兴工作", *pairs)[0][0] == "全面推进乡村振兴"
    assert [t[0] for t in found("乡村振兴与振兴", *pairs)] == ["乡村振兴", "振兴"]


def test_spans_are_positions_in_the_source():
    text = "要加快发展新质生产力，发展新质生产力。"
    terms = Matcher(glossary_of(("新质生产力", "new quality productive forces"))).find(text)
    assert [text[t.start:t.end] for t in terms] == ["新质生产力"] * 2


def test_a_short_match_does_not_cut_a_word():
    assert found("中国人民生活改善", ("人民", "the people"), ("国人", "compatriots")) == [("人民", "the people", "glossary")]
    assert found("在国务院", ("国务", "state affairs")) == []


def test_a_match_does_not_cut_a_number_or_latin_word():
    assert found("实施AI行动", ("I行动", "I campaign")) == [("AI", "AI", "figure")]
    assert ("5G", "fifth generation", "glossary") in found("建设5G基站", ("5G", "fifth generation"))
    assert [t for t in found("15G", ("5G", "fifth generation")) if t[2] == "glossary"] == []


def test_entries_and_figures_share_the_text():
    assert found("党的二十大报告", ("党的二十大报告", "the report to the 20th Party congress")) == [
        ("党的二十大报告", "the report to the 20th Party congress", "glossary")]
    assert [t[2] for t in found("2025年新质生产力增长5%", ("新质生产力", "new quality productive forces"))] == ["figure", "glossary", "figure"]


def test_status_decides():
    assert found("要先立后破", Entry("先立后破", "x", status=Status.DEPRECATED)) == []
    assert found("要先立后破", Entry("先立后破", "", status=Status.KEEP_SOURCE)) == [("先立后破", "先立后破", "glossary")]
    assert found("要先立后破", Entry("先立后破", "x", status=Status.DRAFT))[0][1] == "x"


def test_full_width_letters_match():
    assert found("推进ＡＩ＋行动", ("AI＋行动", "the AI Plus initiative"))[0][1] == "the AI Plus initiative"
