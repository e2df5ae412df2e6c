"""Cues of denial, permission and demand in Chinese, as lists of regular expressions between spaces.

The modal words are those of the norms for drafting legislation of the Legislative Affairs Commission (2009): 应当,
必须, 不得, 禁止, 可以. The rest are words of official texts.
"""
from __future__ import annotations

import re


def any_of(alternatives: str) -> re.Pattern:
    """A pattern for any of the expressions of a list between spaces, the earlier before the later."""
    return re.compile("|".join(alternatives.split()))


# Words with 不, 未, 无, 非 … that deny nothing, or whose English mostly has no "not"
NO_DENIAL = any_of("""
    非常 非洲 非遗 非物质 非法 非但 除非 莫非 无非 未来 未成年
    (?<![舍割])不断(?![供档电水粮炊货]) 不仅 不但 不只 不光 不同
    (?<!一分)不少
    不论 不管(?!用) 无论
    不禁 不愧 (?<![翻跨越迈绕躲逃抵敌拗])不过 无人机 无人驾驶 无人(?=[机机驾超店售货配港区艇船系岛深值]) 无线
    无锡 无障碍 不可移动
    无形 无缝(?=衔|对接|连|覆|钢|监|融|换|链) 无私 无畏 无偿 无视 无疑 未满(?!足) 不懈
    不忘 不一(?!定)
    不动产 不锈钢 不惜 不法 不久 不乏 不啻 不胜 不外 不妨 不日(?!新)
    (?<!水土)不服 能不能 可不可以 会不会 要不要
    [是有敢该应愿]不[是有敢该应愿] 能否 是否(?!定) 可否 有没有
    (?P<twice>[强富好肯行对美真实准亮优难多])不(?P=twice)
    不得不 无不 无一不 不可分割 不折不扣 毫不动摇 不可避免 不谋而合
    不遗余力 永不 不失时机 不约而同 差不多 了不起 不容易 不良 不利 不当 不足(?!以) 不平衡 不充分 不等 不变 不正当 不力
    不规范 不稳 不确定 不低于 不少于 不高于 不超过 不多于 不大于 不小于 不低 不满 来之不易 坚定不移 始终不渝
    百折不挠 锲而不舍 孜孜不倦 生生不息 源源不断 密不可分 供不应求 层出不穷 与众不同 当之无愧 史无前例 前所未有
    绵绵不绝 取之不尽 未改(?!革) 未变(?!更) 未减 马虎不得 含糊不得 急不得 等不得 怠慢不得 放松不得 大意不得 耽误不得
    未病 义不容辞 责无旁贷 刻不容缓 迫不及待 没想到 不断(?=[、，。；]) 免费 免税 免疫 兵马未动 未[萌乱] 水土不服
""")
# What English must deny in its own words; a bound with a number behind it (不得超过三年) is a matter of quantities
DENIAL = any_of("""
    不得(?!已|(?:少于|低于|超过|高于|多于|大于|小于|早于|晚于|迟于|少|超)[^，。；]{0,20}?[0-9〇一二三四五六七八九十百千万两])
    禁止 严禁 不予 不准 不许 不允许 不能 不应(?!该不) 不可(?!或缺|抗|逆|估|磨|多得|替代|持续)
    未(?!干[，。]|经[^。；]{0,30}不[得准能予]|[^，。；]{0,12}前，?不[得准能予]|超过|达[到成]?|满|逾|必|知|雨绸缪|遂|竟|成年)
    (?<![罚收抄出沉吞埋淹])没有?(?!收|落|[^，。；]{1,8}[大多高快好强](?:[，。；]|$))
    无权 无需 无须 无法(?!无天) 并非 拒不 逾期不 [绝永决从]不
    (?<!距)[出看用离少]不 当不了 不适用 不属 不执行 不履行 不受 不需要? 不必 不会 不再 不符合 不具备 不是 不准备 不包括
    不承担 不参 不公开 不配合 不接受 不影响 不收 不列入 不构成 不同意 不支持 不改 不代 不等于 不意味 不如实 不纳入
    不停止 不中止 不中断(?!供) 不妨碍 不免除 不视为 不认可 不产生 不溯及 不追究 不起诉(?!决定) 不立案 不批准
    不达标 不在其[列中内]
    不作 不存在 不到位 不滑坡 不按 不该 不记 不怕 不一定 不限于 不报 不愿 不肯 不敢 不含 不计 不设 不分 不与 不听
    不将 不把 不以(?!为) 不给 不让 不搞 不做 不用 不忍 不办 不针对 不首先 不曾
    不上涨 不涨价 不下降 不反弹 不返贫 不脱销 不断[供档电水粮炊货] 不缺位 不越位 不松劲 不停步 不走样
    不足以 不尽(?!相同|然|一致|人意|其) (?<!宁早)(?<!宁缺)勿 [出做办去来]不了
""")
# What is forbidden or ruled out altogether may be denied twice: "in money, never in goods, which is strictly forbidden"
OUTRIGHT = any_of("严禁 禁止 不得(?!已) [绝决]不 一律不 杜绝 不准 不许")
# Where English may say "not", "no" or "without"
MAY_DENY = any_of(r"""
    掉链子 不 未 无 没 勿 莫 禁 否 拒 (?<![分特级个区类性鉴识差辨告])别
    非(?![常洲遗但同凡典农粮]|物质|公有制|公经济) 避免 以免
    免于 豁免 免除 难以 很难 难于 擅自 私自 缺乏 缺少 缺失 缺位
    缺一 杜绝 谢绝 防止 停(?![车靠留]) 除外 落空 空谈 突如其来 告别 畅通 难忘 难 切忌 牢记 铭记 谨记 始终 取消 废除
    清零 (?<![避难以幸])免(?![不得])
    辞去 卸任 撤销 任何 哪怕 为零 绝收 绝产 绝迹 断[供水电粮炊货档] (?<![\d.])0(?=[票例起人项个家次件宗]) 零[票例起人项]
    失[能独学业联语信效败灵] 丧失 残疾
    (?<!人)才(?!能|干|华) 等到 [从归]零 只是 (?<=永远)在路上 离(?=不开)
    零(?:容忍|差错|事故|伤亡)
""")
# Of the words above that deny nothing those that English may tell by "not" (not equal to, not yet, not enough)
MAY_BE_NOT = any_of("不等 不同 不足 不满 不到 未满 未达 不力 不当 不良 不利 不平衡 不充分 不稳 不确定 不规范 不变 "
                    "不一 不容易 "
                    "不懈 永不 无偿 不忘 不乏 不惜 不外 不服 不低 不正当 不法 未成年 前所未有 史无前例 "
                    "坚定不移 始终不渝 "
                    "未改 未变 未减 马虎不得 含糊不得 急不得 等不得 怠慢不得 放松不得 大意不得 "
                    "耽误不得 没想到 不断(?=[、，。；]) 供不应求 毫不 免费 免税")
# What nobody may do without leave: "may … without" turns it round
UNAUTHORIZED = re.compile("(?:未经|非经)[^。；]*不[得准能]")
# What English must say with "may" or the like
PERMISSION = any_of("""
    (?<!不)(?<!许)(?<!没有)可以(?!不|追溯|说|看|理解|想象|预见)
    (?<![不许宁])可(?=由|按|依|在|向|自行|根据|申请|委托|对|将|采取|给予|适当|免|凭|享受|处)
    (?<!不)允许(?!的) (?<!不)准许 (?<![所占拥])有权(?!威|利|力)
""")
# Where English may say how far something may go at most: "may last six months at most", "may … only with consent"
LIMIT = any_of("不得 不[准许超多高能可] 未经 非经 限 禁 [仅只才] 以[内下] 最[多高] 至多")
# Where English may say "may"
MAY_PERMIT = any_of("""
    (?<![许不])可(?!持续|靠|信|观|再生|控|用|燃|见|贵|行(?!使|驶)|谓|比|支配)
    (?<![不功智节职产性动技效储潜本才核电热光风官体赋用耗算])能(?![力源量耗效级手])
    最[长多高] 略有 有出入 有差异
    自愿 不妨 任选
    凭(?!借|空) 虽 看似 即[便使] 哪怕 除外 经批准 (?<!不)允许 (?<!不)准许 准予 许可(?!证) 有权 也许 或许 或将
    (?<![议社协委机学全大开集国议联员工商年晚党理董监股事峰团例盛妇部赛奥残运])会(?![议员展上同商见晤谈所计务])
    (?<!不)得以 酌 恐 潜在 概率 预计 有望 怀疑 怕
""")
DEMAND = any_of("应当 必须 不得(?!已|不|法|人心|要领) 严禁 禁止")
# What nobody may do, as far as no number bounds it
FORBIDDEN = re.compile(r"(?:不得(?!已|不|[少低超高多大小早晚迟][于过]?)|禁止|严禁|不准|不许|"
                       r"不受(?!.{0,8}(?:限制|影响|约束)))(?![^，。；]{0,12}\d)")
RIGHT = re.compile("(?<![所占拥])有权(?!威|利|力)")
NO_RIGHT = any_of("无权 不得 不能 没有 未 不享有 除外 丧失 失去 放弃 不再")
SHOULD_NOT = re.compile("不应(?!当?承担)当?")
DUTY = any_of("应当 必须 务必 须(?!要)")
NO_DUTY = any_of("无需 无须 不必 不需 不用 毋须 可以不 可不 免 不再 除 自愿 鼓励 建议 宜 请")
