"""The heart: whatever the model does, every prescribed term is in the English, or said to be missing."""
from pathlib import Path

import pytest
from conftest import document_of, glossary_of

from bilingual import checks
from bilingual.engine.base import Engine
from bilingual.engine.load import load
from bilingual.glossary import Entry
from bilingual.glossary.matcher import Matcher, match
from bilingual.language.han import HAN
from bilingual.model.document import Block, Candidate, Document, State, TermStatus
from bilingual.translation import stage as translator

GLOSSARY = glossary_of(
    ("新质生产力", "new quality productive forces"), ("扩大内需", "expand domestic demand"),
    ("党中央", "the CPC Central Committee"),
    ("丁薛祥", "Ding Xuexiang"), ("乡村全面振兴", "all-around rural revitalization"),
    ("蓝天保卫战", "the campaign for purple elephants"))
TEXTS = ["要因地制宜发展新质生产力，着力扩大内需。", "党中央、国务院高度重视，丁薛祥出席会议。",
         "一是推进乡村全面振兴；二是打好蓝天保卫战。",
         "12月11日至12日，安排100亿元，增长5.2%，实施20余项措施。", "新质生产力、新质生产力和新质生产力。", "GDP增长5%"]


class Scripted(Engine):
    """An engine that says what a test tells it to: the only way to see what happens after a certain mistake."""
    name = signature = "scripted"

    def __init__(self, answers):
        self.answers = answers

    def translate(self, requests, effort=0, progress=lambda done: None):
        return [[c if isinstance(c, Candidate) else Candidate(c)
                 for c in self.answers.get(r.source, [f"text {len(r.source)}"])] for r in requests]


def translated(engine, *texts, glossary=GLOSSARY, kind="paragraph"):
    document = match(document_of(*texts, kind=kind), Matcher(glossary))
    return checks.run(translator.translate(document, engine))


@pytest.fixture(scope="module", params=["with markup", "without markup"])
def any_engine(request, engine, plain_package):
    return engine if request.param == "with markup" else load(str(plain_package))


def test_every_term_and_figure_is_kept_by_any_engine(any_engine):
    document = translated(any_engine, *TEXTS)
    for segment in document.segments:
        assert segment.target and segment.state is State.TRANSLATED
        assert not HAN.search(segment.target)
        for term in segment.terms:
            assert term.status is not TermStatus.MISSING, (segment.source, segment.target, term.source)
            if term.origin == "glossary":
                start, end = term.target_span
                told = segment.target[start:end].lower().removeprefix("the ").rstrip("'s")
                assert term.status is TermStatus.VARIANT or told in term.target.lower()
    assert not any(i.check in ("term-missing", "number-mismatch", "chinese-left") for s in document.segments
                   for i in s.issues)


def test_changing_one_rendering_changes_exactly_the_sentences_with_the_term(any_engine):
    before = [s.target for s in translated(any_engine, *TEXTS).segments]
    changed = GLOSSARY.merged(glossary_of(("扩大内需", "increase spending at home")))
    after = [s.target for s in translated(any_engine, *TEXTS, glossary=changed).segments]
    touched = [i for i, s in enumerate(document_of(*TEXTS).segments) if "扩大内需" in s.source]
    assert [i for i, (a, b) in enumerate(zip(before, after)) if a != b] == touched


def test_best_candidate_is_the_one_that_keeps_the_terms():
    engine = Scripted({"发展新质生产力。": [Candidate("We develop advanced productivity.", -0.1),
                                          Candidate("We develop new quality productive forces.", -0.9)]})
    segment, = translated(engine, "发展新质生产力。").segments
    assert segment.target == "We develop new quality productive forces."
    assert segment.terms[0].status is TermStatus.USED


def test_repair_where_attention_says_the_term_went():
    candidate = Candidate("We develop advanced productivity now.", -0.1, ((2, 7, 11, 19), (2, 7, 20, 32)))
    segment, = translated(Scripted({"发展新质生产力。": [candidate]}), "发展新质生产力。").segments
    assert segment.target == "We develop new quality productive forces now."
    assert segment.terms[0].status is TermStatus.REPAIRED
    assert [i.check for i in segment.issues if i.check.startswith("term")] == ["term-repaired"]


def test_repair_where_the_bare_translation_stands():
    engine = Scripted({"发展新质生产力。": ["We develop the advanced productivity."],
                       "新质生产力": ["Advanced productivity."]})
    segment, = translated(engine, "发展新质生产力。").segments
    assert segment.target == "We develop the new quality productive forces."


def test_one_article_after_a_repair():
    engine = Scripted({"党中央决定。": ["The party center decided."], "党中央": ["party center"]})
    assert [s.target for s in translated(engine, "党中央决定。").segments] == ["The CPC Central Committee decided."]


def test_last_resort_puts_the_sentence_together():
    engine = Scripted({"会议强调发展": ["The meeting stressed developing"], "取得进展。": ["We made progress."]})
    segment, = translated(engine, "会议强调发展新质生产力，取得进展。").segments
    assert segment.target == "The meeting stressed developing new quality productive forces, we made progress."
    assert "assembled" in [i.check for i in segment.issues]


def test_chinese_that_no_candidate_avoids_leaves_a_flagged_gap():
    segment, = translated(Scripted({"测试文本。": ["A test 文本."], "测试文本": ["文本"]}), "测试文本。").segments
    assert not HAN.search(segment.target) and "[...]" in segment.target
    assert segment.needs_review and any("文本" in i.message for i in segment.issues)


def test_numbering_is_rendered_by_rule():
    engine = Scripted({"扩大内需。": ["We expand domestic demand."], "总体要求": ["Overall requirements."]})
    first, = translated(engine, "一是扩大内需。").segments
    assert first.target == "First, we expand domestic demand."
    heading, = translated(engine, "一、总体要求", kind="heading").segments
    assert heading.target == "I. Overall requirements"


def test_stops_follow_the_source():
    engine = Scripted({"要改革；": ["We reform."], "要开放。": ["We open up"]})
    assert [s.target for s in translated(engine, "要改革；要开放。").segments] == ["We reform;", "we open up."]


def test_parts_of_a_headline_are_divided():
    engine = Scripted({"中央会议举行": ["The meeting is held."], "领导发表讲话": ["Leaders speak."]})
    document = translated(engine, "中央会议举行 领导发表讲话", kind="heading")
    assert document.blocks[0].target == "The meeting is held; Leaders speak"


def test_text_without_chinese_is_copied():
    segment, = translated(Scripted({}), "GDP: 5%").segments
    assert segment.target == "GDP: 5%" and not segment.issues


def test_full_width_characters_become_those_of_english(engine):
    document = translated(engine, "１２３", "＞５０％", "＋3.2", "（Ａ）", "A＆B", "±0.5", "№3", "5.2％", "30～50％")
    targets = ["123", ">50%", "+3.2", "(A)", "A&B", "±0.5", "№3", "5.2%", "30–50%"]
    assert [s.target for s in document.segments] == targets
    assert not any(s.issues for s in document.segments)


def test_a_sign_stands_at_its_number():
    segment, = translated(Scripted({"温度到+55度。": [Candidate("The temperature is up to + 55 degrees, and x + 5.")]}),
                          "温度到+55度。", glossary=glossary_of()).segments
    assert segment.target == "The temperature is up to +55 degrees, and x + 5."


def test_the_same_sentence_is_translated_once():
    asked = []

    class Counting(Scripted):
        def translate(self, requests, effort=0, progress=lambda done: None):
            asked.extend(r.source for r in requests)
            return super().translate(requests, effort, progress)
    translated(Counting({"要改革。": ["We reform."]}), "要改革。", "要改革。")
    assert asked == ["要改革。"]


def test_interrupted_work_is_kept():
    class Breaking(Scripted):
        def translate(self, requests, effort=0, progress=lambda done: None):
            raise KeyboardInterrupt
    document = match(document_of("要改革。"), Matcher(GLOSSARY))
    with pytest.raises(KeyboardInterrupt):
        translator.translate(document, Breaking({}))
    assert [s.state for s in document.segments] == [State.INITIAL]


def test_english_of_which_the_model_was_unsure_is_flagged_until_a_person_has_read_it():
    engine = Scripted({"会议召开。": [Candidate("The meeting was held.", -0.2)],
                       "会议结束。": [Candidate("The meeting has ended the end.", -0.9)]})
    engine.unsure_below = -0.65
    document = translated(engine, "会议召开。", "会议结束。")
    sure, unsure = document.segments
    assert not sure.issues and [i.check for i in unsure.issues] == ["low-confidence"]
    translator.correct(unsure, "The meeting ended.", State.REVIEWED)
    assert not list(checks.run(document).segments)[1].issues


def test_a_candidate_that_tells_every_word_is_better_than_a_likelier_one():
    engine = Scripted({"本项目由商务部审批。": [
        Candidate("This project shall be explored by the Ministry of Commerce.", -0.2),
        Candidate("The Ministry of Commerce shall aprove this project.", -0.3),
        Candidate("The Ministry of Commerce shall approve this project.", -0.4)]})
    segment, = translated(engine, "本项目由商务部审批。").segments
    assert segment.target == "The Ministry of Commerce shall approve this project."


def test_a_word_that_is_not_told_is_asked_for_with_its_usual_english():
    class Obedient(Scripted):
        obeys = True

        def translate(self, requests, effort=0, progress=lambda done: None):
            return [[Candidate(f"The Ministry of Commerce shall give {r.terms[-1].target}." if r.terms else
                               "The Ministry of Commerce shall explore it.", -0.3)] for r in requests]
    segment, = translated(Obedient({}), "由商务部审批。", glossary=glossary_of()).segments
    assert segment.target == "The Ministry of Commerce shall give approval." and not segment.issues


def test_the_head_of_a_column_has_its_fixed_english_unless_the_glossary_has_another():
    engine = Scripted({"2025年预计": [Candidate("2025 is expected")], "同比增速（%）": [Candidate("YoY growth (%)")]})
    cells = translated(engine, "2025年预计", "同比增速（%）", "年　月　日", kind="cell").segments
    assert [c.target for c in cells] == ["2025 (estimate)", "Year-on-year growth rate (%)", "Year, month, day"]
    own = glossary_of(("同比增速", "YoY growth"))
    segment, = translated(engine, "同比增速（%）", glossary=own, kind="cell").segments
    assert segment.target == "YoY growth (%)"


def test_no_stop_stands_in_front_of_a_comma():
    text, english = "推进“一网通办”，解决问题。", 'We will advance "getting it done.", and solve problems.'
    segment, = translated(Scripted({text: [Candidate(english)]}), text, glossary=glossary_of()).segments
    assert segment.target == 'We will advance "getting it done", and solve problems.'


def test_forbidden_rendering_is_an_error():
    glossary = glossary_of(Entry("农民工", "rural migrant workers", forbidden=("peasant workers",)))
    engine = Scripted({"关心农民工。": ["We care for rural migrant workers, the peasant workers."],
                       "关心": ["caring for peasant workers"]})
    segment, = translated(engine, "关心农民工。", glossary=glossary).segments
    assert "forbidden-rendering" in [i.check for i in segment.issues] and segment.needs_review


@pytest.mark.parametrize(("source", "text", "wanted"), [
    ("会议认为，今年是开局之年。", "The meeting held, this year is the first year.",
     "The meeting held that this year is the first year."),
    ("会议强调，要改革。", "To the meeting stressed, We must reform.", "The meeting stressed that we must reform."),
    ("会议指出，中国稳定。", "The meeting noted that China is stable.", "The meeting noted that China is stable."),
    ("会议强调：“要改革。”", "The meeting stressed: \"we must reform.\"", "The meeting stressed: \"we must reform.\""),
    ("会议强调，要改革。", "The meeting stressed the need to reform.", "The meeting stressed the need to reform."),
    ("会议要求，各地要落实。", "The meeting urged that and all localities must act.",
     "The meeting urged that all localities must act."),
    ("会议提出，要开放。", "The session put forward, and we must open up.",
     "The session proposed that we must open up."),
    ("会议决定，成立小组。", "The meeting decided to set up a group.", "The meeting decided to set up a group."),
    ("会议号召，全党要团结。", "The meeting called on, The entire Party should unite more closely.",
     "The meeting called on the entire Party to unite more closely."),
    ("全会号召，全国各族人民必须奋斗。", "The session called upon the people of all ethnic groups to strive.",
     "The session called on the people of all ethnic groups to strive."),
    ("文章指出，形势复杂。", "The article pointed out, the situation is complex.",
     "The article pointed out that the situation is complex."),
    ("在京举行的会议，很重要。", "The meeting held in Beijing is important.",
     "The meeting held in Beijing is important."),
    ("全国教育大会9月9日在京召开。", "The National Education Conference held in Beijing on September 9.",
     "The National Education Conference was held in Beijing on September 9."),
    ("会议在京召开。", "The meeting was held in Beijing.", "The meeting was held in Beijing."),
    ("会议在京召开，很重要。", "The meeting held in Beijing is important.",
     "The meeting held in Beijing is important.")])
def test_what_a_meeting_held_is_joined_with_that(source, text, wanted):
    from bilingual.language.reporting import reported
    new, end, moved = reported(source, text)
    assert new == wanted and new[end + moved:].lower() == text[end:].lower()


def test_documents_that_take_turns_come_out_as_one_after_the_other(engine):
    from bilingual.pipeline import Translator
    translator = Translator(engine, GLOSSARY)
    make = lambda texts: Document(Path("t"), "txt", [Block("paragraph", t) for t in texts])
    alone = [[s.target for s in translator.translate_document(make(texts)).segments] for texts in (TEXTS, TEXTS[::-1])]
    documents = [make(TEXTS), make(TEXTS[::-1])]
    turns = [translator.steps(d, size=2) for d in documents]
    count = [0, 0]
    waiting = [0, 1]
    while waiting:
        n = waiting.pop(0)
        if next(turns[n], "end") != "end":
            count[n] += 1
            waiting.append(n)
    assert min(count) >= 3 and [[s.target for s in d.segments] for d in documents] == alone


def test_small_words_said_twice_and_capitals_behind_a_semicolon_are_put_right():
    from bilingual.model.document import Candidate
    from bilingual.translation.job import Job
    job = Job("要改革；要开放。", (), False, [])
    made = job.tidied(Candidate("We will deepen the the reform of the an economy; We must open up.",
                                links=((0, 3, 19, 22), (4, 7, 57, 64))))
    assert made.text == "We will deepen the reform of an economy; we must open up."
    assert made.text[made.links[1][2]:] == "open up."


@pytest.mark.parametrize(("text", "parts"), [
    ("申请日期：____年____月____日", ["year ____, month ____, day ____"]),
    ("本人____自愿申请参加该项目，身份证号码____，联系地址____。", ["____", "____", "____"])])
def test_what_is_to_be_filled_in_stays_in_the_sentence(engine, text, parts):
    (segment,) = translated(engine, text).segments
    assert segment.target.count("____") == 3 and all(part in segment.target for part in parts)


def test_names_that_the_model_misspells_are_asked_for_again(engine):
    document = translated(engine, "支持天兵科技、天章卫星等商业航天企业做大做优。",
    "郁江、浔江、西江依次流经贵港。", "深化昆仑文化研究宣传。")
    first, second, third = (s.target for s in document.segments)
    assert "Tianbing" in first and "Yujiang" in second and "Kunlun" in third
