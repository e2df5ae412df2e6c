"""Persons whom a sentence names beyond doubt, whatever else their names may be: 任命黄海为部长, 市长高峰会见了来宾.

A decision appoints them, removes them or lets them go; or their office stands before the name and behind it what only
persons do, the next of a list of offices, or the end of the list.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from bilingual.language.names.foreign import SOUNDS, TELLING
from bilingual.language.names.lists import given
from bilingual.language.names.name import Span, any_of, group
from bilingual.language.names.pinyin import surname_at

_NAME = "[\u4e00-\u9fff]{2,4}"
_DECISION = re.compile(r"(?:任命|免去|选举|推选|增选|补选|罢免|接受|撤销|同意|聘任|解聘|提名|聘请)"
                       rf"((?:{_NAME}[、和])*?{_NAME}?)(?:同志|先生|女士)?(?:为|的[^，。；]{{1,30}}(?:职务|请求)|"
                       r"辞去|兼任的|驻(?=[^，。；]{1,14}大使)|(?=[省市县区州原][^，。；的]{1,30}职务))")
_AS_WELL = re.compile(rf"[，；](?!任命|免去|选举|推选|增选|补选|罢免|接受|撤销)((?:{_NAME}[、和])*{_NAME}?)"
                      r"(?:同志|先生|女士)?为(?=[^，。；]{0,24}[长席任记员师使官])")
# 李卫东任省政府办公厅主任
_TAKES = re.compile(rf"(?:^|[，。；：、\s])({_NAME}?)(?:同志)?(?:不再[担兼])?任(?![何务期职命性意教免内用由])"
                    r"[^，。；]{1,40}(?:书记|[任长师员席记监裁官使理事])(?:职务)?(?=[，。；、（(]|$)")
# 物理学家于敏同志因病医治无效
_LATE = re.compile("(?<=[家员者长士师任记授手人，。、])([\u4e00-\u9fff]{2,3}?)同志"
                   "(?=因病|逝世|的?遗体|生前|治丧|，?永垂)")
# What only a person does right behind his name
_ACTS = ("会见|会晤|出席(?!率)|主持|率(?![先领])|陪同|宣读|致辞|致词|致开幕词|"
         "作(?=了?[^，。；]{0,8}(?:报告|讲话|说明|发言|演讲|点评))|"
         "介绍|表示|指出|强调|说(?![明法])|当选|参加|签署|获[奖得]|荣获|担任|兼任|带队|被(?:依法|选|任|评|授)|一行(?!业)|"
         "分别(?=主持|介绍|宣读|作)|宣布|看望|慰问|考察|调研|视察|讲话|发言|前往|抵达|赴(?!任)")
# Offices that one person has and behind which no verb can stand, unlike 代表 or 专家
_VAGUE = frozenset("代表 委员 常委 干部 学者 专家 作家 教师 少年 战士 职工 村民 队员 选手 演员 护士 司机 医生 英雄 "
                   "模范 编辑 记者 同志 干事 律师 民警".split())


_PARTICLES = frozenset("的了在和与同向从于等时会应能各有都也还又再就已并不将被把对为以及其这那所要可必须均曾正未仍"
                       "很更最便")


def decided(text: str) -> set[Span]:
    """Where a decision or an office names a person by a surname and one or two characters."""
    return {(a, b) for a, b, n in _named(text) if n < b - a <= n + 2} | set(in_office(text))


def long_names(text: str) -> list[Span]:
    """Where it names one of another language, whose first character is a surname too: 任命桑吉才让为."""
    return [(a, b) for a, b, n in _named(text) if n == 1 and b - a > 3]


def _named(text: str) -> Iterator[tuple[int, int, int]]:
    """Where the names of a decision stand, and how long the surname is with which they begin."""
    lists = list(_DECISION.finditer(text))
    for m in (*_TAKES.finditer(text), *_LATE.finditer(text)):
        yield (*m.span(1), surname_at(text, m.start(1)))
    if lists:
        lists += _AS_WELL.finditer(text, lists[0].end())
    for m in lists:
        items = [(m.start(1) + i.start(), m.start(1) + i.end()) for i in re.finditer("[^、]+", m[1])]
        *first, (a, b) = items or [(0, 0)]
        last = text[a:b].rpartition("和")
        pair = [(a, a + len(last[0])), (b - len(last[2]), b)] if len(last[0]) > 1 and len(last[2]) > 1 else [(a, b)]
        found = [(a, b, surname_at(text, a)) for a, b in (*first, *pair)]
        if all(n and b - a > n for a, b, n in found):
            yield from found


@cache
def _office() -> re.Pattern:
    """An office, two or three characters that may be a name, and what stands only behind a person, or in a list."""
    titles = any_of(group("titles") - _VAGUE)
    listed = (rf"(?P<next>[、和及])[\u4e00-\u9fff]{{0,12}}{titles}|"
              rf"，[^，。；]{{0,8}}{titles}[^，。；]{{2,4}}[、，。；]|(?:、[\u4e00-\u9fff]{{2,3}})*(?:。|$)")
    return re.compile(rf"{titles}(?P<name>[\u4e00-\u9fff]{{2,3}})(?=(?P<acts>{_ACTS})|{listed})")


def in_office(text: str) -> Iterator[Span]:
    """Names behind an office; where it is told what they do, any characters may be a name that are no other word."""
    for m in _office().finditer(text):
        start, end = m.span("name")
        n = surname_at(text, start)
        sure, common = m["acts"] is not None, set(m["name"][n:]) <= given()
        barred = group("deeds") if sure or m["next"] else group("deeds") | group("not-names")
        may_be = common or sure and not set(m["name"]) & _PARTICLES
        abroad = set(m["name"]) <= SOUNDS and set(m["name"][1:]) & TELLING  # 戴斯
        if n and n < end - start <= n + 2 and may_be and not abroad and m["name"] not in barred:
            yield start, end
