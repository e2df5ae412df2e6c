"""Local bodies by rule: a place and an office that every place has; former bodies of the state, from a dated table; and
parties and parliaments of other states.

浙江省人民政府 → the People's Government of Zhejiang Province; 杭州市财政局 → the Finance Bureau of Hangzhou. A 厅 is a
department (of a province), a 局 a bureau, a 委 or 委员会 a commission. former-bodies.tsv has the year in which a body
ended.
"""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from bilingual.language.names.divisions import NUMBERED, divisions, numbered, of_body
from bilingual.language.names.name import Line, Name, any_of, distinct, rows
from bilingual.language.names.places import Chain

ENDINGS = {"厅": "Department", "局": "Bureau", "委员会": "Commission", "委": "Commission"}
_TRADE_ZONE = re.compile("中国（([\u4e00-\u9fff]{2,4})）(自由贸易试验区|自由贸易港)")
# Before a former body's name, the beginning of a longer one: 住房城乡建设部, 国家文化部
_LONGER = ("城乡", "社会", "业", "家", "国", "第一", "第二", "第三", "第四", "第五", "第六", "第七")


@cache
def _table(kind: str) -> dict[str, list[str]]:
    """The offices of a kind: "field", "body" or "committee", with their English."""
    return {chinese: english.split("|") for k, chinese, english in rows("local-bodies.tsv") if k == kind}


@cache
def _patterns() -> tuple[re.Pattern, re.Pattern, re.Pattern, re.Pattern]:
    """What stands behind a place: an office of a field, a body, a committee; and former bodies."""
    return (re.compile(f"({any_of(_table('field'))})({any_of(ENDINGS)})(?![员书托])"),
            re.compile(any_of(_table("body"))),
            re.compile("纪委监委|纪委|政协(?:委员会)?|委(?:员会)?(?!员|托|派|任|以|屈)"),
            re.compile(f"{any_of(former())}(?![门队署分位委])"))


@cache
def former() -> dict[str, str]:
    """Bodies that no longer exist under their name."""
    return {chinese: english for chinese, english, *_ in rows("former-bodies.tsv")}


@cache
def abroad() -> dict[str, list[str]]:
    """Parties, parliaments and bodies of other states, each with its English and what else is accepted."""
    return {chinese: [english, *"".join(more).split("|")] for chinese, english, *more in rows("foreign-bodies.tsv")}


def names(line: Line, chains: Sequence[Chain]) -> Iterator[Name]:
    """Bodies of a text. Those of places begin with one of the `chains`."""
    for chain in chains:
        found = _local(line.text, chain) if chain.last.code and chain.last.level else None
        if found:
            yield of_body(line.text, found) or found
    yield from divisions(line, chains)
    for m in _TRADE_ZONE.finditer(line.text):
        place = next((c.last for c in chains if (c.start, c.end) == m.span(1)), None)
        if place:
            zone = "Pilot Free Trade Zone" if m[2].endswith("区") else "Free Trade Port"
            variants = (f"the {place.english} {zone}",)
            yield Name("place", *m.span(), f"the China ({place.english}) {zone}", variants, rank=3)
    for m in re.finditer(any_of(abroad()), line.text):
        english, *others = abroad()[m.group()]
        yield Name("body", *m.span(), english, distinct(english, others), rank=3)
    for m in _patterns()[3].finditer(line.text):
        if line.edge(m.start()) and not line.text[:m.start()].endswith(_LONGER):
            yield Name("body", *m.span(), former()[m.group()], rank=3)


def _local(text: str, chain: Chain) -> Name | None:
    """The body of a place that begins with the place's name."""
    office, body, committee, _ = _patterns()
    if m := office.match(text, chain.end):
        field, ending = _table("field")[m[1]][0], ENDINGS[m[2]]
        own = f"{ending} of {field}" if ending == "Department" else f"{field} {ending}"
        return _of(chain, m.end(), own, (f"{field} {ending}", f"{ending} of {field}"))
    if m := body.match(text, chain.end):
        own, *before = _table("body")[m.group()]
        return _of(chain, m.end(), own, before or (own,))
    if m := NUMBERED.match(text, chain.end):
        return _of(chain, m.end(), *numbered(m))
    m = committee.match(text, chain.end)
    if m and not chain.parts[-1][1]:
        key = m.group() if m.group() in _table("committee") else m.group().removesuffix("委员会")
        forms = [f.replace("{}", f"{chain.last.english} {chain.last.level}") for f in _table("committee")[key]]
        return Name("body", chain.start, m.end(), forms[0], distinct(forms[0], forms), rank=3)
    return None


_LEVELS = {"省": "provincial", "市": "municipal", "县": "county", "区": "district", "州": "prefectural"}
_SEATS = {"人民政府": "people's government", "政府": "government", "委": "Party committee",
          "人大常委会": "people's congress standing committee", "人民检察院": "people's procuratorate",
          "人民法院": "people's court", "政协": "CPPCC committee"}


def local_office(text: str, at: int) -> tuple[str, int] | None:
    """The body of a place that the text does not name, 市财政局, "the municipal finance bureau", and where it ends."""
    level = _LEVELS.get(text[at:at + 1])
    office = _patterns()[0].match(text, at + 1) if level else None
    if level and office:
        field, ending = _table("field")[office[1]][0], ENDINGS[office[2]].lower()
        small = field if re.search(r"\b[A-Z]{2}", field) else field.lower()
        told = f"{ending} of {small}" if ending == "department" else f"{small} {ending}"
        return f"the {level} {told}", office.end()
    seat = re.compile(any_of(_SEATS)).match(text, at + 1) if level else None
    return (f"the {level} {_SEATS[seat.group()]}", seat.end()) if seat else None


def _of(chain: Chain, end: int, own: str, before: Sequence[str]) -> Name:
    """A body "of" its place (the Finance Bureau of Hangzhou) and behind it (Hangzhou Municipal Finance Bureau)."""
    place, (where, others) = chain.last, chain.english()
    target = f"the {own} of {where}"
    variants = []
    for b in dict.fromkeys(before):
        small = b.lower().replace("people's government", "government")
        variants += [f"{place.english} {form}" for form in (f"{place.level} {b}", b, f"{place.level.lower()} {small}")]
    variants += [f"the {o} of {p}" for o in (own, *before) for p in (where, *others[:6])]
    return Name("body", chain.start, end, target, distinct(target, variants), rank=3)
