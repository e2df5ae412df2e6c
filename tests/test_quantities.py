"""Quantities: read, rendered, and compared by value in both directions."""
from fractions import Fraction
from pathlib import Path

import pytest
from conftest import ROOT, document_of, glossary_of
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual import checks
from bilingual.glossary.matcher import Matcher, match
from bilingual.language.quantities import compare, english_quantities, find_quantities, unread
from bilingual.language.quantities.measure import agreement, by_rule, read
from bilingual.language.quantities.numerals import read as read_numeral
from bilingual.language.quantities.rules import RULES
from bilingual.model.document import State
from bilingual.model.errors import BilingualError
from bilingual.translation.stage import correct, translate

DATA = Path(__file__).parent / "data"
DIGITS = "零一二三四五六七八九"


def chinese(n: int) -> str:
    """A whole number below 10^16 in Chinese numerals: 12345 → 一万二千三百四十五."""
    if n == 0:
        return ""
    for size, name in ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if n >= size:
            head = chinese(n // size)
            rest = n % size
            return head + name + ("零" if rest and rest < size // 10 else "") + chinese(rest)
    return DIGITS[n]


def faults(zh: str, en: str) -> list[str]:
    return [f.kind for f in compare(find_quantities(zh), en, source=zh).faults]


@pytest.mark.parametrize(("zh", "english"), [e for rule in RULES for e in rule.examples])
def test_every_rule_does_what_its_examples_say(zh, english):
    quantity, = find_quantities(zh)
    assert quantity.rendering == english


def test_every_rule_has_examples_or_a_twin_that_has():
    with_examples = {r.kind for r in RULES if r.examples}
    assert {r.kind for r in RULES} == with_examples


def test_the_development_set_is_read():
    outcome = by_rule(read(DATA / "quantities.tsv"))
    assert outcome.all >= 300 and outcome.silent == [] and outcome.right / outcome.all >= 0.97


def test_the_comparison_agrees_with_people():
    found = agreement(read(DATA / "quantity-judgements.tsv"))
    assert found.correct >= 60 and found.wrong >= 60
    assert len(found.flagged) / found.correct <= 0.03 and len(found.passed) / found.wrong <= 0.10


@pytest.mark.parametrize("chinese, right, wrong, kind", [
    ("每人每月补助由180元提高到210元。", "The subsidy rises from 180 yuan to 210 yuan per person per month.",
     "The subsidy rises from 180 yuan to 210 yuan per month.", "basis"),
    ("日处理能力50万吨。", "It can process 500,000 tonnes a day.", "It can process 500,000 tonnes a year.", "basis"),
    ("误差为±3个百分点。", "The margin of error is ±3 percentage points.",
     "The margin of error is minus 3 percentage points.", "sign"),
    ("海拔为-154米。", "It lies 154 meters below sea level.", "It lies 154 meters above sea level.", "sign"),
    ("主跨680米。", "Its main span is 680 meters.", "Its main span is 680 feet.", "unit"),
    ("适用第五条至第八条。", "Articles 5 through 8 apply.", "Articles 5 and 8 apply.", "range"),
    ("约占总投资的百分之四十。", "That is some 40 percent of the investment.",
     "That is well over 40 percent of it.", "bound"),
    ("续航近七百公里。", "It has a range of nearly 700 kilometers.",
     "It has a range of just over 700 kilometers.", "bound"),
    ("年利率百分之四点三五。", "The annual rate is 4.35 percent.", "The annual rate is 4.3 to 4.5 percent.", "missing"),
    ("覆盖率为百分之六十点三。", "The coverage is 60.3 percent.", "The coverage is 60 percent.", "missing"),
    ("气压975百帕。", "The pressure is 975 hectopascals.", "The pressure is 97,500 hectopascals.", "missing"),
    ("每逾期一日收取万分之五。", "0.05% is charged per day.", "0.05% is charged per month.", "basis"),
    ("装机五万千瓦。", "The capacity is 50,000 kilowatts.", "The capacity is 5,000 kilowatts.", "missing"),
    ("增速比上月放缓0.3个百分点。", "The pace slowed by 0.3 percentage points.",
     "The pace quickened by 0.3 percentage points.", "direction"),
    ("委员会每年召开一次以上会议。", "It meets at least once a year.", "It meets at most once a year.", "missing"),
    ("受过两次以上处罚。", "They were punished twice or more.", "They were punished twice.", "bound"),
    ("偏差在5%以下（含5%）。", "It is 5% or less (inclusive).", "It is 5% or less (exclusive).", "missing"),
    ("金额100万元以上（不含100万元）。", "It is over 1 million yuan (exclusive).",
     "It is 1 million yuan or more (inclusive).", "missing"),
    ("第十万列启程。", "The 100,000th train departed.", "The 10,000th train departed.", "missing"),
    ("运营满两周年。", "It has run for two years.", "It has run for two weeks.", "missing"),
    ("3月—5月禁渔。", "Fishing is banned in March-May.", "Fishing is banned in March-June.", "missing"),
    ("账户10.41户。", "There are 10.41 accounts.", "There are 41 accounts.", "missing"),
    ("一月一调度。", "Progress is reviewed monthly.", "Progress was reviewed in January.", "missing"),
    ("千米级深海。", "The sea is 1,000 meters deep there.", "The sea is 10,000 meters deep there.", "missing"),
    ("千吨线投产。", "The thousand-ton line went into operation.",
     "The ten-thousand-ton line went into operation.", "missing"),
    ("第四项改为第三项。", "Item (4) becomes item (3).", "Item (4) becomes item (2).", "missing"),
    ("二级以上医院。", "Hospitals at the secondary level and above.",
     "Hospitals at the secondary level and below.", "bound"),
    ("三级以上医院。", "Tertiary hospitals and above.", "Secondary hospitals and above.", "missing"),
    ("二次供水设施。", "Secondary water supply facilities.", "Water supply facilities.", "missing"),
    ("第二、三卷。", "Volumes II and III.", "Volumes II and IV.", "missing"),
    ("第一编 物权通则", "Book One General Rules", "Book Two General Rules", "missing"),
    ("按半年付息。", "Interest is paid semiannually.", "Interest is paid annually.", "missing"),
    ("存满6个月不满1年支取的。", "If withdrawn after six months but before one year.",
     "If withdrawn after six months or after one year.", "bound"),
    ("超过五年的，应当删除。", "They are deleted after five years.", "They are deleted before five years.", "bound"),
    ("保存不少于五年。", "They are kept for at least five years.", "They are deleted after five years.", "bound"),
    ("权重之和应为100%。", "The weights add up to 100 percent.", "The weights are up to 100 percent.", "bound"),
    ("2025年至2027年。", "In 2025, 2026 and 2027.", "In 2025, 2027 and 2028.", "invented"),
    ("携带U盘。", "They carried USB drives.", "They carried computers.", "missing"),
    ("一二类苗。", "First- and second-class seedlings.", "Second- and third-class seedlings.", "missing"),
    ("价值8000元以下。", "Up to a value of 8,000 yuan.", "From above a value of 8,000 yuan.", "bound"),
    ("比例按10%控制。", "The proportion is limited to 10%.", "The proportion is at least 10%.", "bound"),
    ("按六四比例分担。", "It is shared 60/40.", "It is shared 70/30.", "missing"),
])
def test_what_a_person_may_write_and_what_not(chinese, right, wrong, kind):
    kinds = lambda english: {f.kind for f in compare(find_quantities(chinese), english, source=chinese).faults}
    assert kinds(right) == set() and kind in kinds(wrong)


def test_the_number_of_an_item_is_no_part_of_the_year_behind_it():
    assert [q.rendering for q in find_quantities("1.2025年度重点任务")] == ["1.", "2025"]


def test_a_file_of_something_else_is_refused(tmp_path):
    (tmp_path / "a.tsv").write_text("一\tone\n", encoding="utf-8")
    with pytest.raises(BilingualError, match="line 1 needs three columns"):
        read(tmp_path / "a.tsv")
    with pytest.raises(BilingualError, match="There is no file"):
        read(tmp_path / "b.tsv")


def test_evaluate_prints_both_tables(run):
    done = run("evaluate", "--quantities", DATA / "quantities.tsv", "--quantities", DATA / "quantity-judgements.tsv")
    assert done.returncode == 0 and "wrong and silent" in done.stdout and "correct English flagged" in done.stdout
    refused = run("evaluate", "--quantities", ROOT / "LICENSE")
    assert refused.returncode == 2 and "LICENSE line 1" in refused.stderr
    assert run("evaluate").returncode == 2


@pytest.mark.parametrize("zh", ["一是推动发展", "十分重要", "千方百计", "百姓", "第一产业", "百年变局", "万众一心",
                                "一带一路", "千家万户", "统一", "进一步", "万一"])
def test_words_count_nothing(zh):
    assert find_quantities(zh) == [] and unread(zh) == []


def test_spans_are_places_of_the_text():
    text = "２０２３年，收入１２．５万元；第 3 页，9 月 20 日。"
    for q in find_quantities(text):
        assert text[q.start:q.end] == q.source
    assert [q.rendering for q in find_quantities(text)][-1] == "September 20"


def test_what_cannot_be_read_is_told():
    assert [("百二千三亿三千百"[a:b]) for a, b in unread("百二千三亿三千百")] and unread("三百二十户") == []
    document = match(document_of("落实八七五一计划。"), Matcher(glossary_of()))
    segment, = document.segments
    correct(segment, "The plan is carried out.", State.TRANSLATED)
    assert "number-unread" in [i.check for i in checks.run(document).blocks[0].segments[0].issues]


def test_a_number_out_of_nowhere_is_flagged_beside_one_that_cannot_be_read():
    assert "invented" in faults("数十亿元资金闲置，落实八七五一计划。",
                                "Billions of yuan sat idle, and 77 billion yuan was spent.")


@pytest.mark.parametrize(("zh", "en", "kind"), [
    ("产量2500万吨。", "Output was 25 million metricns.", "unit"),
    ("产量2500万吨。", "Output was 25 million kilograms.", "unit"),
    ("增长5%。", "It grew by 5 percentage points.", "unit"),
    ("增长5%。", "It fell by 5%.", "direction"),
    ("气温为−5℃。", "It was 5°C.", "sign"),
    ("不低于60%。", "It is no more than 60%.", "bound"),
    ("至少60%。", "It is 60%.", "bound"),
    ("收入500亿元。", "Revenue was 50 billion yuan, 50 billion yuan.", "doubled"),
    ("收入500亿元。", "Revenue was large.", "missing"),
    ("收入增加。", "Revenue rose by 12%.", "invented"),
    ("每年培训20万至30万人。", "Each year 200,000 workers of 300,000 were trained.", "range"),
    ("年产15万—20万辆。", "A total of 150,000 cars were 200,000 vehicles.", "range"),
    ("接待游客30至50万人。", "We received 300,000 people to 500,000.", "range"),
    ("支出是上年的1.8倍。", "Spending was up 1.8 times on the previous year.", "multiple"),
    ("每月5日前报送。", "Report within 5 days.", "missing"),
    ("请于每季度首月15日前报送。", "Report before January 15.", "missing"),
    ("第二十万名用户注册。", "Users in 200,000 have registered.", "missing"),
    ("迎来第250万名游客。", "It welcomed its 2.6 millionth visitor.", "missing"),
])
def test_each_fault_is_named(zh, en, kind):
    assert kind in faults(zh, en)


def test_a_longer_number_does_not_hold_a_shorter_one():
    assert faults("连续12年", "12 million") and faults("增长5%", "grew by 15%") and faults("12人", "12%")
    assert faults("数百人", "hundreds of thousands of people")


@pytest.mark.parametrize(("zh", "english"), [
    ("注册资本不低于一亿元。", "100 million yuan"),
    ("处二万元以上十万元以下罚款。", "20,000 yuan but not more than 100,000 yuan"),
    ("联系电话：010-66095678。", "010-66095678"),
    ("按照国办发〔2023〕42号文件要求办理。", "Guo Ban Fa [2023] No. 42"),
    ("出口同比增长−3.2%。", "-3.2%"),
    ("全国三分之二的县参加了试点。", "two-thirds"),
])
def test_it_comes_out_of_the_whole_program_right(engine, zh, english):
    document = checks.run(translate(match(document_of(zh), Matcher(glossary_of())), engine))
    segment, = document.segments
    assert english in segment.target and not segment.needs_review


@settings(deadline=None)
@given(st.integers(1, 10**12))
def test_chinese_numerals_come_back(n):
    assert read_numeral(chinese(n)).low == n


@settings(deadline=None)
@given(st.integers(10, 10**9), st.sampled_from(["元", "吨", "公里", "亩"]))
def test_an_amount_in_characters_is_rendered_and_read_as_itself(n, unit):
    quantity, = find_quantities(f"达到{chinese(n)}{unit}")
    said, = english_quantities(f"It is {quantity.rendering} here.")
    assert (said.values[0].number, said.values[0].dimension) == (quantity.values[0].number,
                                                                 quantity.values[0].dimension)


@settings(deadline=None)
@given(st.decimals(min_value=1, max_value=9999, places=1),
       st.sampled_from([("万", 10**4), ("亿", 10**8), ("万亿", 10**12)]))
def test_an_amount_in_digits_is_rendered_and_read_as_itself(number, unit):
    quantity, = find_quantities(f"达到{number}{unit[0]}元")
    said, = english_quantities(quantity.rendering)
    assert said.values[0].number == quantity.values[0].number == Fraction(number) * unit[1]


@settings(deadline=None)
@given(st.integers(20, 99_999), st.integers(20, 99_999),
       st.sampled_from([("万元", "0,000 yuan"), ("%", "%"), ("公里", " kilometers"),
                        ("个百分点", " percentage points")]))
def test_a_wrong_value_is_always_flagged(right, wrong, unit):
    assert faults(f"达到{right}{unit[0]}。", f"It reached {right}{unit[1]}.") == []
    if right != wrong:
        assert faults(f"达到{right}{unit[0]}。", f"It reached {wrong}{unit[1]}.")


@settings(deadline=None)
@given(st.text("0123456789一二三四五六七八九十百千万亿零点半两几数余多年月日时分秒元吨个%-—至.,，、第条章表图（）()号 ",
               max_size=30))
def test_no_text_is_too_strange(text):
    done = 0
    for q in find_quantities(text):
        assert done <= q.start < q.end <= len(text) and text[q.start:q.end] == q.source and q.rendering
        done = q.end
    assert all(0 <= a < b <= len(text) for a, b in unread(text))


@settings(deadline=None)
@given(st.text("0123456789 ,.-%$()onetwthreundmilbsadvy", max_size=60))
def test_no_english_is_too_strange(text):
    compare(find_quantities("增长5%，达到三万元。"), text)
    assert all(0 <= q.start < q.end <= len(text) for q in english_quantities(text))


@pytest.mark.parametrize(("source", "text", "wanted"), [
    ("有三人以上的，应当推选代表。", "Where there are more than three people, elect one.",
     "Where there are at least three people, elect one."),
    ("满意率达到95%以上。", "Satisfaction was over 95%.", "Satisfaction was at least 95%."),
    ("保持在75%以上。", "It was kept at more than 75%.", "It was kept at no less than 75%."),
    ("罚款五万元以下。", "A fine of less than 50,000 yuan.", "A fine of no more than 50,000 yuan."),
    ("超过3000人参加。", "More than 3,000 people took part.", "More than 3,000 people took part."),
    ("处十日以上十五日以下拘留。", "Detention of not less than ten days but not more than 15 days.",
     "Detention of not less than ten days but not more than 15 days.")])
def test_a_bound_has_its_number_among_what_it_bounds(source, text, wanted):
    from bilingual.model.document import Candidate
    from bilingual.translation.job import Job
    assert Job(source, (), False, []).tidied(Candidate(text)).text == wanted


def test_a_quantity_without_a_value_is_compared_without_a_fault():
    found = compare(find_quantities("规模扩大数倍。"), "The scale expanded to several times.", source="规模扩大数倍。")
    assert not [f for f in found.faults if f.kind == "step"]
