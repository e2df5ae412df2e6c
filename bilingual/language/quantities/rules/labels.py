"""Names with a number in them: tables, articles, plans, buildings, pages."""
from __future__ import annotations

import re

from bilingual.language.quantities.numerals import integer, read
from bilingual.language.quantities.rendering import ordinal, word
from bilingual.language.quantities.rules.identifiers import copied
from bilingual.language.quantities.rules.rule import LABEL_NUMBER, LABEL_NUMERALS, TO, Family, Reading, numbers
from bilingual.model.quantity import Value

RULES = Family()
_D = "0123456789"
_Z, _N = LABEL_NUMERALS, LABEL_NUMBER
_AT_START = (r"(?:^|(?<=[\s，。；：、（(“《【—见如从由和与及据在按照下即为附由])|"
             r"(?<=填[写报])|(?<=详见)|(?<=参见)|(?<=根据))")


_LABEL_NUMBER = r"\d{1,3}(?:[-.]\d{1,2})*|[一二三四五六七八九十]{1,3}"
# Behind the number of a label stands no classifier: 报表3张, 附件2个
_NOT_COUNTED = r"(?![\d.%万亿倍成]|[种张份个类件项处页名人元篇方面位条]|[一二三四五六七八九十])"


@RULES.rule("label", "附专表图案公方框",
            rf"""(?:(?P<sure>附表|附图|附件|附录|专栏|专题)|{_AT_START}(?P<word>表|图|案例|公式|方框))\s?(?P<a>{_LABEL_NUMBER})
                 (?:(?P<to>{TO}|、|和|及)(?:(?P=sure)|(?P=word))?(?P<b>{_LABEL_NUMBER}))?{_NOT_COUNTED}""",
            "表3 → Table 3", "图7 → Figure 7", "专栏4 → Box 4", "附件2 → Annex 2", "附表2 → Attached Table 2",
            "表3-1 → Table 3-1")
def label(m: re.Match) -> Reading:
    english, others = _LABELS[m["sure"] or m["word"]]
    a, b = _plain(m["a"]), m["b"] and _plain(m["b"])
    pair = f" {'to' if re.match(TO, m['to']) else 'and'} {b}" if b else ""
    names = [_plural(name) if b else name for name in (english, *others)]
    last = english.split()[-1].lower()
    whole = [int(n) for n in (a, b) if n and n.isdigit()]  # 3-1 is copied
    values = numbers(*whole, dimension=_DIMENSIONS.get(last, last))
    variants = tuple(f"{name} {a}{pair}" for name in names[1:]) + ((f"{names[0]} {a}-{b}",) if b else ())
    return Reading(f"{names[0]} {a}{pair}", values, variants)


@RULES.rule("label", _D, r"(?P<n>\d{1,2})\.(?=(?:19|20)\d{2}(?:年|[-—–]))")
def item_before_a_year(m: re.Match) -> Reading:
    return Reading(m.group(), variants=(f"{m['n']})", f"({m['n']})", f"{m['n']}:"))


@RULES.rule("label", "国", r"国(?P<n>[一二三四五六ⅠⅡⅢⅣⅤⅥ])[A-Ba-b]?(?=(?:及以[上下])?(?:排放|标准|柴油|汽油|车))",
            "国三排放标准 → China III", "国六标准 → China VI")
def emission_standard(m: re.Match) -> Reading:
    number = "一二三四五六ⅠⅡⅢⅣⅤⅥ".index(m["n"]) % 6
    roman = ("I", "II", "III", "IV", "V", "VI")[number]
    return Reading(f"China {roman}", variants=(f"China {number + 1}", f"National {roman}", f"National {number + 1}"))


_LABELS = {"表": ("Table", ()), "图": ("Figure", ("Fig.", "Chart")), "案例": ("Case", ()),
           "公式": ("Formula", ("Equation",)), "方框": ("Box", ()), "专栏": ("Box", ("Column", "Panel")),
           "专题": ("Topic", ("Box",)), "附件": ("Annex", ("Attachment", "Appendix")), "附录": ("Appendix", ("Annex",)),
           "附表": ("Attached Table", ("Appendix Table", "Annex Table", "Schedule", "Table")),
           "附图": ("Attached Figure", ("Appendix Figure", "Annex Figure", "Figure"))}


_DIMENSIONS = {"appendix": "annex", "topic": "box"}
_PLURALS = {"Annex": "Annexes", "Appendix": "Appendices", "Box": "Boxes", "Fig.": "Figs."}


def _plural(word: str) -> str:
    return _PLURALS.get(word, f"{word}s")


def _plain(text: str) -> str:
    return text if text[0].isdigit() else str(integer(text))


_DIVISIONS = {"编": "Part", "部分": "Part", "章": "Chapter", "节": "Section", "条": "Article", "款": "Paragraph",
              "项": "Item", "目": "Subitem", "页": "page", "卷": "Volume",
              "号楼": "Building", "栋": "Building", "号线": "Line", "版": "edition"}
_DIVISION = "|".join(k for k in _DIVISIONS if k not in ("号楼", "栋", "号线", "版"))
# What a classifier counts, not a division of a text: 第三条道路, 第二项任务, 第三节课
_COUNTED = (r"(?!(?:战线|道路|路|生产线|线路|线|通道|河|船|高速|铁路|跑道|曲线|建议|措施|任务|改革|工作|内容|"
            r"目标|原则|课|车厢|产品|专利|世界纪录|纪录|议程|议题|重点|举措)|[组届])")


@RULES.rule("citation", "第",
            rf"""第(?P<article>{_N})条(?:之(?P<sub>[一二三四五六七八九十]))?(?:第(?P<paragraph>{_N})款)?
                 (?:第?[（(]?(?P<item>{_N})[）)]?项)?(?={_COUNTED})(?!{TO}第?{_N}条)
                 (?(sub)|(?(paragraph)|(?(item)|(?P<more>(?:、第{_N}条)*(?:[和及、]第{_N}条))?)))""",
            "第二十三条 → Article 23", "第二十三条第一款 → Paragraph 1 of Article 23",
            "第五条第二款第（三）项 → Item (3), Paragraph 2 of Article 5")
def article(m: re.Match) -> Reading:
    if m["more"]:
        found = [integer(n) for n in re.findall(rf"第({_N})条", m.group())]
        return Reading("Articles " + ", ".join(map(str, found[:-1])) + f" and {found[-1]}",
                       numbers(*found, dimension="article"))
    n = integer(m["article"])
    text = f"Article {n}" + (f"-{integer(m['sub'])}" if m["sub"] else "")
    values = list(numbers(n, dimension="article"))
    return _inside(text, values, m["paragraph"], m["item"])


def _inside(text: str, values: list[Value], paragraph: str | None, item: str | None) -> Reading:
    if paragraph:
        p = integer(paragraph)
        values += numbers(p, dimension="paragraph")
        text = f"Paragraph {p} of {text}" if text else f"Paragraph {p}"
    if item:
        i = integer(item)
        values += numbers(i, dimension="item")
        text = (f"Item ({i}), {text}" if paragraph and " of " in text
                else f"Item ({i}) of {text}") if text else f"Item ({i})"
    return Reading(text, tuple(values))


# What tells an item of a law from 第二项任务: what a law does to it, or where it stands
_OF_A_LAW = "(?:改为|修改|规定|的规定|所列|所称|情形|删|移|合并|调整为)"


@RULES.rule("citation", "第",
            rf"""第(?P<p>{_N})款(?:第?[（(]?(?P<i>{_N})[）)]?项)?{_COUNTED}|第[（(](?P<only>{_N})[）)]项
            | (?:(?<=改为|作为|前款|本款|该款|本条|该条|前条)第(?P<bare>{_N})项{_COUNTED}(?!{TO})
               | 第(?P<bare2>{_N})项(?={_OF_A_LAW}))""",
            "第二款第（三）项 → Item (3) of Paragraph 2", "第（三）项 → Item (3)", "第四项规定 → Item (4)")
def paragraph(m: re.Match) -> Reading:
    return _inside("", [], m["p"], m["i"] or m["only"] or m["bare"] or m["bare2"])


@RULES.rule("citation", "第",
            rf"第(?P<list>{_N}(?:、第?{_N})*[、和及与]第?{_N})(?P<k>{_DIVISION}){_COUNTED}",
            "第二、三卷 → Volumes 2 and 3", "第五、六、八条 → Articles 5, 6 and 8", "第一、二项 → Items (1) and (2)")
def listed_divisions(m: re.Match) -> Reading:
    found, name = [integer(n) for n in re.findall(_N, m["list"])], _DIVISIONS[m["k"]]
    said = [f"({n})" if name == "Item" else str(n) for n in found]
    return Reading(f"{name}s {', '.join(said[:-1])} and {said[-1]}", numbers(*found, dimension=name.lower()))


@RULES.rule("citation", "第", rf"第?(?P<a>{_N})(?P<k>{_DIVISION})?{TO}第?(?P<b>{_N})(?P<k2>{_DIVISION}){_COUNTED}",
            "第五条至第八条 → Articles 5 to 8", "第1-3章 → Chapters 1 to 3", "第15-18页 → pages 15 to 18")
def divisions(m: re.Match) -> Reading:
    if m["k"] and m["k"] != m["k2"] or m.group()[0] != "第":
        raise ValueError("two kinds")
    a, b, name = integer(m["a"]), integer(m["b"]), _DIVISIONS[m["k2"]]
    return Reading(f"{name}s {a} to {b}", numbers(a, b, dimension=name.lower()),
                   (f"{name}s {a}-{b}", f"{name}s {a} through {b}"))


@RULES.rule("citation", "第", r"第(?P<n>\d{1,3}(?:\.\d{1,3})+)(?P<k>条|节|款|章|项)", "第3.2.1条 → Article 3.2.1",
            "第7.1.2节 → Section 7.1.2")
def dotted_division(m: re.Match) -> Reading:
    names = {"条": ("Article", "Clause", "Section"), "款": ("Clause", "Paragraph")}.get(m["k"], (_DIVISIONS[m["k"]],))
    return Reading(f"{names[0]} {m['n']}", variants=(*(f"{name} {m['n']}" for name in names[1:]), m["n"]), copied=True)


@RULES.rule("label", "详参见如按据以由照上下",
            r"(?:(?P<see>详见|参见|见)|(?<=[如按据以由照]))(?P<where>[上下])(?P<what>表|图)(?![示达面明象率现彰])",
            "目标见下表 → are shown in the table below", "（见上图） → see the figure above")
def label_near(m: re.Match) -> Reading:
    what = {"表": "table", "图": "figure"}[m["what"]]
    where, other = {"上": ("above", "preceding"), "下": ("below", "following")}[m["where"]]
    said = f"the {what} {where}"
    subject = m["see"] and re.search("[\u4e00-\u9fff]$", m.string[:m.start()])
    ways = (said, f"the {other} {what}", *((f"the chart {where}",) if what == "figure" else ()))
    return Reading(f"are shown in {said}" if subject else f"see {said}" if m["see"] else said, variants=ways)


@RULES.rule("citation", "第", rf"第(?P<a>{_N})页(?:[，,]?\s?共(?P<of>{_N})页)?", "第3页 共12页 → page 3 of 12",
            "第3页 → page 3")
def page(m: re.Match) -> Reading:
    a = integer(m["a"])
    if not m["of"]:
        return Reading(f"page {a}", numbers(a, dimension="page"))
    return Reading(f"page {a} of {integer(m['of'])}", numbers(a, integer(m["of"]), dimension="page"))


@RULES.rule("citation", "第", rf"第(?P<a>{_N})版(?![次本])", "《人民日报》第9版 → page 9")
def page_of_a_newspaper(m: re.Match) -> Reading:
    if not re.search("报》|日报|晚报|报纸|时报", m.string[:m.start()]):
        raise ValueError("an edition")
    a = integer(m["a"])
    return Reading(f"page {a}", numbers(a, dimension="page"), (f"Page A{a}", f"p. {a}"))


@RULES.rule("citation", "第", rf"第(?P<a>{_N})(?P<k>编|部分|章|节)(?!课|车厢|[点省约])", "第三章 → Chapter 3")
def division(m: re.Match) -> Reading:
    a, name = integer(m["a"]), _DIVISIONS[m["k"]]
    return Reading(f"{name} {a}", numbers(a, dimension=name.lower()), (f"Book {a}",) if m["k"] == "编" else ())


_COMPOUNDS = (*"区园院城里苑村号厦寓庭街路道第", "")  # whose buildings have numbers


@RULES.rule("label", "第" + _D + _Z,
            rf"第?(?P<a>\d{{1,3}}|[{_Z}]{{1,3}})号?(?:{TO}(?P<b>\d{{1,3}}|[{_Z}]{{1,3}}))?(?P<k>号楼|号线|栋)",
            "第12-15号楼 → Buildings 12-15", "3号线 → Line 3")
def building(m: re.Match) -> Reading:
    a, name = integer(m["a"]), _DIVISIONS[m["k"]]
    if m["k"] == "栋" and m.string[m.start() - 1:m.start()] not in _COMPOUNDS:
        raise ValueError("so many buildings")
    if not m["b"]:
        return Reading(f"{name} {a}", numbers(a, dimension="no."), (f"{name} No. {a}", f"No. {a}"))
    b = integer(m["b"])
    return Reading(f"{name}s {a}-{b}", numbers(a, b, dimension="no."),
                   (f"{name}s {a} to {b}", f"{name}s No. {a} to {b}"))


@RULES.rule("label", _D, r"(?P<n>\d{3,4}[A-Za-z]?)(?:室|房间)(?!内外)", "502室 → Room 502", "1601房间 → Room 1601")
def room(m: re.Match) -> Reading:
    return Reading(f"Room {m['n']}", numbers(int(m["n"]), dimension="no.") if m["n"].isdigit() else (),
                   (f"Rm. {m['n']}", f"Suite {m['n']}", f"Unit {m['n']}", f"#{m['n']}", m["n"]))


@RULES.rule("label", _D, r"(?<=[号厦座院楼])(?P<n>\d{1,2})[层楼](?![高梯盖])",
            "东座5楼 → 5th Floor", "大厦28层 → 28th Floor")
def floor(m: re.Match) -> Reading:
    n = int(m["n"])
    return Reading(f"{ordinal(n)} Floor", numbers(n, dimension="ordinal"), (f"Floor {n}", f"{n}/F", f"{n}F"))


@RULES.rule("label", "第№" + _D + _Z,
            rf"(?:第(?P<a>{_N})号|№\s?(?P<b>\d+)|(?<![\d月之])(?P<c>[一二三四五六七八九十]{{1,3}}|\d{{1,4}})号(?=文件"
            rf"|议案|提案|台风|工程|公告|提名|"
            rf"院|令|建议|厅|机组|井|平台|卫星|舱|门))", "第42号 → No. 42", "№5 → No. 5")
def number(m: re.Match) -> Reading:
    n = integer(m["a"] or m["b"] or m["c"])
    return Reading(f"No. {n}", numbers(n, dimension="no."), (f"Number {n}", f"№{n}", f"№ {n}", f"Unit {n}"))


@RULES.rule("copies", "一", r"一式(?P<n>[一二两三四五六七八九十\d]+)份", "一式三份 → in triplicate",
            "一式五份 → in five copies")
def copies(m: re.Match) -> Reading:
    n = integer(m["n"])
    ways = (f"in {word(n)} copies", f"{word(n)} copies", f"{word(n)} originals", f"in {n} copies")
    first = {2: "in duplicate", 3: "in triplicate"}.get(n, ways[0])
    return Reading(first, numbers(n), ways)


@RULES.rule("list", "十百千", r"(?P<n>[十百千])(?P<what>[大强佳])(?!会|学|家|地|校|厦|国|典|调|制|化|力|行)",
            "百强 → top 100", "十佳 → top ten")
def best(m: re.Match) -> Reading:
    n = {"十": 10, "百": 100, "千": 1000}[m["n"]]
    said = "ten" if n == 10 else f"{n:,}"
    others = (*(f"{said} {praise}" for praise in ("major", "best", "biggest", "outstanding")), f"best {said}", said,
              f"top {n:,}", f"{n:,}")
    return Reading(f"top {said}", numbers(n), others, given=m["what"] != "大")


@RULES.rule("label", "零〇一二三四五六七八九", r"(?P<n>[零〇一二三四五六七八九]{3,5})"
            "(?=组合|国道|医院|部队|航班|高地|专案)", "一一三组合 → 113", "三〇一医院 → 301")
def spelt_name(m: re.Match) -> Reading:
    """A name of digits that are read one by one."""
    n = int(read(m["n"]).low)
    return Reading(str(n), numbers(n), (f"No. {n}",))


@RULES.rule("code", "1", r"123(?=出行|快货)", "123出行交通圈 → 123")
def hours_of_travel(m: re.Match) -> Reading:
    """One hour, two and three: 全国123出行交通圈."""
    return copied("123", "1-2-3")


@RULES.rule("label", "§", r"§\s?(?P<n>\d+(?:\.\d+)*)", "§3 → Section 3")
def section(m: re.Match) -> Reading:
    return Reading(f"Section {m['n']}", numbers(int(m["n"]), dimension="section") if m["n"].isdigit() else (),
                   (f"§{m['n']}", f"§ {m['n']}"))


@RULES.rule("plan", "“\"十第",
            r"[“\"]?(?P<n>十[一二三四五六七八九]?)五[”\"]?(?P<s>时期|期间|规划)|[“\"](?P<q>[六七八九]"
            r"|十[一二三四五六七八九]?)五[”\"]|"
                             r"第(?P<nth>十[一二三四五六七八九]?)个五年规划(?P<p>时期|期间)?",
            "“十四五”规划 → the 14th Five-Year Plan", "“十五五”时期 → the 15th Five-Year Plan period")
def plan(m: re.Match) -> Reading:
    n = integer(m["n"] or m["q"] or m["nth"])
    period = " period" if m["p"] or m["s"] in ("时期", "期间") else ""
    return Reading(f"the {ordinal(n)} Five-Year Plan{period}", numbers(n, dimension="ordinal")
                   + numbers(5, dimension="years"))
