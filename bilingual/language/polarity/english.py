"""Cues of denial, permission and demand in English, as lists of regular expressions between spaces; "_" is a space."""
from __future__ import annotations

import re


def any_word(*lists: str) -> re.Pattern:
    """A pattern for any word of some lists, in any case."""
    alternatives = "|".join(" ".join(lists).split()).replace("_", " ")
    return re.compile(rf"\b(?:{alternatives})\b", re.I)


_NOT = r"not \w+n't cannot no never neither nor none nobody nothing nowhere without"
# Other ways of denying: they make up for a "not" that is not said.
_SOMEHOW = r"""
    prohibit\w* forbid\w* forbade (?-i:bans?) bann(?:ed|ing) fail(?:s|ed|ing|ures?)? refus\w+ unless
    (?:still|much)_less until lack\w* absen\w+ exempt\w* except\w* exclu\w+ refrain\w* free_(?:of|from) -free
    whether rather_than rather(?=[^.;]*_than) better_to better(?=[^.;]*_than) instead
    other_than den(?:y|ies|ied|ying) reject\w* avoid\w* prevent\w* stop(?:s|ped|ping)? ceas\w+
    strangers? hardly barely scarcely little few barred l(?:ose|osing|ost) zero minimal\w* withh\w+ beyond
    omi(?:t|ssion)\w* default\w* neglect\w* evad\w+ waiv\w+ declin\w+ short_of contrary far_from still_to yet_to
    remember\w* abolish\w* outside only suspend\w* terminat\w+ barr(?:ed|ing) bars cut_off in_arrears outstanding
    pending overdue missing as_normal as_usual
    (?:left|leav\w+)_(?:out|over|aside) (?:step|st[oe]od|bow)\w*_down resign\w* in_place_of replac\w+ g[ai]ve\w*_up
    dispens\w+_with spar(?:e|ed|es|ing) do(?:ne|es|ing)?_(?:away_with|without) the_less
    rul(?:e|ed|es|ing)_out shun\w* forgo\w*
    ke(?:ep|pt|eping)_(?:from|out|away) (?:stay|steer)\w*_(?:away|clear|out) abstain\w* off[-_]limits
    turn\w*_(?:down|away)
    miss(?:ed|es)? overlook\w* ignor\w* opt\w*_out save_for even_less at_odds as_yet untouched inaction idl\w+ vacant
    too_\w+_to barred_from
    regardless irrespective afraid reluctan\w+ hesita\w+ fear\w* despite def(?:y|ied|ies|ying|ian\w+)
    sub-?standard clos(?:ed|ing|ure)
    un(?!i|der|fold|veil|load|lock|til|less|leash|swerv|precedented|remitting|earth|waver|imped|employ|to\b)[a-z]{3,}
    out_of_(?:contact|reach|touch|stock|service|order|bounds|work|office|control|use)
    non-?[a-z]{4,} dis(?:qualif|obey|regard|approv|allow|agree|honest|respect|continu|connect|satisf)\w*
    im(?:passab|possib|permiss|prop|moral|perfect)\w+ il(?:legal|licit|legitimate)\w* irre\w+
    in(?:valid|complete|accurate|sufficien|eligib|adequa|consisten|applicab|appropriat|capab|abilit|compatib|competen)\w*
    in(?:correct|effective|voluntar|visib|separab|divisib|dispensab|evitab)\w*
    within dismiss\w* the_(?:rest|others) keep(?:s|ing)? kept retain\w* forfeit\w*
    remain(?:s|ed|ing|der) (?:releas|reliev)ed_(?:from|of) (?:need|use|end|care|help|job|home|limit)less
"""
# "not" that denies nothing of the sentence, or belongs to a bound or to a name
_IDLE = r"""
    (?:no|not|nor)_(?:be_)?(?:less|more|fewer|later|earlier|lower|higher|greater|smaller|longer|older|younger)_than
    no\._?(?=[A-Z\d]) no_(?=\d) (?-i:Nos?\.)_?\w+ (?-i:Nos?)(?=\.) (?<!at_)no_(?:time|effort|exception|delay)
    without_(?:hindrance|interruption|delay|fail|exception|hesitation|doubt) never-ending no-load
    (?:no|not)_\w+er_than
"""
BOUND = any_word(_IDLE, r"(?:not|never)_(?:to_)?exceed\w*")
DENIED = any_word(_NOT)
DENIED_SOMEHOW = any_word(_NOT, _SOMEHOW)
IDLE = any_word(_IDLE)
# "not" that may be added
FREE = any_word(_IDLE, r"""
    non-?(?!e\b)\w+ not_only not_just not_merely whether_or_not not_limited_to
    without_(?:(?:a|any)_)?(?:hitch|problem|incident|break|pause|stop|letup|payment|charge)
    not_(?:above|below|over|under|beyond|past) no_matter no_sooner no_doubt if_not not_to_mention
    (?:not|never)_(?:to_)?exceed\w* no_(?:bigger|greater|better|higher|stronger|larger|closer|finer|further)
    nothing_(?:but|short_of|more_than) or_not no_\w+_(?:more|greater|better) (?<=and_)(?:no|not_a_single)
    without_(?:compromis|sacrific|prejudic|detract)\w+ no_(?:choice|option|alternative)_but cannot_(?:but|help)
""")
# Words of denial and their own Chinese: where that stands, they make up for nothing.
OWN = tuple((re.compile(rf"(?:{english})\w*", re.I), re.compile(chinese)) for english, chinese in (
    ("stop|ceas|suspend|terminat", "停|止|暂|终|缓|休|解除"), ("prevent|avoid", "防|避|免"),
    ("lost|lose|losing", "失|丧|亏"),
    ("reject|refus|den[yi]", "拒绝|拒收|否定|驳回"), ("without (?:auth|perm|appr)|unauth", "擅自|私自"),
    ("lack|absen|insufficien|inadequa|incomplet", "缺|不足(?!以|[百千万0-9一二三四五六七八九十])|匮|少|不完"),
    ("except|exclu|exempt|other than|outside|beyond", "(?<!扣)除|免|[以之]外|超[过出越]"),
    ("illegal|illicit|improper|irregular", "违|非法|擅自|不正|不法|不当|不规"), ("evad", "逃|避|推诿"),
    ("clos", "闭|关|结|收"), ("ke[ep]|retain", "保|维|坚持|留|存|守|养"), ("forfeit", "没收"),
    ("dismiss", "驳回|解雇|辞退|开除|免职|撤职"), ("rest|others", "其余|其他|其它|等"),
    ("declin", "下降|降|衰|减|回落|跌"), ("few|little|minimal|bare", "少|低|微|小"),
    ("waiv|g[ai]v", "放弃|免"),
    (r"rul\w+ out", "排除|禁|不[得准许能可]|杜绝|否"), ("invalid|void|ineffect", "失效|无效|作废"),
    ("zero|free", "零|免|自由"),
    ("until|unless|only", "直到|直至|才|除非|除外|另有|只"), ("whether", "是否|能否|可否|会否|与否|不论|不管|无论"),
    ("within", "内"), ("non", "非"), ("remain", "剩|余|保|仍|留|续|持"), ("releas", "释|放|发"),
    (r"un(?!\w+ed\b)|in|dis", "不[利良当平充]|不足(?!以|[百千万0-9一二三四五六七八九十])"
     "|不[等稳正规确均服]|不合|无偿|空前|难忘|突发|擅自|违[法规反]|非法")))

# Words that use up a "not" of the Chinese: what 未, 不, 禁, 防止 stand for cannot be said with "not" again.
INSTEAD = any_word(r"""
    prohibit\w* forbid\w* forbade bann(?:ed|ing) (?-i:bans?) fail(?:s|ed|ing)? refus\w+ prevent\w* avoid\w*
    f[ae]ll(?:s|ing)?_short exempt\w* suspend\w* reject\w* lack(?:s|ed|ing)? ceas\w+ cessation unable unauthorized
""")

# 未经同意，不得…: "must obtain consent before …"
FIRST = re.compile(r"\b(?:must|shall|needs?|requires?|required|ha(?:s|ve) to)\b[^.;]*\b(?:before|first)\b", re.I)
FAILED_TO = re.compile(r"\bfail(?:s|ed|ing)? to (?!the\b)[a-z]+|\bfailure to [a-z]+", re.I)
NOT_FORBIDDEN = re.compile(r"\b(?:not|never|no longer)(?:\s\w+)?\s(?:prohibit|forbid|bann)\w*", re.I)
MAY = re.compile(r"\b(?:may|might)\b(?! (?:be )?(?:not|only|neither|never|no longer|\d)\b)")
UP_TO = re.compile(r"\b(?:up to|at most|no more than|not more than|a maximum of)\b[^.;]*$", re.I)
CAPPED = re.compile(r"[^.;]*?\b(?:only|at most|at the most|at a maximum|no (?:more|later|longer) than|up to|not|"
                    r"without|unless|provided)\b", re.I)
NOBODY_MAY = re.compile(r"(?:^|[;:.]\s?)(?:no|none|nobody|neither)\b[^.;:]*$|\b(?:no|nor|neither|none|nobody|nothing)\b"
                        r"[^.;:,]*$|\b(?:not|never)\b(?:\s\w+){0,3}\s$"
                        r"|\bnot\s(?:the\sslightest|an?|one|any)\b[^.;:,]*$"
                        r"|\b(?:that|which|who)\s$|\b(?:so\sthat|however)\s(?:\w+\s){1,6}$"
                        r"|\b(?:still|much|even|far)\sless\s$|\blet\salone\s$", re.I)
PERMITTED = any_word(r"""
    may might can could cannot allow\w* permi(?:t|ss)\w* authoriz\w+ entitle\w* eligible able enabl\w+ optional\w*
    free_to enjoy\w* approv\w* power
    qualif(?:y|ies) (?:travel|rid)\w*_free
    concession\w* free_of_charge in_which_to for_(?:the_)?use
    so_(?:request|wish|choos|desir|elect)\w*
    option possibl\w+ rights? discretion lets? \w{3,}ible \w{4,}able opportunit\w+ capab\w+ get_to
""")
DEMANDED = any_word(r"""
    shall must should need\w* require\w* oblig\w+ ought to necessary necessit\w+ mandatory essential imperative
    vital strictly prohibit\w* forbid\w* bans? bann\w+ no not never will would cannot \w+n't let_us duty duties
    compuls\w+ bound off[-_]limits barr?\w* owes? owed obliged out_of_bounds (?:is|are)_to rul(?:e|ed|es|ing)_out
    allow\w* may without only
    demand\w* urg\w+ ensur\w+ call\w* insist\w* stress\w*
""")
JOINTS = re.compile(r"\b(?:and|or)\b", re.I)
LISTED = re.compile(r",(?=[^,.;]{2,40}(?:,[^,.;]{2,40})*,?\sn?or\b)")
FAILED = re.compile(r"\bfail(?:s|ed|ing|ures?)?\sto\b", re.I)
ALTERNATIVES = re.compile(r"\bn?or\b")
# "may park free of charge, and no fees shall be charged": what is forbidden is told beside what is allowed
FORBIDDEN_TOO = re.compile(r"(?:[,;]|\band|\bbut)\s(?:and\s|but\s)?nor?\b|\b(?:shall|must|can|will)\s?not\b", re.I)
# What tells that something may be done, and what may turn that round
ALLOWED = any_word("may(?!_(?:be_)?(?:not|only|never|neither|no_longer)\\b)"
                   "(?!_be_(?:punish|fin|held|order|impos|subject|prosecut|liable)) permitted permissible allowed "
                   "free_to entitled")
NOT_ALLOWED = any_word(r"(?:not|n't)_(?:\w+_)?(?:permitted|permissible|allowed|free|entitled) unless until refus\w+ "
                       r"den(?:y|ies|ied) prohibit\w* forbid\w* forbade "
                       r"bann?(?:ed|ing|s)? barr?(?:ed|ing|s)? refrain\w* "
                       r"illegal\w* unlawful\w* off[-_]limits impermissib\w+ rul(?:ed?|es|ing)_out immun\w+ exempt\w* "
                       r"avoid\w* abstain\w* under_no little few hardly stop\w* prevent\w* whatever(?=_the)")
ON_TERMS = re.compile(r"\b(?:only|except|provided|once|subject\sto)\b", re.I)
FORBID = re.compile(r"\b(?:prohibit|forbid|forbade|banned|barred)\w*", re.I)
LAYS_DOWN = re.compile(r"\b(?:shall|must)\b(?! not (?:be )?(?:exceed|less))", re.I)
# What may tell that something need not be done, or must not be
NEEDLESS = any_word(_NOT, r"""
    needless\w* exempt\w* free unnecessary waive\w* unless only optional dispens\w+ sav(?:e|es|ed|ing) spar\w+ skip\w*
    bypass\w* instead rather hardly rarely seldom prohibit\w* forbid\w* bans? bann\w+ refus\w+ reject\w*
    den(?:y|ies|ied) fail\w* unable lack\w* prevent\w* avoid\w*
""")
OR = re.compile(r"\b(?:n?or|neither|and|both)\b(?=[^.;,]*$|[^.;,]*[,.;])", re.I)
NO_RIGHT = any_word("(?:no|without_the|lacks?_the|without_any)_(?:legal_)?(?:right|power|authority)",
                    "(?:not|n't)_(?:be_)?(?:entitled|authorized) (?:not|n't)_have_the_(?:right|power|authority)")
NO_DUTY = any_word("(?:need|does|do|is|are|will|would)_not_(?:have_to|need|required|obliged|necessary|be_required) "
                   "(?:is|are|be)_(?:encouraged|advised|recommended|invited)_(?:not_)?to need_not needn't "
                   "not_(?:required|obliged|necessary)_to "
                   "no_need_to no_obligation not_have_to "
                   "at_(?:its|their|his|her)_(?:own_)?discretion optional (?:has|have|having)_(?:the_)?discretion")
# What may tell that something is lacking
LACKING = any_word(_NOT, _SOMEHOW, r"""
    zero \w{2,}less\w* un(?!der|til|ited|ion|it\b|ique)\w{3,} in(?!cl|cr|di|du|fo|fr|it|no|sp|st|te|ve|vo|to|s\b)\w{3,}
    dis(?!trict|cuss|play|trib)\w+ im(?!p|m)\w+ any ever clean void nil rid sever\w* hitherto least empty
    desert\w+ secret il\w+ ir\w+ a-?symptom\w* landlocked
""")
ADVISED = any_word(r"""
    should ought advis\w+ recommend\w* prefer\w* appropriate\w* suitab\w+ suited desirable better best encourag\w+
    ideally suggest\w* proper\w* fit good where_(?:possible|practicable|feasible) counsel\w* sensibl[ey]
    wise\w* favou?r\w*
""")
DEMANDS = any_word("shall must mandatory required obliged obligatory compulsory (?:has|have)_to requirement")
