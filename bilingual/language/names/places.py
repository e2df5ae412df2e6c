"""Places in a text: names of the tables, chains of them, and the villages, towns and zones that follow them by rule.

浙江省杭州市余杭区 is one name, "Yuhang District, Hangzhou, Zhejiang Province". A name without its generic part (余杭)
counts where it stands as a word of its own and is no ordinary word; of counties and districts only a well-known one, or
one that follows its province or city.
"""
from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from bilingual.language.names.foreign import SOUNDS
from bilingual.language.names.gazetteer import Place, gazetteer, respelled
from bilingual.language.names.name import Line, Name, any_of, distinct, group
from bilingual.language.names.pinyin import spelled

ZONES = {"经济技术开发区": "Economic and Technological Development Zone",
         "高新技术产业开发区": "High-Tech Industrial Development Zone",
         "高新技术开发区": "High-Tech Development Zone", "高新技术产业园区": "High-Tech Industrial Park",
         "经济开发区": "Economic Development Zone", "自由贸易试验区": "Pilot Free Trade Zone",
         "自贸试验区": "Pilot Free Trade Zone",
         "综合保税区": "Comprehensive Bonded Zone", "保税港区": "Bonded Port Area", "保税区": "Bonded Zone",
         "出口加工区": "Export Processing Zone", "经济特区": "Special Economic Zone", "工业园区": "Industrial Park",
         "产业园区": "Industrial Park", "科技园区": "Science and Technology Park", "高新区": "High-Tech Zone",
         "经开区": "Economic Development Zone", "开发区": "Development Zone", "新区": "New Area"}
SETTLEMENTS = {"古镇": " Ancient Town", "街道": " Subdistrict", "社区": " Community", "镇": " Town", "乡": " Township",
               "村": " Village"}
# Where names of towns and villages are seldom Chinese, so that pinyin of their characters is not their name:
# Xizang, Xinjiang, and the Tibetan and Mongolian prefectures of Sichuan, Gansu, Qinghai and Yunnan
OTHER_LANGUAGES = ("54", "65", "5132", "5133", "6230", "6322", "6323", "6325", "6326", "6327", "6328", "5334")
_GENERIC = tuple("省市县区州旗盟")
_NATURE = tuple("江河湖山岭海")
_ZONE = re.compile(any_of(ZONES))
_NAMED_ZONE = re.compile(rf"([\u4e00-\u9fff]{{2,3}})({any_of(z for z in ZONES if len(z) > 3)})")
_SETTLEMENT = re.compile(r"([\u4e00-\u9fff]{1,5}?)(古镇|街道|社区|镇|乡|村)"
                         r"(?![镇庄里干企社委]|村(?!民|委|干|支)|民(?!委)|办(?!事处))")
# 定威水族乡: where its own name ends and that of the ethnic group begins no rule can tell
_ETHNIC = re.compile(r"[\u4e00-\u9fff]{1,6}?族乡(?![镇村])")
_NO_NAME = re.compile(r"[的和与及等在是为各全本该某个每从到对以于向把被将不有大小多两几一二三四五六七八九十百千万\d]")
_NO_VILLAGE = frozenset("驻进入下回离住到全各本同邻老新小大古山渔农乡城集建")  # 驻村, 农村: words
# Behind a county these say what kind of town or village it is; any other word may be its name (忠诚镇)
_KINDS = frozenset("特色 重点 中心 贫困 示范 试点 文明 美丽 自然 行政 建制 全国 传统 工业 旅游 历史 名 富裕 多个 "
                   "所有 部分 有关 相关 基层 偏远 边境 边远 沿海 城郊 农业 民族 生态 智慧 数字 先进 落后 薄弱 空心 "
                   "城中 所辖 下辖 东部 西部 南部 北部 中部 辖区 安置 移民 未来 国际 零碳 老旧 完整 居民 "
                   "城市 农村".split())
# Behind a country or a river, part of a name that English does not put together from these: 法国电力集团 is EDF
_COMPANY = re.compile("(?!政府|总统)[\u4e00-\u9fff]{0,8}?(?:集团|公司|银行(?!业)|学院|大学|航空|中学|医院|报社|通讯社)")
# What in front of 兴城 and 兴县 makes 兴 a verb: 以港兴城, 富民兴县
_REVIVES = re.compile("(?:以[\u4e00-\u9fff]{1,3}|[富强惠][民国企农]|[科教产商旅文工农茶药]|振)$")


@dataclass(frozen=True)
class Chain:
    """Places that stand one in the other, the outermost first, and where; each is told to be bare or not.

    `unread` is where a town or village ends that follows and has a name of another language, 0 where there is none.
    """
    start: int
    end: int
    parts: tuple[tuple[Place, bool], ...]
    unread: int = 0

    @property
    def last(self) -> Place:
        """The innermost place."""
        return self.parts[-1][0]

    def english(self) -> tuple[str, tuple[str, ...]]:
        """The English, and what else is accepted."""
        forms = [p.forms(bare) for p, bare in reversed(self.parts)]
        if len(forms) == 1:
            return forms[0][0], distinct(forms[0][0], forms[0])
        target = ", ".join(f[0] for f in forms)
        places = list(itertools.islice(itertools.product(*(f[:3] for f in forms)), 12))
        others = [j.join(p) for j in (", ", " of ", " in ") for p in places]
        return target, distinct(target, respelled([target])[1:] + others)


def chains(line: Line, renderings: Mapping[str, str]) -> list[Chain]:
    """The places of a text, left to right. `renderings` is English that somebody has laid down for a name."""
    hits, found, done = gazetteer().hits(line.text), [], 0
    for start in sorted(hits):
        starts = ((end, _alone(line, hits, start, end)) for end in hits[start] if start >= done)
        end, first = next(((end, first) for end, first in starts if first), (0, None))
        if first:
            chain = _continued(line, hits, Chain(start, end, (first,)))
            found.append(replace(chain, parts=tuple((_laid_down(p, renderings), bare) for p, bare in chain.parts)))
            done = chain.end
    return [c for c in found if len(c.parts) > 1 or line.text[c.start:c.end] not in group("vague")]


def _alone(line: Line, hits: Mapping[int, list[int]], start: int, end: int) -> tuple[Place, bool] | None:
    """The place that a key means by itself, and whether it stands bare."""
    key, tables = line.text[start:end], gazetteer()
    if key[0] == "兴" and _REVIVES.search(line.text, 0, start):
        return None
    if key in tables.whole:
        place = tables.whole[key][0]
        water = len(key) > 2 and key[-1] in _NATURE  # 鸭绿江 is in 鸭绿江口, 江口 or not
        if not place.generic and not place.code and len(key) < 5 and not water:  # 比绍 is not in 比绍夫
            sure = start in line.edges and end in line.edges and not _goes_on(line, start, end)
        else:
            sure = len(key) > 3 or line.edge(start) and (line.edge(end) or water or key[-1] in _GENERIC)
        return (place, False) if sure else None
    place, behind = tables.bare[key][0], line.text[end:end + 2]
    # 山西大同 may be one word
    followed = any(_within(tables.bare.get(line.text[end:e], ()), place) for e in hits.get(end, ()))
    # 除北京、上海外: 海外 is no word there
    ends = end in line.edges or line.text[end:end + 2] == "外，"
    apart = start in line.edges and (ends or followed or _ZONE.match(line.text, end))
    if (not apart or key in group("ordinary") or behind[:1] in tuple("省市县区州旗盟河江湖山海岛岭")
        or behind in ("时代", "日报") or key == "开封" and behind[:1] in tuple("后前即时")):  # opened, not Kaifeng
        return None
    return (place, True) if len(place.code) < 6 or len(key) > 2 or key in group("famous") else None


def _goes_on(line: Line, start: int, end: int) -> bool:
    """Whether a short foreign name is only the beginning of a longer one (多哈雷), or 苏丹 a sultan."""
    text = line.text
    if text[start:end] == "苏丹":
        return (text[:start].endswith(("阿曼", "文莱", "柔佛", "马来西亚"))
                or text[end:end + 2] in ("海赛", "哈桑", "易卜"))
    single = (end, end + 1) in line.tokens and text[end] in SOUNDS and text[end] not in "和与等在同以及向为"
    return end - start < 4 and single


def _continued(line: Line, hits: Mapping[int, list[int]], chain: Chain) -> Chain:
    """The chain with all that follows and lies in its last place."""
    while chain.last.code:
        nexts = ((end, _inner(line, chain, end)) for end in hits.get(chain.end, ()))
        end, inner = next(((end, inner) for end, inner in nexts if inner), (0, None))
        if not inner:
            break
        chain = Chain(chain.start, end, (*chain.parts, inner))
    return _settled(line, chain)


def _inner(line: Line, chain: Chain, end: int) -> tuple[Place, bool] | None:
    """The place between the chain's end and `end`, where it lies in the chain's last place."""
    tables, key = gazetteer(), line.text[chain.end:end]
    whole = _within(tables.whole.get(key, ()), chain.last)
    if whole:
        return whole, False
    if key.endswith("村") and key in tables.whole and tables.whole[key][0].english.endswith("Village"):
        return tables.whole[key][0], False
    bare = _within(tables.bare.get(key, ()), chain.last)
    apart = line.edge(end) or re.match("人[，。；]", line.text[end:end + 2])  # 山东济南人
    if not bare or not apart or line.text[end:end + 1] in _GENERIC:
        return None
    return None if key in group("ordinary") and len(bare.code) > 4 else (bare, True)


def _within(places: Iterable[Place], outer: Place) -> Place | None:
    return next((p for p in places if p.code.startswith(outer.code) and p.code != outer.code), None)


def _settled(line: Line, chain: Chain) -> Chain:
    """The chain with the zone, or the town and village, that follow by rule."""
    zone = _ZONE.match(line.text, chain.end) if chain.last.code else None
    if zone:
        place = replace(chain.last, generic=chain.last.generic + zone.group(), rest=" " + ZONES[zone.group()])
        return Chain(chain.start, zone.end(), (*chain.parts[:-1], (place, False)))
    named = _NAMED_ZONE.match(line.text, chain.end) if len(chain.last.code) >= 4 else None
    if named and not _NO_NAME.search(named[1]) and not line.known(*named.span(1)):
        place = Place(chain.last.code + "+", named[1], named[2], spelled(named[1]), f" {ZONES[named[2]]}")
        return Chain(chain.start, named.end(), (*chain.parts, (place, False)))
    ethnic = _ETHNIC.match(line.text, chain.end) if len(chain.last.code) >= 6 else None
    if ethnic and "少数" not in ethnic.group():
        return replace(chain, unread=ethnic.end())
    for _ in range(2 if chain.last.code else 0):
        m = _SETTLEMENT.match(line.text, chain.end)
        county = len(chain.last.code) >= 6 and not chain.parts[-1][1]
        if not m or not _is_own(line, m, county) or chain.parts[-1][1] and len(chain.last.code) < 6:
            break
        if chain.last.code.startswith(OTHER_LANGUAGES):
            return replace(chain, unread=m.end())
        english = spelled(m[1] if len(m[1]) > 1 else m[1] + m[2])
        place = Place(chain.last.code + "+", m[1], m[2], english, SETTLEMENTS[m[2]])
        chain = Chain(chain.start, m.end(), (*chain.parts, (place, False)))
    return chain


def _is_own(line: Line, m: re.Match, county: bool) -> bool:
    """Whether what stands before 镇 or 村 is a name and no word such as 特色 or 贫困.

    Behind a `county` most words are.
    """
    if m[1] in _NO_VILLAGE or _NO_NAME.search(m[1]) and len(m[1]) < (2 if county else 3) or re.search(
            "[的和与及等各该某]", m[1]):
        return False
    if county:
        return len(m[1]) > 1 and not any(kind in m[1] for kind in _KINDS) and not re.search("[个座批乡镇]", m[1])
    spans = [(a, b) for a, b in line.tokens if m.start() <= a and b <= m.end() and b - a > 1]
    return not any(line.known(a, b) for a, b in spans if a == m.start() or b == m.end(1)) and not line.known(*m.span())


# The South China Sea has given 南海区 its name and is not it
FEATURE = re.compile(r"^the |\b(?:Sea|Lake|River|Mountains?|Bay|Gulf|Strait|Delta|Plateau|Islands?)\b")


def _laid_down(place: Place, renderings: Mapping[str, str]) -> Place:
    """The place in the English that somebody has laid down for it or for its own part."""
    whole, own = renderings.get(place.own + place.generic), renderings.get(place.own)
    if whole:
        return replace(place, english=whole, rest="")
    if not own or own == place.english or place.generic and FEATURE.search(own):
        return place
    return replace(place, english=own, others=(*place.others, place.target))


# A place that no table has, at the head of a law of its own: 江城市养犬管理条例
_LEGISLATES = re.compile("(?:^|《|修改|废止)([\u4e00-\u9fff]{2})([省市县])"
                         r"(?=[^，。；《》]{2,30}(?:条例|规定|办法|细则)(?:$|》|[（(的]))")
_NO_PLACE = re.compile("[本我全该各某都有在]|^[城大中小]|县级|直辖|特大|超大|一个|试点")
_LEVELS = {"省": ("Province", "Provincial"), "市": ("City", "Municipal", "Municipality"), "县": ("County",)}


def _legislating(line: Line, found: Sequence[Chain]) -> Iterator[Name]:
    """Places whose laws are named, read character by character."""
    for m in _LEGISLATES.finditer(line.text):
        start, end = m.start(1), m.end(2)
        if _NO_PLACE.search(m[1]) or any(start < c.end and c.start < end for c in found):
            continue
        own = spelled(m[1])
        target, *others = (f"{own} {level}" for level in _LEVELS[m[2]])
        yield Name("place", start, end, target, (*others, own), rank=1)


@cache
def _before_noun() -> re.Pattern:
    return re.compile(any_of(group("with-adjective")))


def names(line: Line, found: Sequence[Chain]) -> Iterator[Name]:
    """The chains as names; a country before an office is an adjective: the French president."""
    yield from _legislating(line, found)
    abroad = {c.start for c in found if c.last.abroad}
    for chain in found:
        place = chain.last
        if not place.code and (_COMPANY.match(line.text, chain.end) or place.abroad and chain.end in abroad):
            continue  # 美国加利福尼亚 is California
        target, variants = chain.english()
        if place.adjective and _before_noun().match(line.text, chain.end):
            target, variants = place.adjective, distinct(place.adjective, [place.english, *variants])
        yield Name("place", chain.start, chain.end, target, variants, rank=2)
        if chain.unread:
            yield Name("place", chain.end, chain.unread, "", rank=2)
