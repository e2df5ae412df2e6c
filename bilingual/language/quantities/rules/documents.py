"""Numbers of documents: letters of ministries, orders, announcements, cases, filings, plates."""
from __future__ import annotations

import re
from functools import lru_cache

from bilingual.language.quantities.numerals import integer
from bilingual.language.quantities.rules.rule import LABEL_NUMBER, Family, Reading, numbers

RULES = Family()
_D = "0123456789"
_N = LABEL_NUMBER


# Words that stand before the name of an issuing body and do not belong to it.
_BEFORE_BODY = re.compile(r".*(?:按照|根据|依据|依照|参照|遵照|贯彻|落实|执行|印发|关于|原则|文件|通知|意见|详见|见|和"
                          r"|与|及|以|经|由|的|在|号|据|按|对|将|为|是|即|原|下发"
                          r"|转发|废止)")
_ISSUING = re.compile(r"[\u4e00-\u9fff]{2,14}$")


@RULES.rule("document number", "〔［[", r"[〔［\[](?P<y>(?:19|20)\d\d)[〕］\]]第?(?P<n>\d{1,5})号",
            "国办发〔2023〕42号 → Guo Ban Fa [2023] No. 42")
def document_number(m: re.Match) -> Reading:
    body = issuing_body(m.string[:m.start()])
    text = f"{spelt(body)} [{m['y']}] No. {m['n']}".strip()
    return Reading(text, numbers(int(m["y"]), dimension="year") + numbers(int(m["n"]), dimension="no."),
                   (text.replace(" ", "", text.count(" ") - 2 - (not body)),), back=len(body))


def issuing_body(before: str) -> str:
    """The short name of a body at the end of a text, as it stands before 〔2023〕42号: 按照国办发 gives 国办发."""
    m = _ISSUING.search(before)
    return _BEFORE_BODY.sub("", m.group())[-8:] if m else ""


@lru_cache(maxsize=2000)
def spelt(body: str) -> str:
    """国办发 → "Guo Ban Fa": pinyin, one capital a character."""
    from pypinyin import Style, lazy_pinyin
    return " ".join(s.capitalize() for s in lazy_pinyin(body, style=Style.NORMAL, v_to_u=True))


@RULES.rule("document number", "主国令",
            rf"(?:(?P<body>主席|国务院))?令\s?(?:[〔［\[（(]?(?P<y>(?:19"
            rf"|20)\d\d)[〕］\]）)]?年?)?\s?第?\s?(?P<n>{_N})\s?号",
            "主席令第七十一号 → Order No. 71 of the President", "国务院令第714号 → Order No. 714 of the State Council",
            "令第98号 → Order No. 98")
def order(m: re.Match) -> Reading:
    n = integer(m["n"])
    of = {"主席": " of the President", "国务院": " of the State Council", None: ""}[m["body"]]
    if m["y"]:
        return Reading(f"Order [{m['y']}] No. {n}{of}", numbers(n, dimension="no.")
                       + numbers(int(m["y"]), dimension="year"),
                       (f"Order No. {n} of {m['y']}{of}", f"Order No. {n} [{m['y']}]{of}"))
    return Reading(f"Order No. {n}{of}", numbers(n, dimension="no."),
                   (f"Decree No. {n}{of}", f"Presidential Order No. {n}", f"Decree No. {n}", f"Order No. {n}"))


@RULES.rule("document number", "公通",
            rf"(?P<what>公告|通告|通报|通知)\s?[（(〔]?(?P<y>\d{{4}}"
            rf"|二[〇零][一二三四五六七八九〇零]{{2}})[）)〕]?年?\s?第?(?P<n>{_N})号",
            "公告2023年第12号 → Announcement No. 12 of 2023", "通告〔2023〕5号 → Notice No. 5 of 2023")
def announcement(m: re.Match) -> Reading:
    name = {"公告": "Announcement", "通告": "Notice", "通报": "Circular", "通知": "Notice"}[m["what"]]
    n, y = integer(m["n"]), integer(m["y"])
    return Reading(f"{name} No. {n} of {y}", numbers(n, dimension="no.") + numbers(y, dimension="year"),
                   (f"{name} [{y}] No. {n}", f"{name} No. {n} [{y}]"))


@RULES.rule("document number", _D + "二", rf"(?P<y>\d{{4}}|二[〇零][一二三四五六七八九〇零]{{2}})年第(?P<n>{_N})号",
            "2023年第12号 → No. 12 of 2023")
def number_of_year(m: re.Match) -> Reading:
    n, y = integer(m["n"]), integer(m["y"])
    return Reading(f"No. {n} of {y}", numbers(n, dimension="no.") + numbers(y, dimension="year"))


_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"


@RULES.rule("document number", _PROVINCES,
            rf"(?P<p>[{_PROVINCES}])(?P<what>ICP[备证]|公网安备)\s?(?P<n>\d+)\s?号(?P<part>-\d+)?",
            "京ICP备12345678号-1 → Jing ICP Bei No. 12345678-1",
            "浙公网安备33010602011号 → Zhe Gong Wang An Bei No. 33010602011")
def filing(m: re.Match) -> Reading:
    what = f"ICP {spelt(m['what'][-1])}" if m["what"].startswith("ICP") else spelt(m["what"])
    number = m["n"] + (m["part"] or "")
    return Reading(f"{spelt(m['p'])} {what} No. {number}", variants=(number,), copied=True)


@RULES.rule("document number", _PROVINCES,
            rf"(?<![\u4e00-\u9fff])(?P<p>[{_PROVINCES}])(?P<n>[A-Z]·?[A-Z0-9]{{5,6}})(?![A-Z0-9])",
            "京A·12345 → Jing A12345")
def plate(m: re.Match) -> Reading:
    number = m["n"].replace("·", "")
    return Reading(f"{spelt(m['p'])} {number}", variants=(f"{number[0]}·{number[1:]}", number), copied=True)


@RULES.rule("document number", "字",
            r"字(?:[（(〔](?P<y>\d{4})[）)〕])?第\s?(?P<n>\d+)\s?号",
            "京民字第12号 → Jing Min Zi No. 12")
def lettered_number(m: re.Match) -> Reading:
    body = issuing_body(m.string[:m.start()])
    year = f" [{m['y']}]" if m["y"] else ""
    return Reading(f"{spelt(body + '字')}{year} No. {m['n']}", numbers(int(m["n"]), dimension="no."), back=len(body))


@RULES.rule("document number", "（(",
            r"[（(](?P<y>(?:19|20)\d\d)[）)](?P<court>[\u4e00-\u9fff]{1,3}\d{0,4})(?P<kind>[\u4e00-\u9fff]{1,4})"
            r"(?P<n>\d{1,5})号", "（2023）京01民初123号 → (2023) Jing 01 Min Chu No. 123")
def case_number(m: re.Match) -> Reading:
    court = re.sub(r"(\d+)", r" \1", spelt(re.sub(r"\d", "", m["court"])) + re.sub(r"\D", "", m["court"]))
    text = f"({m['y']}) {court} {spelt(m['kind'])} No. {m['n']}"
    return Reading(text, numbers(int(m["y"]), dimension="year") + numbers(int(m["n"]), dimension="no."))
