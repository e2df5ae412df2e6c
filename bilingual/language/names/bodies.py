"""Local bodies by rule: a place and an office that every place has, and former bodies of the state from a dated table.

浙江省人民政府 → the People's Government of Zhejiang Province; 杭州市财政局 → the Finance Bureau of Hangzhou. A 厅 is a department (of a
province), a 局 a bureau, a 委 or 委员会 a commission.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from bilingual.language.names.gazetteer import Place
from bilingual.language.names.name import Line, Name, distinct, rows
from bilingual.language.names.places import Chain

# What an office is for: 财政厅, 财政局
FIELDS = {
    "财政": "Finance", "教育": "Education", "公安": "Public Security", "民政": "Civil Affairs", "司法": "Justice", "审计": "Audit", "统计": "Statistics",
    "商务": "Commerce", "水利": "Water Resources", "水务": "Water Affairs", "科学技术": "Science and Technology", "科技": "Science and Technology",
    "工业和信息化": "Industry and Information Technology", "经济和信息化": "Economy and Information Technology", "民族宗教事务": "Ethnic and Religious Affairs",
    "人力资源和社会保障": "Human Resources and Social Security", "人力资源社会保障": "Human Resources and Social Security", "人社": "Human Resources and Social Security",
    "自然资源和规划": "Natural Resources and Planning", "规划和自然资源": "Planning and Natural Resources", "自然资源": "Natural Resources",
    "生态环境": "Ecology and Environment", "住房和城乡建设": "Housing and Urban-Rural Development", "住房城乡建设": "Housing and Urban-Rural Development",
    "住建": "Housing and Urban-Rural Development", "城市管理": "Urban Management", "交通运输": "Transport", "农业农村": "Agriculture and Rural Affairs",
    "文化和旅游": "Culture and Tourism", "文化广电和旅游": "Culture, Radio, Television and Tourism", "卫生健康": "Health", "退役军人事务": "Veterans Affairs",
    "应急管理": "Emergency Management", "市场监督管理": "Market Regulation", "市场监管": "Market Regulation", "医疗保障": "Healthcare Security",
    "医保": "Healthcare Security", "体育": "Sports", "信访": "Public Complaints and Proposals", "林业和草原": "Forestry and Grassland", "林业": "Forestry",
    "国有资产监督管理": "State-Owned Assets Supervision and Administration", "国资": "State-Owned Assets Supervision and Administration", "数据": "Data",
    "乡村振兴": "Rural Revitalization", "气象": "Meteorological", "粮食和物资储备": "Grain and Material Reserves", "能源": "Energy", "药品监督管理": "Medical Products",
    "地方金融监督管理": "Local Financial Regulation", "地方金融管理": "Local Financial Administration", "知识产权": "Intellectual Property",
    "发展和改革": "Development and Reform", "发展改革": "Development and Reform", "发改": "Development and Reform", "卫健": "Health", "园林": "Landscape and Forestry",
    "海洋": "Ocean", "外事": "Foreign Affairs", "机关事务管理": "Government Offices Administration", "广播电视": "Radio and Television", "税务": "Taxation"}
ENDINGS = {"厅": "Department", "局": "Bureau", "委员会": "Commission", "委": "Commission"}
# Bodies of their own name, with {} for the level: Zhejiang Provincial ...
BODIES = {
    "人民政府办公厅": ("General Office of the People's Government", "People's Government General Office"),
    "人民政府办公室": ("Office of the People's Government", "People's Government Office"),
    "人民政府": ("People's Government", "People's Government"), "政府": ("Government", "Government"),
    "人民代表大会常务委员会": ("Standing Committee of the People's Congress", "People's Congress Standing Committee"),
    "人大常委会": ("Standing Committee of the People's Congress", "People's Congress Standing Committee"),
    "人民代表大会": ("People's Congress", "People's Congress"), "人大": ("People's Congress", "People's Congress"),
    "高级人民法院": ("Higher People's Court", "Higher People's Court"), "中级人民法院": ("Intermediate People's Court", "Intermediate People's Court"),
    "人民法院": ("People's Court", "People's Court"), "人民检察院": ("People's Procuratorate", "People's Procuratorate"),
    "监察委员会": ("Commission of Supervision", "Commission of Supervision"), "监委": ("Commission of Supervision", "Commission of Supervision"),
    "总工会": ("Federation of Trade Unions", "Federation of Trade Unions"), "妇女联合会": ("Women's Federation", "Women's Federation"),
    "红十字会": ("Red Cross Society", "Red Cross Society"), "科学技术协会": ("Association for Science and Technology", "Association for Science and Technology"),
    "工商业联合会": ("Federation of Industry and Commerce", "Federation of Industry and Commerce")}
# Committees of the Party and the CPPCC, which have the level before them: the CPC Zhejiang Provincial Committee
COMMITTEES = {"政协": ("the CPPCC {} Committee", "the {} Committee of the CPPCC", "{} CPPCC Committee"),
              "委员会": ("the CPC {} Committee", "the {} Committee of the CPC", "{} Party Committee"),
              "委": ("the CPC {} Committee", "the {} Committee of the CPC", "{} Party Committee"),
              "纪委监委": ("the {} Commission for Discipline Inspection and the {} Commission of Supervision",),
              "纪委": ("the {} Commission for Discipline Inspection", "the CPC {} Commission for Discipline Inspection")}
_OFFICE = re.compile(f"({'|'.join(sorted(FIELDS, key=len, reverse=True))})(厅|局|委员会|委)(?![员书托])")
_BODY = re.compile("|".join(sorted(BODIES, key=len, reverse=True)))
_COMMITTEE = re.compile("纪委监委|纪委|政协(?:委员会)?|委(?:员会)?(?!员|托|派|任|以|屈)")
_TRADE_ZONE = re.compile("中国（([\u4e00-\u9fff]{2,4})）(自由贸易试验区|自由贸易港)")


def names(line: Line, chains: list[Chain]) -> Iterator[Name]:
    """Bodies of a text. Those of places begin with one of the `chains`."""
    for chain in chains:
        if chain.last.code and chain.last.level:
            found = _local(line.text, chain)
            if found:
                yield found
    for m in _TRADE_ZONE.finditer(line.text):
        place = next((c for c in chains if c.start == m.start(1) and c.end == m.end(1)), None)
        if place:
            zone = "Pilot Free Trade Zone" if m[2].endswith("区") else "Free Trade Port"
            yield Name("place", m.start(), m.end(), f"the China ({place.last.english}) {zone}", (f"the {place.last.english} {zone}",), rank=3)
    for m in _former_pattern().finditer(line.text):
        if line.edge(m.start()) and not line.text[:m.start()].endswith(("城乡", "社会", "业", "家", "国", "中国")):
            yield Name("body", m.start(), m.end(), former()[m.group()], rank=3)


def _local(text: str, chain: Chain) -> Name | None:
    place, (where, _) = chain.last, chain.english()
    m = _OFFICE.match(text, chain.end)
    if m:
        field, ending = FIELDS[m[1]], ENDINGS[m[2]]
        own = f"{ending} of {field}" if ending == "Department" else f"{field} {ending}"
        return _name(chain, m.end(), own, (f"{field} {ending}", f"{ending} of {field}"), where, place)
    m = _BODY.match(text, chain.end)
    if m:
        own, before = BODIES[m.group()]
        return _name(chain, m.end(), own, (before, before.lower() if m.group() in ("政府",) else before), where, place)
    m = _COMMITTEE.match(text, chain.end)
    if m and (place.generic or place.code.startswith("+")) and not chain.parts[-1][1]:
        key = m.group() if m.group() in COMMITTEES else m.group().removesuffix("委员会")
        place_level = f"{place.english} {place.level}"
        forms = [f.replace("{}", place_level) for f in COMMITTEES[key]]
        return Name("body", chain.start, m.end(), forms[0], distinct(forms[0], forms), rank=3)
    return None


def _name(chain: Chain, end: int, own: str, before: tuple[str, ...], where: str, place: Place) -> Name:
    """A body "of" its place, and with the place before it: the Finance Bureau of Hangzhou, Hangzhou Municipal Finance Bureau."""
    target = f"the {own} of {where}"
    variants = [f"the {o} of {p}" for o in (own, *before) for p in (where, *chain.english()[1][:6])]
    for b in dict.fromkeys(before):
        variants += [f"{place.english} {place.level} {b}", f"{place.english} {b}", f"{place.english} {place.level.lower()} {b[0].lower()}{b[1:]}",
                     f"{place.english} {place.level.lower()} {b.lower().removeprefix(chr(39))}".replace("people's government", "government")]
    return Name("body", chain.start, end, target, distinct(target, variants), rank=3)


@cache
def former() -> dict[str, str]:
    """Bodies that no longer exist under their name."""
    return {chinese: english for chinese, english, *_ in rows("former-bodies.tsv")}


@cache
def _former_pattern() -> re.Pattern:
    return re.compile(f"(?:{'|'.join(sorted(former(), key=len, reverse=True))})(?![门队署分位委])")
