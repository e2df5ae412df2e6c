"""Years of the eras of Ming and Qing, as gazetteers and museums count them: 洪武三年 is 1370.

The first years are those in which an era's own first year began, by the reckoning of every handbook of Chinese dates.
"""
from __future__ import annotations

import re

from bilingual.language.quantities.numerals import integer
from bilingual.language.quantities.rendering import ordinal, ordinal_word
from bilingual.language.quantities.rules.rule import Family, Reading, numbers

RULES = Family()
_FIRST = {"洪武": (1368, "Hongwu"), "建文": (1399, "Jianwen"), "永乐": (1403, "Yongle"), "洪熙": (1425, "Hongxi"),
          "宣德": (1426, "Xuande"), "正统": (1436, "Zhengtong"), "景泰": (1450, "Jingtai"), "天顺": (1457, "Tianshun"),
          "成化": (1465, "Chenghua"), "弘治": (1488, "Hongzhi"), "正德": (1506, "Zhengde"), "嘉靖": (1522, "Jiajing"),
          "隆庆": (1567, "Longqing"), "万历": (1573, "Wanli"), "泰昌": (1620, "Taichang"), "天启": (1621, "Tianqi"),
          "崇祯": (1628, "Chongzhen"), "顺治": (1644, "Shunzhi"), "康熙": (1662, "Kangxi"), "雍正": (1723, "Yongzheng"),
          "乾隆": (1736, "Qianlong"), "嘉庆": (1796, "Jiaqing"), "道光": (1821, "Daoguang"), "咸丰": (1851, "Xianfeng"),
          "同治": (1862, "Tongzhi"), "光绪": (1875, "Guangxu"), "宣统": (1909, "Xuantong")}
_LONGEST = 61


@RULES.rule("era", "".join({era[0] for era in _FIRST}),
            rf"(?P<era>{'|'.join(_FIRST)})(?P<n>元|[一二三四五六七八九十]{{1,3}}|\d{{1,2}})年(?![代间])",
            "洪武三年 → the third year of the Hongwu reign (1370)")
def era(m: re.Match) -> Reading:
    start, name = _FIRST[m["era"]]
    n = 1 if m["n"] == "元" else integer(m["n"])
    if not 0 < n <= _LONGEST:
        raise ValueError("no year of an era")
    year = start + n - 1
    told = f"the {ordinal_word(n)} year of the {name} reign"
    # 光绪二十三年（1897年） has its year already
    given = re.match(rf"[（(](?:公元)?{year}", m.string[m.end():])
    ways = (told, f"{name} {n}", *(f"the {nth} year of {whose}" for nth in (ordinal_word(n), ordinal(n)) for whose in (
        f"the {name} reign", f"the {name} era", f"{name}", f"the reign of {name}", f"Emperor {name}")))
    return Reading(told if given else f"{told} ({year})", () if given else numbers(year, dimension="year"), ways)
