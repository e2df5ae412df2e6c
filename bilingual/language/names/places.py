"""Places in a text: names of the tables, chains of them, and the villages, towns and zones that follow them by rule.

浙江省杭州市余杭区 is one name, "Yuhang District, Hangzhou, Zhejiang Province". A name without its generic part (余杭) counts where it
stands as a word of its own and is no ordinary word; of counties and districts only a well-known one, or one that
follows its province or city.
"""
from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from bilingual.language.names.foreign import SOUNDS
from bilingual.language.names.gazetteer import Place, gazetteer, respelled
from bilingual.language.names.name import Line, Name, distinct
from bilingual.language.names.pinyin import spelled

# Names of divisions that are ordinary words: never a place without 区, 县, 市
ORDINARY = frozenset(
    "岳阳楼 合作 资源 和平 振兴 中方 复兴 新建 前进 友好 惠民 会同 解放 通道 平安 新兴 友谊 延长 富民 港口 互助 光明 公安 富裕 工农 金山 东方 安宁 同心 兴业 兴国 安定 双城 大兴 宏伟 "
    "新城 龙江 江山 安居 平原 太湖 红旗 太平 灯塔 平和 三河 比如 南部 同德 运河 河口 大关 江北 白云 清水 清新 江南 凤凰 青山 惠农 威信 江海 古城 滨江 和顺 老城 三元 进贤 "
    "中原 西湖 滨湖 天山 麒麟 南山 卫东 向阳 裕民 小店 沿河 平定 清河 民权 平房 玉龙 东湖 长白 广德 通江 东风 新民 长寿 石棉 大田 前锋 大安 故城 大方 中和 "
    "河东 河西 城西 城东 城北 城南 城中 城关 海港 北关 南关 西关 东关 长安 永和 泰和 兴安 朝阳 日照 来宾 白银 中山 巴中 阿里 安康 大同 黄山 红河 湘西 海北 海西 海东 黄南 山南 "
    "市中 桥西 桥东 路南 路北 东山 西山 北山 站前 永安 新安 永兴 永定 永宁 永丰 永清 永平 保安 安吉 安福 安达 万全 万安 万年 兴隆 南海 临时 宁静 高明 高安 高台 水城 "
    "新华 新林 新野 新丰 新和 文成 安文 金水 金明 温泉 梁山 宝塔 多伦 大新 大名 大通 大足 商城 山城 云山 四会 五台 五原 三江 三门 三水 双江 双湖 双塔 双桥 崇文 崇义 远安 "
    "通海 通山 通河 通城 路桥 桥头 光山 吉利 福山 建水 建华 建阳 固安 平川 智利 仁爱 开平 开阳 开远 开化 尚志 海阳 海安 海晏 临海 民和 民丰 民乐 民勤 明光 明山 明水 站前 "
    "喜德 祥云 普安 上街 上城 下城 爱民 金家庄 石门 石林 石城 阳明 阳新 阳东 东至 东明 东宝 西和 西林 西市 管城 集贤 集安 钟山 合山 合水 宣化 化德 隆化 罗山 安平 安化 正安 "
    "昌盛 昭化 兴化 兴文 兴义 天心 天元 天宁 青白江 大化 怀远 威远 惠来 惠城 惠安 惠阳 汇川 利通 利川 乐业 乐都 富源 富顺 丰都 丰满 丰顺 盘山 盐田 盐湖 盐池 盐都 铁东 铁西 铁山 "
    "原州 原平 科尔沁 农安 牧野 海林 林口 花都 花山 花园 龙门 龙湾 龙城 龙山 灵山 灵台 雨山 虎林 象山 鹤山 鹤城 雁山 武功 武宁 武平 德安 德化 德保 德兴 忠县 庆安 城口 高要 高平".split())
# Counties and districts known all over the country by their bare name
FAMOUS = frozenset("义乌 昆山 汶川 敦煌 浦东 延庆 北川 芦山 舟曲 鲁甸 江阴 晋江 慈溪 余姚 诸暨 平潭 崇明 怀柔 通州 海淀 顺义 余杭 萧山 徐汇 南沙 琼海 万宁 澄迈 凭祥 "
                   "珲春 涪陵 万州 江津 武隆 靖江 太仓 常熟 宜兴 福清 石狮 正定 容城 兰考 德清 桐乡 嵊州 武昌 汉阳 阜平 什邡 绵竹 都匀 儋州 浏阳 滕州 潜江 仙桃 丹江口 兴城".split())
# Names with their generic part that may be ordinary words: they need their province or city before them
VAGUE = frozenset("和平区 城区 郊区 矿区 东区 西区 新城区 老城区 新市区 市中区 城中区 城东区 城西区 城北区 城关区 港口区 海港区 工农区 站前区 山城区 开发区 江南区 江北区 市南区 市北区 城厢区 "
                  "新林区 林区 前进区 解放区 新县 古县 和县 成县 特区 水城区 城县 河口区 新华区 滨海新区市 道县 古城区 东西区 雨山区 山区 平房区 西市区 文县 应县 代县 义县 高县 单县区 南县 新区".split())
ZONES = (("经济技术开发区", "Economic and Technological Development Zone"), ("高新技术产业开发区", "High-Tech Industrial Development Zone"),
         ("高新技术开发区", "High-Tech Development Zone"), ("高新技术产业园区", "High-Tech Industrial Park"), ("经济开发区", "Economic Development Zone"),
         ("自由贸易试验区", "Pilot Free Trade Zone"), ("自贸试验区", "Pilot Free Trade Zone"), ("综合保税区", "Comprehensive Bonded Zone"), ("保税港区", "Bonded Port Area"),
         ("保税区", "Bonded Zone"), ("出口加工区", "Export Processing Zone"), ("经济特区", "Special Economic Zone"), ("工业园区", "Industrial Park"),
         ("产业园区", "Industrial Park"), ("科技园区", "Science and Technology Park"), ("高新区", "High-Tech Zone"), ("经开区", "Economic Development Zone"),
         ("开发区", "Development Zone"), ("新区", "New Area"))
_ZONE = re.compile("|".join(z for z, _ in ZONES))
SETTLEMENTS = (("古镇", " Ancient Town"), ("街道", " Subdistrict"), ("社区", " Community"), ("镇", " Town"), ("乡", " Township"), ("村", " Village"))
# Where names of towns and villages are seldom Chinese, so that pinyin of their characters is not their name: Xizang, Xinjiang, Tibetan prefectures
OTHER_LANGUAGES = ("54", "65", "5132", "5133", "6230", "6322", "6323", "6325", "6326", "6327", "6328", "5334")
_SETTLEMENT = re.compile(r"([\u4e00-\u9fff]{1,5}?)(古镇|街道|社区|镇|乡|村)(?![镇村庄里干企民社办委])")
_NO_NAME = re.compile(r"[的和与及等在是为各全本该某个每从到对以于向把被将不有大小多两几一二三四五六七八九十百千万\d]")
_BEFORE_NOUN = re.compile("总统|总理|首相|国王|女王|王储|外长|防长|财长|议长|外交部|国防部|财政部|政府|议会|国会|大使|驻华|人民|企业|公司|总领|军队|友人|代表团|经济部|贸易代表|联邦|媒体|记者|学者")
_COMPANY = re.compile("(?!政府|总统)[\u4e00-\u9fff]{0,8}?(?:集团|公司|银行(?!业)|学院|大学|航空|中学|医院|报社|通讯社)")


@dataclass(frozen=True)
class Chain:
    """Places that stand one in the other, the outermost first, and where: in Chinese 浙江省杭州市余杭区."""
    start: int
    end: int
    parts: tuple[tuple[Place, bool], ...]
    unread: int = 0

    # `unread` is where a town or village ends that follows the chain and has a name of another language.

    @property
    def last(self) -> Place:
        return self.parts[-1][0]

    def english(self) -> tuple[str, tuple[str, ...]]:
        """The English, and what else is accepted."""
        forms = [p.forms(bare)[:3 if len(self.parts) > 1 else None] for p, bare in reversed(self.parts)]
        if len(forms) == 1:
            return forms[0][0], distinct(forms[0][0], forms[0])
        target = ", ".join(f[0] for f in forms)
        places = list(itertools.islice(itertools.product(*forms), 12))
        return target, distinct(target, respelled([target])[1:] + [j.join(p) for j in (", ", " of ", " in ") for p in places])


def chains(line: Line, renderings: Mapping[str, str]) -> list[Chain]:
    """The places of a text, left to right. `renderings` is English that somebody has laid down for a name."""
    text, hits, found, done = line.text, gazetteer().hits(line.text), [], 0
    for start in sorted(hits):
        if start < done:
            continue
        for end in hits[start]:
            first = _alone(line, start, end)
            if first:
                chain = _continued(line, hits, Chain(start, end, (first,)))
                found.append(replace(chain, parts=tuple((_laid_down(p, renderings), bare) for p, bare in chain.parts)))
                done = chain.end
                break
    return [c for c in found if not _vague(text, c, found)]


def _alone(line: Line, start: int, end: int) -> tuple[Place, bool] | None:
    """The place that a key means by itself, and whether it stands without its generic part."""
    key, tables = line.text[start:end], gazetteer()
    if key in tables.whole:
        sure = len(key) > 3 or line.edge(start) and (line.edge(end) or key[-1] in "省市县区旗州盟")
        if tables.whole[key][0].generic == "" and not tables.whole[key][0].code and len(key) < 5:  # 比绍 is not in 比绍夫
            sure = start in line.edges and end in line.edges and not _goes_on(line, start, end)
        return (tables.whole[key][0], False) if sure else None
    place = tables.bare[key][0]
    whole = end in line.edges or _ZONE.match(line.text, end)
    if start not in line.edges or not whole or key in ORDINARY or line.text[end:end + 1] in tuple("省市县区州旗盟河江湖山海岛岭") or line.text[end:end + 2] in ("时代", "日报"):
        return None
    return (place, True) if len(place.code) < 6 or len(key) > 2 or key in FAMOUS else None


def _goes_on(line: Line, start: int, end: int) -> bool:
    """Whether a short foreign name is only the beginning of a longer one (多哈雷), or 苏丹 a sultan."""
    text = line.text
    if text[start:end] == "苏丹":
        return text[:start].endswith(("阿曼", "文莱", "柔佛", "马来西亚")) or text[end:end + 2] in ("海赛", "哈桑", "易卜")
    return end - start < 4 and text[end:end + 1] in tuple(SOUNDS) and (end, end + 1) in line.tokens and text[end] not in "和与等在同以及向为"


def _continued(line: Line, hits: Mapping[int, list[int]], chain: Chain) -> Chain:
    """The chain with all that follows and lies in its last place."""
    tables = gazetteer()
    while chain.last.code:
        for end in hits.get(chain.end, ()):
            key = line.text[chain.end:end]
            place, bare = _within(tables.whole.get(key, ()), chain.last), False
            if not place and key.endswith("村") and key in tables.whole and tables.whole[key][0].english.endswith("Village"):
                place = tables.whole[key][0]
            if not place and key not in ORDINARY and line.edge(end) and line.text[end:end + 1] not in tuple("县区市州旗"):
                place, bare = _within(tables.bare.get(key, ()), chain.last), True
            if place:
                chain = Chain(chain.start, end, (*chain.parts, (place, bare)))
                break
        else:
            break
    return _settled(line, chain)


def _within(places, outer: Place) -> Place | None:
    return next((p for p in places if p.code.startswith(outer.code) and p.code != outer.code), None)


def _settled(line: Line, chain: Chain) -> Chain:
    """The chain with the zone, or the town and village, that follow by rule."""
    if not chain.last.code:
        return chain
    zone = _ZONE.match(line.text, chain.end)
    if zone:
        english = dict(ZONES)[zone.group()]
        place, bare = chain.parts[-1]
        named = Place(place.code, place.own, place.generic + zone.group(), place.english, " " + english)
        return Chain(chain.start, zone.end(), (*chain.parts[:-1], (named, False)))
    for _ in range(2):
        m = _SETTLEMENT.match(line.text, chain.end)
        if not m or not _is_own(line, m) or chain.parts[-1][1] and len(chain.last.code) < 6:
            break
        if chain.last.code.startswith(OTHER_LANGUAGES):
            return replace(chain, unread=m.end())
        english = spelled(m[1] if len(m[1]) > 1 else m[1] + m[2])
        place = Place(chain.last.code + "+", m[1], m[2], english, dict(SETTLEMENTS)[m[2]])
        chain = Chain(chain.start, m.end(), (*chain.parts, (place, False)))
    return chain


def _is_own(line: Line, m: re.Match) -> bool:
    """Whether what stands before 镇 or 村 is a name and no word such as 特色 or 贫困."""
    if m[1] in tuple("驻进入下回离住到全各本同邻老新小大古山渔农乡城集建") or _NO_NAME.search(m[1]) and len(m[1]) < 3 or re.search("[的和与及等各该某]", m[1]):
        return False
    spans = [(a, b) for a, b in line.tokens if m.start() <= a and b <= m.end() and b - a > 1]
    return not any(line.known(a, b) for a, b in spans if a == m.start() or b == m.end(1)) and not line.known(m.start(), m.end())


def _laid_down(place: Place, renderings: Mapping[str, str]) -> Place:
    whole, own = renderings.get(place.own + place.generic), renderings.get(place.own)
    if whole:
        return replace(place, english=whole, rest="")
    return replace(place, english=own, others=(*place.others, place.target)) if own and own != place.english else place


def _vague(text: str, chain: Chain, others: list[Chain]) -> bool:
    return len(chain.parts) == 1 and text[chain.start:chain.end] in VAGUE


def place_abroad(chain: Chain) -> bool:
    return chain.last.abroad


def names(line: Line, found: list[Chain]) -> Iterator[Name]:
    """The chains as names; a country before an office is an adjective: the French president."""
    for chain in found:
        if not chain.last.code and (_COMPANY.match(line.text, chain.end) or place_abroad(chain) and any(
                c.start == chain.end and place_abroad(c) for c in found)):
            continue  # 法国电力集团 has a name of its own, as 闽江学院 has; 美国加利福尼亚 is California
        target, variants = chain.english()
        place = chain.last
        if place.adjective and _BEFORE_NOUN.match(line.text, chain.end):
            target, variants = place.adjective, distinct(place.adjective, [place.english, *variants])
        yield Name("place", chain.start, chain.end, target, variants, rank=2)
        if chain.unread:
            yield Name("place", chain.end, chain.unread, "", rank=2)
