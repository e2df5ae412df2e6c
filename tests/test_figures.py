"""Numbers, dates and codes: recognised, rendered, and compared by value."""
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.language.figures import chinese_number, english_values, find_figures, in_english


@pytest.mark.parametrize(("zh", "source", "english"), [
    ("会议12月11日至12日在北京举行", "12月11日至12日", "December 11 to 12"),
    ("2023年12月11日", "2023年12月11日", "December 11, 2023"),
    ("11月30日至12月2日", "11月30日至12月2日", "November 30 to December 2"),
    ("1—11月", "1—11月", "January to November"),
    ("2025年12月", "2025年12月", "December 2025"),
    ("到二〇三五年", "二〇三五年", "2035"),
    ("2021—2025年", "2021—2025年", "2021-2025"),
    ("20世纪90年代", "20世纪90年代", "the 1990s"),
    ("安排100亿元", "100亿元", "10 billion yuan"),
    ("突破3.5万亿元", "3.5万亿元", "3.5 trillion yuan"),
    ("新增85.3万人", "85.3万", "853,000"),
    ("3000多万人", "3000多万", "more than 30 million"),
    ("增长5.2%左右", "5.2%左右", "around 5.2%"),
    ("１０％至１５％", "１０％至１５％", "10% to 15%"),
    ("百分之五", "百分之五", "5%"),
    ("提高0.5个百分点", "0.5个百分点", "0.5 percentage points"),
    ("20余项政策", "20余", "more than 20"),
    ("粮食产量1.4万亿斤", "1.4万亿斤", "700 million metric tons"),
    ("新建高标准农田260万亩", "260万亩", "2.6 million mu"),
    ("连续12年", "12年", "12 years"),
    ("四十多年来", "四十多年", "more than 40 years"),
    ("党的二十大精神", "党的二十大", "the 20th CPC National Congress"),
    ("二十届二中全会", "二十届二中全会", "the Second Plenary Session of the 20th CPC Central Committee"),
    ("十四届全国人大三次会议", "十四届全国人大三次会议", "the third session of the 14th National People's Congress"),
    ("“十四五”规划", "“十四五”规划", "the 14th Five-Year Plan"),
    ("“十五五”时期", "“十五五”时期", "the 15th Five-Year Plan period"),
    ("第20次", "第20次", "20th"),
    ("5G网络", "5G", "5G"),
    ("国产C919", "C919", "C919"),
])
def test_renders(zh, source, english):
    figure, = find_figures(zh)
    assert (figure.source, figure.rendering) == (source, english)
    assert zh[figure.start:figure.end] == source
    assert in_english(figure, f"It is {english} here.")


@pytest.mark.parametrize("zh", ["一是推动发展", "十分重要", "千方百计", "百姓", "第一产业", "百年变局", "两个毫不动摇", "万众一心", "13月"])
def test_leaves_words_alone(zh):
    assert [f for f in find_figures(zh) if f.kind not in ("amount",)] == []


@pytest.mark.parametrize(("zh", "english", "same"), [
    ("3.5万亿元", "3,500 billion yuan", True),
    ("3.5万亿元", "3.5 billion yuan", False),
    ("1.2万人", "12 thousand people", True),
    ("12月11日", "Dec. 11", True),
    ("12月11日", "December 12", False),
    ("第14届", "the fourteenth", True),
    ("5%", "5 percent", True),
    ("5%", "15 percent", False),
    ("12年", "12 million", False),
])
def test_compares_by_value(zh, english, same):
    figure, = find_figures(zh)
    assert in_english(figure, english) is same


@given(st.integers(1, 9999))
def test_chinese_numerals_come_back(n):
    digits = "零一二三四五六七八九"
    text, zero = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        d = n // power % 10
        if d:
            text += ("零" if zero and text else "") + digits[d] + name
            zero = False
        elif text:
            zero = True
    assert chinese_number(text) == n


@given(st.decimals(min_value=1, max_value=9999, places=1), st.sampled_from([("万", 10**4), ("亿", 10**8), ("万亿", 10**12)]))
def test_every_amount_contains_its_own_value(number, unit):
    figure, = find_figures(f"达到{number}{unit[0]}元")
    assert figure.needs == (number * unit[1],)
    assert english_values(figure.rendering)[Decimal(number * unit[1])] == 1


def test_the_unit_in_the_head_of_a_column():
    unit = lambda text: [(f.source, f.rendering) for f in find_figures(text)]
    assert unit("国内生产总值（亿元）") == [("亿元", "100 million yuan")] and unit("就业(万人)") == [("万人", "10,000 people")]
    assert unit("产量（万吨/年）") == [("万吨", "10,000 metric tons")] and unit("单位：万亿元") == [("万亿元", "1 trillion yuan")]
    assert unit("（元）") == [] and unit("亿元以上") == []
