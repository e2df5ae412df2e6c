"""Clauses of laws, reports and tables whose English is fixed but for what is counted and named in them:
处十日以上十五日以下拘留 "shall be detained for not less than 10 days but not more than 15 days".

A small model garbles them, word for word; given the English of the whole clause it builds a good sentence around it.
Nobody prescribes them, and what people write instead is as good.
"""
from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from bilingual.language.labels import Part
from bilingual.language.listed import together
from bilingual.language.quantities.find import find_quantities
from bilingual.language.quantities.units import TIMES
from bilingual.model.quantity import Quantity


class Phrase(NamedTuple):
    """Where a clause stands in its sentence, and its English."""
    start: int
    end: int
    english: str


# What a {group} of the table may be: words, each with its English ...
_WORDS = {
    "change": "增长=up 上升=up 提高=up 增加=up 上涨=up 回升=up 下降=down 减少=down 降低=down 下跌=down 回落=down",
    "grew": "增长=grew 上升=rose 提高=rose 增加=increased 上涨=rose 下降=fell 减少=decreased 降低=fell 下跌=fell "
            "回落=fell",
    "moved": "缩小=narrowed 收窄=narrowed 扩大=widened 下降=fell 降低=fell 降=fell 减少=decreased 回落=fell "
             "提高=rose 上升=rose 升=rose 增加=increased 增长=grew",
    "then": "上年同期=the_same_period_of_the_previous_year 上年末=the_end_of_the_previous_year "
            "上年=the_previous_year 去年同期=the_same_period_last_year 去年底=the_end_of_last_year 去年=last_year "
            "上月=the_previous_month 上季度=the_previous_quarter 上季=the_previous_quarter",
    "this": "本法=this_Law 本条例=these_Regulations 本办法=these_Measures 本规定=these_Provisions "
            "本细则=these_Detailed_Rules 本规则=these_Rules 本决定=this_Decision 本章程=this_Charter "
            "本公约=this_Convention",
    "base": "违法所得=the_unlawful_gains 违法经营额=the_illegal_turnover 违法收入=the_illegal_income "
            "货值金额=the_value_of_the_goods 货值=the_value_of_the_goods 合同价款=the_contract_price "
            "工程合同价款=the_contract_price_of_the_project 合同金额=the_contract_amount "
            "销售金额=the_sales_amount 销售额=the_sales_amount 营业额=the_turnover 骗取金额=the_amount_defrauded "
            "骗取的金额=the_amount_defrauded 投资额=the_investment 采购金额=the_procurement_amount "
            "应缴税款=the_tax_payable 应纳税款=the_tax_payable 少缴的税款=the_tax_underpaid "
            "不缴或者少缴的税款=the_tax_unpaid_or_underpaid",
    "paper": "许可证=permit 营业执照=business_license 执业证书=practicing_certificate 执照=license "
             "资格证书=qualification_certificate 资质证书=qualification_certificate "
             "登记证书=registration_certificate 生产许可证=production_permit 经营许可证=operation_permit "
             "安全生产许可证=work_safety_permit 采矿许可证=mining_permit 驾驶证=driver's_license "
             "机动车驾驶证=driver's_license 办学许可证=school_operation_permit 执业许可证=practicing_permit "
             "批准文件=approval_document 从业资格=qualification",
    "member": "委员=members 董事=directors 代表=deputies 成员=members 股东=shareholders 理事=council_members "
              "监事=supervisors 组成人员=members 会员=members 委员会委员=members 全体委员=members 常委=members",
    "fee": "滞纳金=a_late_fee 违约金=liquidated_damages 利息=interest 罚款=a_fine",
    "unpaid": "逾期不缴纳的=where_payment_is_not_made_within_the_time_limit "
              "逾期未缴纳的=where_payment_is_not_made_within_the_time_limit "
              "逾期不缴的=where_payment_is_not_made_within_the_time_limit "
              "未按期缴纳的=where_payment_is_not_made_on_schedule 未按期还款的=where_repayment_is_not_made_on_schedule "
              "逾期付款的=where_payment_is_overdue 逾期还款的=where_repayment_is_overdue",
    "authority": "公安机关=the_public_security_organ 主管部门=the_competent_department "
                 "有关主管部门=the_competent_department_concerned 发证机关=the_issuing_authority "
                 "登记机关=the_registration_authority 税务机关=the_tax_authority 审批机关=the_approval_authority",
    "aid": "补助=subsidy 补贴=subsidy 津贴=allowance 生活补助=living_allowance 生活补贴=living_allowance "
           "护理补贴=nursing_subsidy 基本生活费=basic_living_allowance 救助=relief 保障=subsistence_allowance "
           "基础养老金=basic_pension",
    "income": "收入=income 年收入=annual_income 纯收入=net_income 可支配收入=disposable_income 耕地=farmland "
              "存款=savings",
    "craft": "直升机=helicopter 飞机=aircraft 战机=fighter 军机=military_aircraft 运输机=transport_aircraft "
             "无人机=drone 军用飞机=military_aircraft",
}
# ... or a quantity, by what it measures
_MEASURES: dict[str, Callable[[Quantity], bool]] = {
    "cited": lambda q: q.kind == "citation",
    "times": lambda q: q.kind == "multiple",
    "share": lambda q: q.kind != "multiple" and _measures(q, "share"),
    "rate": lambda q: q.kind != "multiple" and _measures(q, "share", "points"),
    "days": lambda q: _measures(q, *TIMES),
    "yuan": lambda q: _measures(q, "yuan"),
    "count": lambda q: _measures(q, ""),
    "part": lambda q: q.kind == "fraction",
    "year": lambda q: q.kind == "year",
    "first": lambda q: bool(q.values), "second": lambda q: bool(q.values)}
_AT_START = "(?:(?<=[，；。：])|^)"
_AT_END = "(?=[，；。）]|$)"
_CASE = "(?<=重的，)(?<=[严较别]重的，)"  # 情节严重的，
# Chinese, English; of several that fit the first counts.
_TABLE = (
    ("扣除价格(?:变动)?因素(?:影响|的影响)?后?[，,]?(?:实际)?{change}{rate}",
     "{change} {rate} in real terms after deducting price factors"),
    ("由{then}(?:年?末|年?底)?的{first}{moved}[到至为]{second}", "{moved} from {first} in {then} to {second}"),
    # Penalties
    (_CASE + "处{days}(?:行政)?拘留", "the offender shall be detained for {days}"),
    ("由{authority}处{days}(?:行政)?拘留", "shall be detained by {authority} for {days}"),
    ("(?<![并可])处{days}(?:行政)?拘留", "shall be detained for {days}"),
    ("(?:可以|可)并处{base}{times}的?罚款" + _AT_END, "and a fine of {times} {base} may be imposed"),
    ("并处{base}{times}的?罚款" + _AT_END, "and a fine of {times} {base} shall be imposed"),
    ("处以?{base}{times}的?罚款" + _AT_END, "a fine of {times} {base} shall be imposed"),
    ("并处{base}{share}的?罚款" + _AT_END, "and a fine of {share} of {base} shall be imposed"),
    ("处以?{base}{share}的?罚款" + _AT_END, "a fine of {share} of {base} shall be imposed"),
    ("(?<=拘留，)(?:可以|可)并处{yuan}的?罚款" + _AT_END, "and a fine of {yuan} may be imposed"),
    ("(?<=拘留，)并处{yuan}的?罚款" + _AT_END, "and a fine of {yuan} shall be imposed"),
    (_AT_START + "没收{base}" + _AT_END, "{base} shall be confiscated"),
    (_AT_START + "可以吊销{paper}" + _AT_END, "the {paper} may be revoked"),
    (_AT_START + "并?吊销{paper}" + _AT_END, "the {paper} shall be revoked"),
    (_AT_START + "{days}不(?:得|予)(?:再次|再行?|重新)申请" + _AT_END,
     "and no new application may be made {days}"),
    (_AT_START + "终身不得从事", "and the person shall be banned for life from"),
    ("{unpaid}" + "(?=，(?:按日|每日))", "{unpaid}"),
    (_AT_START + "按日(?:加收|计收|收取|加处){share}的{fee}" + _AT_END, "{fee} of {share} per day shall be charged"),
    ("(?<=[金息])按日(?:加收|计收|收取|加处)?{share}(?:计收|收取|计算|加收|计付|支付)?" + _AT_END,
     "shall be charged at {share} per day"),
    # Meetings
    (_AT_START + "(?:应当|应|须|必须)?有?{part}的?{member}出席，?(?:方可|才能|始得)(?:举行|召开)会议",
     "a meeting may be held only when {part} of the {member} are present"),
    ("(?:应当|应|须|必须)有{part}的?{member}出席，?(?:方可|才能|始得)(?:举行|召开)",
     "may be held only when {part} of the {member} are present"),
    # What is counted by the household, the person, the mu
    ("平均亩产(?:量)?", "average yield per mu"),
    ("(?<=[，；])户均增收{yuan}", "with an average increase of {yuan} in income per household"),
    ("户均增收{yuan}", "increased their income by an average of {yuan} per household"),
    ("户均{income}", "average {income} per household"),
    ("每人每月{aid}标准", "{aid} per person per month"),
    ("每人每年{aid}标准", "{aid} per person per year"),
    ("每人每天{aid}标准", "{aid} per person per day"),
    ("出动{craft}{count}架次", "flew {count} {craft} sorties"),
    ("累计飞行{count}架次", "made a total of {count} flights"),
    # Words of statistics
    ("[（(]折纯(?:量|计算|法)?[）)]", "(effective content)"),
    ("(?:年终|年末)?(?:累计|滚存)结余(?:资金)?(?={first})", "cumulative balance"),
    ("比上年(?:涨跌|升降|增减)(?:幅度|情况)" + _AT_END, "change over the previous year"),
    ("(?:涨跌|升降|增减)(?:变化)?(?:幅度|情况)(?=[（(]|$)", "changes"),
    # Acts of state
    ("联合印发通知", "jointly issued a notice"),
    ("联合发布通知", "jointly issued a notice"),
    ("{first}里长征", "the {first}-li Long March"),
)
_MASKED, _GOES_ON = "\ue000", "\ue001"  # a quantity's first character, and each of its others
_UNSURE = re.compile("力争|预计|计划|将|争取|确保|目标|要")  # what is wanted has not narrowed yet


def _measures(quantity: Quantity, *dimensions: str) -> bool:
    return bool(quantity.values) and all(v.dimension in dimensions for v in quantity.values)


@lru_cache(maxsize=2048)  # a sentence is asked several times, with other candidates
def phrases(source: str, terms: tuple[Part, ...] = ()) -> tuple[Phrase, ...]:
    """The clauses of a sentence that have a fixed English, left to right; none cuts one of its `terms`, and none lacks
    the English of a term that it has inside.
    """
    quantities = {q.start: q for q in find_quantities(source)}
    masked = source
    for q in quantities.values():
        masked = masked[:q.start] + _MASKED + _GOES_ON * (q.end - q.start - 1) + masked[q.end:]
    kept: list[Phrase] = []
    for found in (*_violated(masked, quantities), *_by_table(masked, quantities, terms),
                  *map(Phrase._make, together(source, masked, quantities, terms))):
        if _fits(found, terms) and not any(found.start < k.end and k.start < found.end for k in kept):
            kept.append(found)
    return tuple(sorted(kept))


def _fits(found: Phrase, terms: Sequence[Part]) -> bool:
    low = found.english.lower()
    for start, end, english, _ in terms:
        inside = found.start <= start and end <= found.end
        if not inside and start < found.end and found.start < end:
            return False
        if inside and re.sub("^(?:the|an?) ", "", english.lower()).rstrip("s") not in low:
            return False
    return True


def _by_table(masked: str, quantities: dict[int, Quantity], terms: Sequence[Part]) -> Iterable[Phrase]:
    own = {(start, end): re.sub("^(?:the|an?) ", "", said) for start, end, said, _ in terms}
    for pattern, english in _rules():
        for m in pattern.finditer(masked):
            said = _english(m, english, quantities, own)
            if said and not ("moved" in m.groupdict() and _UNSURE.search(masked)):
                yield Phrase(*m.span(), said)


@cache
def _rules() -> list[tuple[re.Pattern, str]]:
    """The table with its groups as expressions."""
    quantity = f"{_MASKED}{_GOES_ON}*"
    groups = {name: quantity for name in _MEASURES} | {
        name: "|".join(sorted(_word(name), key=len, reverse=True)) for name in _WORDS}
    groups["then"] += f"|{quantity}"
    named = {name: f"(?P<{name}>{expression})" for name, expression in groups.items()}
    return [(re.compile(re.sub(r"\{(\w+)\}", lambda m: named[m[1]], chinese)), english) for chinese, english in _TABLE]


@cache
def _word(group: str) -> dict[str, str]:
    pairs = (pair.split("=") for pair in _WORDS[group].split())
    return {chinese: english.replace("_", " ") for chinese, english in pairs}


def _english(m: re.Match, english: str, quantities: dict[int, Quantity], own: dict[tuple[int, int], str]) -> str:
    """The English of a match, with the `own` of its terms; "" where a quantity is of another kind than is asked for."""
    said = {}
    for name, chinese in m.groupdict().items():
        if chinese[0] != _MASKED:
            said[name] = own.get(m.span(name)) or _word(name)[chinese]
            continue
        quantity = quantities.get(m.start(name))
        if not quantity or not _MEASURES["year" if name == "then" else name](quantity):
            return ""
        said[name] = quantity.rendering
    by = "by " if "grew" in said else ""
    return english.format(**{n: by + s if n == "rate" else s for n, s in said.items()})


_THIS = "|".join(_word("this"))
_Q = f"{_MASKED}{_GOES_ON}*"
_VIOLATED = re.compile(rf"(?:(?<=[；。])|^)违反(?P<this>{_THIS})?(?P<cited>{_Q})?(?:的?规定)?的，(?={_MASKED}?)")
_AUTHORITY = "|".join(_word("authority"))
# What is done to whoever violates the law, where the sentence names nobody else
_DONE = (
    ("依法给予(?:行政)?处分", "shall be given sanctions in accordance with law"),
    ("给予警告", "shall be given a warning"),
    ("责令(?P<soon>限期)?改正", "shall be ordered to make corrections{soon}"),
    (f"由(?P<by>{_AUTHORITY})责令(?P<soon>限期)?改正", "shall be ordered by {by} to make corrections{soon}"),
    (f"由(?P<by>{_AUTHORITY})处(?P<q>{_Q})(?:行政)?拘留", "shall be detained by {by} for {q}"),
    (f"处(?P<q>{_Q})(?:行政)?拘留", "shall be detained for {q}"),
    (f"处(?P<q>{_Q})的?罚款" + _AT_END, "shall be fined {q}"),
    ("依法追究刑事责任", "shall be held criminally liable in accordance with law"),
    ("构成犯罪的，依法追究刑事责任", "shall be held criminally liable in accordance with law where a crime is constituted"),
)


def _violated(masked: str, quantities: dict[int, Quantity]) -> Iterable[Phrase]:
    """违反本法第二十条规定的 with what is done to whoever does so, which the model takes for somebody else."""
    m = _VIOLATED.search(masked)
    cited = quantities.get(m.start("cited")) if m and m["cited"] else None
    if not m or not (m["this"] or cited) or cited and cited.kind != "citation":
        return
    done = next((found for p, _ in _DONE if (found := re.compile(p).match(masked, m.end()))), None)
    if not done:
        return
    english = next(e for p, e in _DONE if re.compile(p).match(masked, m.end()))
    groups = done.groupdict()
    quantity = quantities.get(done.start("q")) if groups.get("q") else None
    told = english.format(soon=" within a time limit" if groups.get("soon") else "",
                          by=_word("authority").get(groups.get("by") or "", ""),
                          q=quantity.rendering if quantity else "")
    law = _word("this").get(m["this"] or "", "")
    of = cited.rendering + (f" of {law}" if law else "") if cited else law
    yield Phrase(m.start(), m.end(), f"whoever violates the provisions of {of}")
    yield Phrase(*done.span(), told)
