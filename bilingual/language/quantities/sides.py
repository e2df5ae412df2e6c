"""Whether a time is told as one before something or after it, as its Chinese has it: 覆盖前四十八小时."""
from __future__ import annotations

import re
from collections.abc import Sequence

from bilingual.language.quantities.english_items import Item
from bilingual.language.quantities.units import TIMES
from bilingual.model.quantity import Fault, Quantity

# In front of a time: 届满前三十日, 签订后六十日内; what stands behind it is of the next event: 30日内，开工前
_FRONT = re.compile(r"(?:(?P<before>(?<![以目此之提日月年天时])前|之前)|(?P<after>(?<![以此先最前日月年天时])后|之后|"
                    r"之日起|届?满之日起))"
                    r"[的至少不多于早晚迟约近]{0,4}$")
# Behind it: 届满三个月前, 开考30分钟后
_BEHIND = re.compile("(?:之?(?P<before>前)|之?(?P<after>后))(?![期后提者往来沿续勤备果])")
_SAID_BEHIND = re.compile(r"(?:'s?)?(?:\s(?:or\s(?:more|less|longer)|notice|in\sadvance|days?|at\s(?:least|most)))?\s"
                          r"(?:immediately\s|directly\s|just\s)?(?:(?P<before>before|prior\sto|preceding|ahead\sof|"
                          r"leading\sup\sto)|(?P<after>after|following))\b")
_FIRST = re.compile(r"\bfirst\s$")  # 上市前五日, 签订后前两年: of what comes after


def side_fault(quantity: Quantity, text: str, used: Sequence[Item], source: str) -> Fault | None:
    """A time before something told as one after it, or the other way round."""
    if len(used) != 1 or not quantity.values or quantity.values[0].dimension not in TIMES:
        return None
    meant = _FRONT.search(source, 0, quantity.start) or _BEHIND.match(source, quantity.end)
    said = _SAID_BEHIND.match(text, used[0].end)
    if not meant or not said or meant.lastgroup == said.lastgroup or _FIRST.search(text, 0, used[0].start):
        return None
    return Fault("side", quantity, text[used[0].start:said.end()], meant.lastgroup or "", grave=False)
