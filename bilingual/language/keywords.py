"""Words on which the meaning of a sentence hangs, and what English says for them: 没收 is told by "confiscate".

A small model drops the verb of a sanction, an appointment or an office and writes good English of what is left. The
table has words whose English can be said in a few ways only: of 61,000 sentences by people that have one of them, one
in a hundred says it in another way.
"""
from __future__ import annotations

import re
from functools import cache

# Chinese (a regular expression), and the beginnings of English words of which one must be there; "_" is a space.
_TABLE = r"""
(?<!从)没收(?!过)             confiscat forfeit seiz expropriat
罚款                      fine fined fines penalt
(?<![避以])免去|免职(?!务)     remov dismiss reliev discharg releas ceas
(?<!法)任命(?!权)           appoint nam nominat assum
吊销                      revo cancel rescind withdr annul
撤销(?!权)                 revo cancel rescind withdr repeal annul dissol abolish quash overturn remov dismiss clos
废止                      repeal abolish annul ceas revo invalid abrogat rescind no_longer void cancel
另有规定                    otherwise except unless different special
除外[。；）]                 except unless exclu other_than apart_from save
拘留                      deten detain custod arrest
逮捕                      arrest
死刑                      death capital execut
有期徒刑                    imprison prison
赔偿                      compensat indemn reparation damage redress pay pai restitut
辞去|辞职                   resign step step_down
(?<!应)当选                  elect
逝世                      pass death die dea
推迟|延期                   behind postpon delay defer exten put_off late push
扭亏|转亏|亏损               loss deficit lose los unprofit red negative
收窄                      slow narrow small shr eas less reduc declin lower contract
赦免|特赦                   pardon amnest
驳回                      refus reject dismiss den overrul
起诉                      prosecut indict sue su charg lawsuit bring brought fil procee action litigat
宣誓                      oath swear sworn pledg
休会                      recess adjourn
闭幕                      clos conclu end
副(?:[省市县区州部局厅司处院校会组行]长|主任|书记|主席|总理|秘书长|董事长|总经理|司令) vice deput assist under
(?<!副)市长(?![宁春沙治乐安丰汀阳兴])  mayor
(?<!副)省长(?![宁春沙治乐安丰汀阳兴])  governor
(?<![副大])县长              head chief magistrate mayor governor
书记(?!处|员)               secretar
(?<![副内外干])部长(?![江三期])   minister head director
(?<!副)检察长               procurator prosecutor
(?<=以上)代表              deput delegat represent
试用期                     probation trial
年末                      end close
年初(?![步见具心])            begin start early outset first
"""


@cache
def _rows() -> list[tuple[re.Pattern, re.Pattern]]:
    rows = []
    for line in _TABLE.strip().splitlines():
        chinese, *english = line.split()
        said = "|".join(re.escape(e).replace("_", r"\s") for e in english)
        rows.append((re.compile(chinese), re.compile(rf"\b(?:un|re|non-?|dis)?(?:{said})", re.I)))
    return rows


def unsaid(source: str, target: str) -> list[str]:
    """The words of a Chinese sentence that nothing in its English says."""
    return [m.group() for chinese, english in _rows() if (m := chinese.search(source)) and not english.search(target)]
