"""Whether an English sentence denies, forbids, allows and demands what its Chinese does.

Both languages are read for cues, and the cues are counted. Chinese is read twice: strictly, for what English must say
(不得, 未经, 可以), and widely, for all that may make English say "not" or "may" (不足, 避免, 难以). English is found wrong only
where it has fewer cues than the strict reading or more than the wide one. Where Chinese and English have equally many parts
between full stops and semicolons, they are compared part by part.

The cues are those of Chinese legislation (the technical norms for legislation of the Standing Committee of the National People's
Congress, 2009, on 应当, 必须, 不得, 禁止 and 可以) and of official English translations of it.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bilingual.language.english import fold

# Words with 不, 未, 无, 非 … that deny nothing, or whose English mostly has no "not".
_NO_DENIAL = re.compile("非常|非洲|非遗|非物质|除非|莫非|无非|未来|未成年|不断|不仅|不但|不只|不光|不同|不少|不论|不管|无论|不禁|不愧|不过|"
                        "无人机|无人驾驶|无人|无线|无锡|无障碍|无形|无缝|无私|无畏|不懈|不忘|不一|不动产|不锈钢|不惜|能不能|可不可以|会不会|要不要|[是有敢该应愿]不[是有敢该应愿]|能否|是否|可否|"
                        "不得不|无不|无一不|不可分割|不折不扣|毫不动摇|不可避免|不谋而合|不遗余力|永不|非但|不外|不妨|不失时机|不法|"
                        "不久|不乏|不啻|不约而同|不胜|差不多|了不起|不容易|不日|不良|不利|不当|不足|不平衡|不充分|不等|不变|无偿|无视|不正当|非法|无疑|不力|不规范|不稳|不确定|免费|免税|免疫|拒不|不服")
# What English must deny in its own words, and what it may deny.
_DENIAL = re.compile("不得(?!已|少于|低于|超过|高于|多于|大于|小于|早于|晚于|迟于)|禁止|严禁|不予|不准|不许|不允许|不能|不应(?!该不)|不可(?!或缺|抗|逆|估|磨|多得|替代|持续)|未经|未按|未依|未取得|未设|未履行|未办理|"
                     "未能|没有|无权|不适用|不属于|不执行|不履行|不受|不需要?|无需|无须|不必|不会|不再|不符合|不具备|不是|并非|不准备|不予|"
                     "不包括|不承担|不参加|不公开|不配合|不接受|不影响|不收取|不列入|不构成|不同意|不支持|不改变|不代表|不等于|不意味|没有?(?!收|落)|未(?!必|知|雨绸缪|遂|竟|成年)|拒不|不如实|不纳入|不作|不存在|不到位|不可以|不滑坡|[绝永决从]不|[出看用离少]不|不按|不该|不记|不怕|当不了|不一定|不限于|不改|不参|不报|不愿|不肯|不敢|不含|不计|不收|不设|不分|不代|不与|不属|不听|不给|不让|不搞|不做|不用|不准|不忍|不办")
_MAY_DENY = re.compile("不|未|无|非|没|勿|别|莫|禁|否|拒|避免|以免|免于|豁免|免除|难以|很难|难于|缺乏|缺少|缺失|缺位|零|杜绝|(?<!人)才(?!能|干|华)|"
                       "停止|终止|防止|制止|中止|永远|除外|取消|失去|丧失|舍弃|绝[不无]|空白|脱离")
_NOT = r"\bnot\b|n't\b|\bcannot\b|\bno\b|\bnever\b|\bneither\b|\bnor\b|\bnone\b|\bnobody\b|\bnothing\b|\bwithout\b"
_FORBID = r"\bprohibit\w*|\bforbid\w*|\bforbade\b|(?-i:\bbans?\b)|\bbann(?:ed|ing)\b|\bfail(?:s|ed|ing|ures?)?\b|\brefus\w+"
# Ways of denying besides: they make up for a "not" that is not said.
_ALSO = (r"\bunless\b|\buntil\b|\black\w*|\babsen\w+|\bexempt\w*|\bexcept\w*|\bexclu\w+|\brefrain\w*|\bfree (?:of|from)\b|-free\b|\brather than\b|"
         r"\binstead\b|\bother than\b|\bden(?:y|ies|ied|ying)\b|\breject\w*|\bavoid\w*|\bprevent\w*|\bstop(?:s|ped|ping)?\b|\bceas\w+|"
         r"\bstrangers?\b|\bhardly\b|\bbarely\b|\bscarcely\b|\blittle\b|\bfew\b|\bbarred\b|\bl(?:ose|osing|ost)\b|\bzero\b|\bminimal\w*|"
         r"\bun(?!i|der|fold|veil|load|lock|til|less)[a-z]{4,}|\bnon-?[a-z]{4,}|\bdis(?:qualif|obey|regard|approv|allow|agree|honest|respect|continu|connect|satisf)\w*|"
         r"\bim(?:possib|permiss|prop|moral|perfect)\w+|\bil(?:legal|licit|legitimate)\w*|\birre\w+|\bin(?:valid|complete|accurate|sufficien|eligib|adequa|consisten|"
         r"applicab|appropriat|capab|abilit|compatib|competen|correct|effective|voluntar|visib|separab|divisib|dispensab|evitab)\w*|"
         r"\b(?:need|use|end|care|help|job|home|limit)less\b|\bwithh\w+|\bbeyond\b|\bomi(?:t|ssion)\w*|\bdefault\w*|\bneglect\w*|\bevad\w+|\bwaiv\w+|"
         r"\bdeclin\w+|\bshort of\b|\bcontrary\b|\bfar from\b|\bstill to\b|\byet to\b|\boutside\b|\bonly (?:after|when|if)\b|\bsuspend\w*|\bterminat\w+")
_DENIED = re.compile(_NOT, re.I)
_DENIED_SOMEHOW = re.compile(f"{_NOT}|{_FORBID}|{_ALSO}", re.I)
# "not" that denies nothing of the sentence, or belongs to a bound.
_IDLE = re.compile(r"\b(?:not only|not just|not merely|whether or not|not limited to|no matter|"
                   r"no doubt|if not|no\.? (?=\d)|no time\b|no effort|no (?:exception|delay)|without (?:hindrance|delay|fail|exception|hesitation|doubt)|not to mention|non-?\w+|(?-i:Nos?\.) ?\w+|never-ending|(?:no|not) (?:less|more|fewer|later|earlier|lower|higher|greater|"
                   r"smaller|longer than|older|younger)(?: than)?)", re.I)
_AND = re.compile(r"\b(?:and|or)\b", re.I)
_OR = re.compile(r"\bn?or\b|,")

_PERMISSION = re.compile("(?<!不)(?<!许)可以(?!追溯|说|看|理解|想象|预见)|(?<!不)可(?=由|按|按照|依|依法|依照|在|向|自行|根据|申请|委托|对|将|采取|给予|适当|免|凭|享受|处)|允许(?!的)|准许|有权")
_MAY_PERMIT = re.compile("(?<!许)可(?!持续|靠|信|观|再生|控|用)|(?<![不功智节职产性动技效储潜本才核电热光风官体赋])能(?![力源量耗效级手])|允许|准许|准予|许可(?!证)|有权|也许|或许|或将|"
                         "(?<![议社协委机学全大开集国议联])会(?![议员展上同商见晤谈所计务])|得以|酌|恐|潜在|概率|预计|有望|怀疑|怕")
_MAY = re.compile(r"\b(?:may|might)\b(?! (?:not|only|neither|never|\d)\b)")
_NO_ONE_MAY = re.compile(r"\b(?:no|nor|neither|none|nobody|never|nothing|not)\b[^.;:]*$", re.I)
_PERMITTED = re.compile(r"\b(?:may|might|can|could|allow\w*|permi(?:t|ss)\w*|authoriz\w+|entitle\w*|eligible|able|enabl\w+|optional\w*|free to|option|"
                        r"possibl\w+|rights?|discretion|lets?|cannot|\w{3,}ible|\w{4,}able|opportunit\w+|capab\w+|get to)\b", re.I)
_DEMAND = re.compile("应当|必须|不得(?!已|不)|严禁|禁止")
_DEMANDED = re.compile(r"\b(?:shall|must|should|need\w*|require\w*|requirement|oblig\w+|ought|ha(?:ve|s|d) to|(?:is|are|be|was|were) (?:\w+ )?to|necessary|necessit\w+|"
                       r"mandatory|essential|imperative|vital|strictly|prohibit\w*|forbid\w*|ban\w*|no|not|never|will|cannot|don't|do not|let us|"
                       r"duty|duties|compuls\w+|bound|allow\w*|may|made to|without|only|demand\w*|urg\w+|ensur\w+|call\w*|insist\w*|stress\w*|would|to)\b", re.I)
_ENDS = re.compile(r"[；;。！？!?](?=.)")
_ENGLISH_ENDS = re.compile(r"[;!?](?=\s)|(?<![A-Z]|\d)(?<!\b(?:No|St|vs|Mr|Ms|Dr|Co|Jr))(?<!\b(?:Ltd|Inc|etc))\.[\"')\]]*(?=\s+[A-Z\"'(])")


class Turn(NamedTuple):
    """A difference in polarity or modality: its `kind`, one of the keys of `KINDS`, and the cue that shows it."""
    kind: str
    said: str


KINDS = ("denial lost", "denial added", "permission lost", "permission added", "demand lost")


def turned(chinese: str, english: str) -> list[Turn]:
    """Where an English sentence denies, allows or demands otherwise than its Chinese."""
    found: dict[Turn, None] = {}
    for zh, en in _parts(chinese, fold(english)):
        found.update(dict.fromkeys(_of_part(zh, en)))
    return list(found)


def _parts(chinese: str, english: str) -> list[tuple[str, str]]:
    left, right = _ENDS.split(chinese), _ENGLISH_ENDS.split(english)
    return list(zip(left, right)) if len(left) == len(right) else [(chinese, english)]


def _of_part(zh: str, en: str) -> Iterator[Turn]:
    plain, text = _NO_DENIAL.sub("", zh), _IDLE.sub(" ", en)
    strict = list({plain[m.start():m.end() + 2]: m.group() for m in _DENIAL.finditer(plain)}.values())
    said = [m.group() for m in _DENIED.finditer(text)]
    somehow = sum(1 for _ in _DENIED_SOMEHOW.finditer(en))
    if strict and (not somehow or somehow + _listed(text) < len(strict)):
        yield Turn("denial lost", strict[-1])
    if len(said) > sum(1 for _ in _MAY_DENY.finditer(plain)):
        yield Turn("denial added", said[-1])
    permitted = [m.group() for m in _MAY.finditer(en) if not _NO_ONE_MAY.search(en, 0, m.start())]
    if len(permitted) > sum(1 for _ in _MAY_PERMIT.finditer(zh)):
        yield Turn("permission added", permitted[-1])
    permission = [m.group() for m in _PERMISSION.finditer(zh)]
    allowed = len(_PERMITTED.findall(en))
    if permission and (not allowed or len(permission) > allowed + len(_AND.findall(en))):
        yield Turn("permission lost", permission[0])
    demand = _DEMAND.search(zh)
    if demand and not _DEMANDED.search(en):
        yield Turn("demand lost", demand.group())


def _listed(text: str) -> int:
    """How many more things one "not" may deny: "shall not endanger the State, harm others, or disturb the peace"."""
    first = _DENIED.search(text)
    return len(_OR.findall(text, first.end())) if first else 0
