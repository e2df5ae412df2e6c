"""The magnitude of earthquakes and the force of winds: 4.2级地震, 阵风9～10级."""
from __future__ import annotations

import re
from fractions import Fraction

from bilingual.language.quantities.numerals import NUMBER, read
from bilingual.language.quantities.rules.measures import START
from bilingual.language.quantities.rules.rule import TO, Family, Reading, bound_behind, numbers

RULES = Family()
_D = "0123456789"
_WIND = re.compile("[阵大狂飓台]风|风力|风圈|风速|[东南西北]风")


@RULES.rule("magnitude", _D, r"(?<![\d.])(?P<a>\d(?:\.\d)?)级(?=[左右以上]*(?:的)?(?:强|浅源|余)?地?震(?!区))",
            "4.2级地震 → magnitude-4.2")
def magnitude(m: re.Match) -> Reading:
    n = m["a"]
    return Reading(f"magnitude-{n}", numbers(Fraction(n)), (
        f"{n}-magnitude", f"{n} magnitude", f"magnitude {n}", f"magnitude of {n}", f"M{n}", f"M {n}", f"measuring {n}"))


@RULES.rule("wind", START,
            rf"(?P<a>{NUMBER})(?:级?{TO}(?P<b>{NUMBER}))?级(?P<behind>及?以上)?"
            r"(?=[，。；、的）大阵风偏增加减转升降东南西北]|$|左右)",
            "阵风9～10级， → force 9 to 10", "十级风圈 → force 10")
def wind(m: re.Match) -> Reading:
    """The force of wind on Beaufort's scale."""
    if not _WIND.search(m.string[max(0, m.start() - 14):m.end() + 3]):
        raise ValueError("no wind")
    ends = [read(m[g]).low for g in "ab" if m[g]]
    if any(n.denominator != 1 or not 0 < n < 18 for n in ends):
        raise ValueError("no force of wind")
    said = " to ".join(str(n) for n in ends) + (" or above" if m["behind"] else "")
    plain = said.replace(" to ", "-")
    heads = ("force", "level", "scale", "grade", "Beaufort force", "a force of", "Beaufort scale")
    ways = [f"{head} {one}" for head in heads for one in dict.fromkeys((said, plain))]
    ways += [f"{one} on the Beaufort scale" for one in dict.fromkeys((said, plain))]
    return Reading(ways[0], numbers(*ends, bound=bound_behind(m["behind"])), tuple(ways[1:]))
