"""What counts as a term that is there, and what as a translation that is broken."""
import pytest
from conftest import glossary_of

from bilingual.glossary import Entry
from bilingual.glossary.matcher import Matcher
from bilingual.model.document import Candidate, TermStatus
from bilingual.translation.grammar import fit
from bilingual.translation.job import Job
from bilingual.translation.judge import loop, verify

USED, VARIANT, MISSING = TermStatus.USED, TermStatus.VARIANT, TermStatus.MISSING


def judged(zh, en, *entries, heading=False):
    terms = Matcher(glossary_of(*entries)).find(zh)
    return verify(zh, terms, en, heading)


@pytest.mark.parametrize(("en", "status"), [
    ("We develop new quality productive forces.", USED),
    ("New quality productive forces matter.", USED),
    ("The new quality productive force's role.", USED),
    ("new qualities productive forces", MISSING),
    ("renew quality productive forces2", MISSING),
    ("advanced productivity", VARIANT),
])
def test_renderings(en, status):
    assert judged("新质生产力", en,
                  Entry("新质生产力", "new quality productive forces", ("advanced productivity",))).statuses == [status]


def test_inflected_verbs_are_variants():
    entry = Entry("扩大内需", "expand domestic demand")
    assert judged("扩大内需", "by expanding domestic demand", entry).statuses == [VARIANT]
    assert judged("扩大内需", "it expanded domestic demand", entry).statuses == [VARIANT]
    assert judged("扩大内需", "expansion of domestic demand", entry).statuses == [MISSING]


@pytest.mark.parametrize(("drafted", "fitted"), [
    ("A notice on ensure supply and stabilize prices.", "A notice on ensuring supply and stabilizing prices."),
    ("We must ensuring supply and stabilizing prices.", "We must ensure supply and stabilize prices."),
    ("We will ensure supply and stabilize prices.", "We will ensure supply and stabilize prices."),
    ("Efforts to ensure supply and stabilize prices.", "Efforts to ensure supply and stabilize prices."),
    ("The work of ensuring supply and stabilizing prices.", "The work of ensuring supply and stabilizing prices."),
    ("A notice on stable prices.", "A notice on stable prices."),
    ("We will effectively ensuring supply and stabilizing prices.",
     "We will effectively ensure supply and stabilize prices."),
    ("Opinions on fully ensure supply and stabilize prices.",
     "Opinions on fully ensuring supply and stabilizing prices."),
])
def test_a_verb_has_the_form_its_place_asks_for(drafted, fitted):
    entry = Entry("保供稳价", "ensure supply and stabilize prices", ("ensuring supply and stabilizing prices",))
    job = Job("保供稳价", tuple(Matcher(glossary_of(entry)).find("保供稳价")), False, [])
    job.consider([Candidate(drafted, 0.0)])
    fit(job)
    assert job.text == fitted


def test_a_noun_keeps_its_form_behind_a_preposition():
    entry = Entry("支持小微企业", "support for small businesses", ("supporting small businesses",))
    job = Job("支持小微企业", tuple(Matcher(glossary_of(entry)).find("支持小微企业")), False, [])
    job.consider([Candidate("Opinions on support for small businesses.", 0.0)])
    fit(job)
    assert job.text == "Opinions on support for small businesses."


@pytest.mark.parametrize(("drafted", "fitted"), [
    ("The meeting was held on August 27 to 28.", "The meeting was held from August 27 to 28."),
    ("On August 27 to 28, the meeting was held.", "From August 27 to 28, the meeting was held."),
    ("The meeting August 27 to 28 was held in Beijing.", "The meeting was held in Beijing from August 27 to 28."),
    ("The meeting of August 27 to 28.", "The meeting of August 27 to 28.")])
def test_days_run_from_one_to_the_other(drafted, fitted):
    source = "会议8月27日至28日举行。"
    job = Job(source, tuple(Matcher(glossary_of()).find(source)), False, [])
    job.consider([Candidate(drafted, 0.0)])
    fit(job)
    assert job.text == fitted


def test_as_often_as_the_source_has_it():
    entry = Entry("改革", "reform")
    assert judged("改革促改革", "reform", entry).statuses == [USED, MISSING]
    assert judged("改革促改革", "reform for reform", entry).statuses == [USED, USED]


def test_a_longer_rendering_is_not_counted_for_a_shorter_one():
    entries = [Entry("乡村全面振兴", "all-around rural revitalization"), Entry("乡村振兴", "rural revitalization")]
    assert judged("乡村全面振兴和乡村振兴", "all-around rural revitalization", *entries).statuses == [USED, MISSING]


def test_names_keep_their_capitals_except_in_headings():
    entry = Entry("国务院", "the State Council")
    assert judged("国务院决定", "the state council decided", entry).statuses == [MISSING]
    assert judged("国务院决定", "China's State Council decided", entry).statuses == [USED]
    assert judged("国务院决定", "THE STATE COUNCIL DECIDES", entry, heading=True).statuses == [USED]


def test_forbidden_renderings_outside_prescribed_ones():
    entry = Entry("新质生产力", "new quality productive forces", (), ("productive forces", "new productivity"))
    assert judged("新质生产力", "new quality productive forces", entry).forbidden == []
    assert judged("新质生产力", "the new productivity", entry).forbidden == ["new productivity"]


def test_figures():
    assert judged("增长5.2%", "grew by 5.2 percent").statuses == [VARIANT]
    assert judged("增长5.2%", "grew by 52%").statuses == [MISSING]
    assert judged("5%和5%", "5% and 6%").missing == 1
    assert judged("连续12年", "12 million").missing == 1
    assert [(f.kind, f.said) for f in judged("要发展", "grew by 52%").faults] == [("invented", "52%")]


def test_what_does_not_belong():
    verdict = judged("要发展", "develop <t> 发展 ⁇")
    assert verdict.leaks == ["<t>", "⁇"] and verdict.han == ["发展"]
    assert loop("and so on and so on and so on and so on") == "and so on"
    assert loop("more and more people, more and more often") == ""


def test_kept_source_is_not_left_over():
    from bilingual.glossary import Status
    assert judged("学习论语", "study 论语", Entry("论语", "", status=Status.KEEP_SOURCE)).han == []


def test_a_longer_name_is_not_the_name():
    entry = Entry("李希", "Li Xi", type="person")
    assert judged("李希出席会议", "Li Xi attended the meeting", entry).statuses == [USED]
    assert judged("李希出席会议", "Li Xi Jinping attended the meeting", entry).statuses == [MISSING]
    assert judged("习近平思想", "Xi Jinping Thought", Entry("习近平", "Xi Jinping", type="person")).statuses == [USED]
