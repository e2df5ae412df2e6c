"""Each check finds what it is for, and keeps quiet otherwise."""
import pytest
from conftest import document_of, glossary_of

from bilingual import checks
from bilingual.glossary import Entry
from bilingual.glossary.matcher import Matcher, match
from bilingual.model.document import Severity, State, TermStatus
from bilingual.translation import stage as translator
from bilingual.translation.judge import verify

GLOSSARY = glossary_of(Entry("改革", "reform", forbidden=("revolution",)))


def checked(*pairs, scores=None):
    document = match(document_of(*(zh for zh, _ in pairs)), Matcher(GLOSSARY))
    for i, (segment, (_, en)) in enumerate(zip(document.segments, pairs)):
        segment.target, segment.score = en, scores[i] if scores else None
        for term, status in zip(segment.terms, verify(segment.source, segment.terms, en).statuses):
            term.status = status
    return [[i.check for i in s.issues] for s in checks.run(document).segments]


@pytest.mark.parametrize(("zh", "en", "found"), [
    ("全面深化改革。", "We deepen reform.", []),
    ("全面深化改革。", "We go deeper here.", ["term-missing"]),
    ("比分3:2，20:05开赛。", "3:2, 20:05.", ["words-lost"]), ("共12人。", "12 people.", []),
    ("全面深化改革。", "We deepen reform, a revolution.", ["forbidden-rendering"]),
    ("增长5.2%。", "It grew by 52%.", ["number-mismatch", "number-invented"]),
    ("投资3.5万亿元。", "Investment was 3.5 trillion yuan.", []),
    ("投资3.5万亿元。", "Investment was 3.5 billion yuan.", ["number-mismatch", "number-invented"]),
    ("会议很重要。", "The meeting 重要 matters.", ["chinese-left"]),
    ("会议很重要。", "The <t> meeting is important.", ["mark-left"]),
    ("会议很重要。", "It is so it is so it is so.", ["repetition"]),
    ("会议强调必须坚持开放合作的原则不动摇并且长期坚持下去。", "Yes.",
     ["demand-lost", "length"]),
    ("提出“开放”。", 'It put forward "opening.', ["unbalanced"]),
    ("会议很重要。", "...", ["untranslated"]),
    ("会议很重要。", "The the meeting is important.", ["word-doubled"]),
    ("会议很重要。", "It is a the meeting.", ["word-doubled"]),
    ("会议很重要。", "The meeting had had weight.", []),
    ("会议很重要，要开好。", "The meeting is important; We must hold it well.", ["capital-inside"]),
    ("会议很重要，新疆要开好。", "The meeting is important; Xinjiang must hold it well.", []),
    ("会议很重要，要开好。", "The meeting is important; Xinjiang must hold it well.", ["name-invented"]),
    ("他到青石镇调研。", "He went to Qingshan Town on an inspection.", ["name-invented"]),
    ("他到青石镇调研。", "He went to Qingshi Town on an inspection.", []),
    ("鲁皖两省签署协议。", "Shandong and Anhui signed an agreement.", []),
    ("增长5.2%。", "It fell by 5.2%.", ["sign-changed"]),
    ("不低于5.2%。", "It is no more than 5.2%.", ["bound-reversed"]),
    ("三家企业获奖。", "Companies won awards.", ["count-missing"]),
    ("会议2月26日召开。", "The meeting was held on February 26 26.", ["word-doubled"]),
    ("要增强信心和底气。", "We must strengthen confidence and confidence.", ["word-doubled"]),
    ("会议总结2023年工作。", "The meeting reviewed the work of 2023 in 2023.", ["word-doubled"]),
    ("没收违法所得，并处罚款。", "Unlawful gains and fines.", ["keyword-lost", "fine-unsaid"]),
    ("副省长张伟出席会议。", "Zhang Wei attended the meeting.", ["keyword-lost"]),
    ("时间：14:00—18:00。", "Time: 14:00-18:00.", []),
    ("时间：20:05。", "Time: 20:05.", []),
    ("时间：14:00—18:00。", "Time: 14:00-18:000.", ["number-mismatch", "number-invented", "number-invented"]),
    ("10月8日至10月14日举行。", "It was held from October 8 to 14.", []),
    ("增速比上年回落0.3个百分点。", "The growth rate was 0.3 percentage points lower than last year.", []),
    ("逾期三个月以上仍不整改的企业。", "Enterprises that do not rectify the fault more than three months late.", []),
    ("越南国家主席抵京。", "The Chinese president of Vietnam arrived in Beijing.", ["name-invented"]),
    ("副省长张伟出席会议。", "Vice Province Zhang Wei attended the meeting.", ["keyword-lost"]),
    ("逾期的，不予受理。", "Those of the previous period shall not be accepted.", ["keyword-lost"]),
    ("除法律另有规定外，适用本法。", "In addition to other laws, this Law applies.", ["keyword-lost"]),
    ("本项目由商务部审批。", "This project shall be explored by the Ministry of Commerce.", ["keyword-lost"]),
    ("本项目由商务部审批。", "The Ministry of Commerce shall approve this project.", []),
    ("会议很重要。", "The meeting is imporant.", ["not-a-word"]),
    ("会议讨论户口问题。", "The meeting discussed hukou.", []),
    ("没收违法所得，并处罚款。", "Unlawful gains shall be confiscated and a fine imposed.", []),
    ("上海市长宁区开展试点。", "Changning District, Shanghai, carried out trials.", []),
    ("要越来越好。", "It must be better and better, more and more.", []),
    ("会议很重要。", "The meeting () is important.", ["bracket-empty"]),
    ("任何人不得进入。", "Anyone shall enter.", ["negation-lost"]),
    ("任何人不得进入。", "No one shall enter.", []),
    ("我们要努力。", "We must not work hard.", ["negation-added"]),
    ("可以申请复议。", "They shall apply for reconsideration.", ["permission-changed"]),
    ("五年内完成。", "It will be completed five years.", ["bound-changed"]),
    ("五年内完成。", "It will be completed in five years.", []),
    ("收入同比增长5.2%，环比下降1.3%。", "Revenue rose 5.2% month on month and fell 1.3% year on year.",
     ["basis-changed"]),
    ("收入同比增长5.2%，环比下降1.3%。", "Year on year, revenue rose 5.2%; month on month, it fell 1.3%.",
     []),
    ("收入同比增长5.2%，比上月下降1.3%。",
     "Revenue rose 5.2% from a year earlier and fell 1.3% from the previous month.", []),
    ("5月份，价格同比上涨0.3%。", "In May, prices rose 0.3% month on month.", ["basis-changed", "keyword-lost"]),
    ("人均收入3万元。", "Household income was 30,000 yuan.", ["basis-changed", "keyword-lost"]),
    ("人均资产3万元。", "Assets per employee were 30,000 yuan.", []),
    ("户均退税2.4万元。", "The average refund was 24,000 yuan per enterprise.", []),
    ("带★的条款不得偏离。", "The clauses must not be deviated from.", ["sign-lost"]),
    ("带★的条款不得偏离。", "The clauses marked ★ must not be deviated from.", []),
    ("标*的为必填项。", "Items marked with an asterisk are mandatory.", []),
    ("代表十几人。", "There were several dozen delegates.", ["word-exchanged"]),
    ("代表十几人。", "There were a dozen or so delegates.", []),
    ("他享年九十有三。", "He died at the age of 93.", []),
    ("依照第十七条第二款第三项处罚。", "It shall be punished under Article 17(2)(iii).", []),
    ("依照第十七条第二款第三项处罚。", "It shall be punished under Article 17(2)(ii).", ["number-mismatch"]),
    ("湿地面积萎缩使候鸟数量锐减。", "The fall in migratory birds has caused the wetlands to shrink.",
     ["cause-changed"]),
    ("湿地面积萎缩使候鸟数量锐减。", "As the wetlands shrank, the number of migratory birds fell sharply.", []),
    ("管网老化是供水压力不足的主要原因。", "Low pressure in water supply is the main reason why the pipes are ageing.",
     ["cause-changed"]),
    ("管网老化是供水压力不足的主要原因。", "The ageing of the pipes is the main cause of low water pressure.", []),
    ("期满前60日内可协商续签。", "Renewal may be discussed within 60 days after expiry.",
     ["side-changed", "word-exchanged"]),
    ("期满前60日内可协商续签。", "Renewal may be discussed within 60 days before expiry.", []),
    ("首次免疫后三十日内办理登记。", "It shall be registered in the thirty days before its first vaccination.",
     ["side-changed"]),
    ("合同签订后前两年利率不变。", "The rate is fixed for the first two years after the contract is signed.", []),
    ("产量为目标的114%。", "Output was 14% above target.", []),
    ("产量为目标的114%。", "Output was 114% above the target.", ["step-changed"]),
    ("旅游收入恢复至2019年同期的96%。", "Tourism revenue grew by 96% compared with 2019.", ["step-changed"]),
    ("减按15%的税率征收企业所得税。", "Corporate income tax is reduced by 15%.", ["step-changed"]),
    ("减按15%的税率征收企业所得税。", "Corporate income tax is levied at the reduced rate of 15%.", []),
    ("禁止在蔬菜、瓜果、茶叶、药材的生产中使用。", "It is banned for vegetables, melons, fruit and medicinal herbs.",
     ["list-shortened"]),
    ("禁止在蔬菜、瓜果、茶叶、药材的生产中使用。", "It is banned for vegetables, melons, tea and medicinal herbs.", []),
    ("行政机关作出罚款决定前，应当告知当事人有要求听证的权利。",
     "After making a decision to impose a fine, the administrative organ shall inform the party of the right to "
     "a hearing.",
     ["order-changed", "word-exchanged"]),
    ("行政机关作出罚款决定前，应当告知当事人有要求听证的权利。",
     "The party shall be informed of the right to a hearing before the organ decides to impose a fine.", []),
    ("应当先评估作价，再依法办理财产权转移手续。",
     "The legal procedures for transferring property shall be gone through first, and then it is assessed and priced.",
     ["order-changed"]),
    ("许可证届满三个月前申请延续。", "An extension shall be applied for within three months after the permit expires.",
     ["side-changed"]),
    ("非居民用户不适用本价格。", "Non-resident users shall apply this price.", ["negation-lost"]),
    ("小微企业无需提交资料。", "Micro and small enterprises need to hand in documents.", ["negation-lost"]),
    ("（二）滥用职权、玩忽职守的；",
     "(2) Staff shall abuse their power or be derelict in their duty;", ["demand-added"]),
    ("（二）滥用职权、玩忽职守的；", "(2) They abuse their power or are derelict in their duty;", []),
    ("常住人口500万以上的城市达到20个。", "At least 5 million cities with permanent residents reached 20.",
     ["measure-changed"]),
    ("常住人口500万以上的城市达到20个。", "There are 20 cities with a permanent population of at least 5 million.", []),
    ("男性占51.27%，女性占48.73%。",
     "Women account for 51.27 percent and men for 48.73 percent.", ["numbers-exchanged"]),
    ("男性占51.27%，女性占48.73%。", "Of them 51.27 percent are men and 48.73 percent are women.", []),
    ("除抢险救灾外，禁止夜间施工。",
     "Construction at night, including disaster relief, is banned.", ["exception-changed"]),
    ("除抢险救灾外，禁止夜间施工。", "Disaster relief aside, construction at night is banned.", []),
    ("死亡率下降0.33个千分点。", "Mortality fell by 0.33 points.", ["unit-missing"]),
    ("死亡率下降0.33个千分点。", "Mortality fell by 0.33 per mille points.", []),
    ("由朱德、周恩来指挥军事。", "Military command rests with Peng Dehuai and Zhou Enlai.", ["name-invented"]),
    ("公路全长87公里，车程两小时。",
     "The road is 87 km long, built for 120 km/h, a drive of two hours.", ["number-invented"]),
    ("连续用药不超过7天。", "It is taken for no longer than a week at a stretch.", []),
    ("判处有期徒刑二年六个月。", "He was sentenced to two and a half years in prison.", []),
    ("8时至18时禁止驶入。", "Entry is prohibited from 0800 to 1800.", []),
    ("有效期至2027年12月31日。", "It is valid until the end of 2027.", []),
    ("质保期24个月。", "The warranty is two years.", []),
    ("清乾隆二十九年改建。", "It was rebuilt in 1764.", []),
    ("该项目由宁波市负责。", "The project is responsible for Ningbo.", ["agent-changed"]),
    ("该项目由宁波市负责。", "Ningbo is responsible for the project.", []),
    ("修订前的规定继续有效。", "The revised provisions remain in force.", ["keyword-lost"]),
    ("双向六车道。", "It has six lanes, three each way.", []),
    ("双向六车道。", "It has six lanes in each direction.", ["measure-changed"]),
    ("“#”表示主要项。", "\"*\" stands for the main items.", ["sign-lost"]),
    ("“#”表示主要项。", "The number sign stands for the main items.", []),
    ("实行低于最惠国税率的暂定税率。", "Interim rates that are higher than the MFN rates apply.",
     ["degree-changed"]),
    ("实行低于最惠国税率的暂定税率。", "Interim rates below the MFN rates apply.", []),
    ("具备初中以上文化程度。", "They have been educated no further than junior high school.", ["degree-changed"]),
    ("至少每三年调整一次。", "It is revised not more than once in three years.", ["degree-changed"]),
    ("至少每三年调整一次。", "It is revised at least once every three years.", []),
    ("待售面积继续增加。", "The area awaiting sale continued to shrink.",
     ["degree-changed", "word-exchanged"]),
    ("降幅扩大0.4个百分点。", "The decline was 0.4 percentage points steeper.", []),
    ("免去张国华的市教育局局长职务，由陈丽接任。",
     "Chen Li is removed as director of the municipal education bureau and is succeeded by Zhang Guohua.",
     ["agent-changed"]),
    ("免去张国华的市教育局局长职务，由陈丽接任。",
     "Zhang Guohua is removed as director of the municipal education bureau and is succeeded by Chen Li.", []),
    ("我市代表队战胜遵义队。", "The Zunyi side defeated our city's team.", ["agent-changed"]),
    ("我市代表队战胜遵义队。", "Our city's team defeated the Zunyi side.", []),
    ("接受财政部门的监督。", "They supervise the finance departments.", ["agent-changed"]),
    ("接受财政部门的监督。", "They are subject to supervision by the finance departments.", []),
    ("广东省已将线索移送有关部门。", "The clues were handed over by the departments to Guangdong Province.",
     ["agent-changed"]),
    ("应我国政府邀请，古巴代表团来华访问。", "Invited by the government of Cuba, a delegation came here.",
     ["agent-changed"]),
    ("已移交的设施由供水企业负责。", "Facilities transferred by water supply enterprises shall be responsible.",
     ["agent-changed"]),
    ("涉嫌犯罪的，移送公安机关处理。", "Where a crime is suspected, public security organs shall be transferred.",
     ["agent-changed"]),
    ("外长同法国驻华大使会谈。", "The foreign minister held talks with the Chinese ambassador to France.",
     ["name-exchanged"]),
    ("外长同法国驻华大使会谈。", "The foreign minister held talks with the French ambassador to China.", []),
    ("陕西北部有雪。", "There is snow in the north of Shanxi.", ["name-missing", "name-exchanged"]),
    ("消防控制室宜设置在首层。", "Fire control rooms must be on the ground floor.", ["demand-added"]),
    ("消防控制室宜设置在首层。", "Fire control rooms should be on the ground floor.", []),
    ("既往无献血反应的，可以延长。", "For those who have reacted to donation it may be extended.",
     ["negation-lost", "keyword-lost"]),
    ("充电宝无须批准。", "Power banks are subject to approval.", ["negation-lost"]),
    ("每村安排补助15万元。", "A subsidy of 150,000 yuan in total is given to the villages.", ["basis-changed"]),
    ("出土青铜器、玉器、漆器和陶器共912件。", "A total of 912 objects of bronze, jade and pottery were unearthed.",
     ["list-shortened"]),
    ("会谈持续了两个半小时。", "The talks lasted for an hour and a half.", ["number-mismatch"]),
    ("应于开标前两日到账。", "It is to be credited two weeks before the bids are opened.", ["number-mismatch"]),
    ("名单赛前一日公开。", "The list is published the day before the contest.", []),
    ("范围见第三章第二节。", "See Section 3 of Chapter 2 for the scope.", ["number-mismatch", "number-mismatch"]),
    ("2021年至2023年累计投入8.7亿元。", "In 2021 and 2023 a combined 870 million yuan was spent.", ["range-torn"]),
    ("赤字率比上年提高1个百分点。", "The deficit ratio is one percentage point below last year's.", ["sign-changed"]),
    ("增速高于全国0.4个百分点。", "Growth was 0.4 percentage points slower than the national rate.",
     ["sign-changed", "word-exchanged"]),
    ("库存量低于设计气量95%的，应当说明原因。", "Where stock exceeds 95 percent of capacity, reasons shall be given.",
     ["bound-reversed", "keyword-lost"]),
    ("用水量在180立方米（含）以内的，执行第一档水价。",
     "Tier-one prices apply where consumption is 180 cubic meters or more.", ["bound-reversed"]),
    ("五年以下（含五年）和五年以上分别调整为2.1%和2.6%。",
     "They are 2.1% for terms of up to and including five years and 2.6% for longer terms.", []),
    ("净利润为-3.6亿元至-2.9亿元。", "A net loss of between RMB 290 million and RMB 360 million is expected.", []),
    ("填写表2-4。", "Table 4-2 must be filled in.",
     ["number-mismatch", "number-invented", "number-invented"]),
    ("贵阳北站开往昆明南站。", "From Guiyang East to Kunming South.", ["name-exchanged", "word-exchanged"]),
    ("贵阳北站开往昆明南站。", "From Guiyang North to Kunming South.", []),
    ("教育部建议各地学校延长课间。", "Schools must make breaks longer, the Ministry of Education has ordered.",
     ["demand-added"]),
    ("免予申报安全评估，也无须订立合同。", "No assessment has to be filed, but a contract must be signed.",
     ["negation-lost"]),
    ("免予申报安全评估，也无须订立合同。", "No assessment has to be filed or contract signed.", []),
    ("较上年度下降一位。", "It moved up one position.", ["keyword-lost", "degree-changed"]),
    ("每个行政村至少配备一名医生。", "At least one doctor is to be assigned to certain villages.", ["word-exchanged"]),
    ("翻了一番多。", "It doubled.", ["bound-changed"]), ("翻了一番多。", "It more than doubled.", []),
    ("由7.8∶46.1∶46.1调整。", "It changed from 7.8:46.1:46.1:46.1.", ["number-mismatch"]),
    ("二人均受处分。", "Both were punished.", []),
    ("男性平均寿命短于女性。", "On average, women live longer than men.", []),
    ("县级以上地方政府可以降低收费标准。", "Governments at and above the county level may charge at most half.", []),
    ("要缩小城乡收入差距。", "Rural incomes must grow faster than urban ones.", []),
    ("自觉接受财政部门的监督。", "Finance departments supervise them.", []),
    ("应商务部邀请，越南代表团来华访问。",
     "A Vietnamese delegation came to China at the invitation of our Ministry of Commerce.", []),
    ("由各部门指定的人员负责。", "Persons designated by the various departments shall be responsible.", []),
    ("免去张国华的副局长职务，任局长。",
     "Zhang Guohua was relieved as deputy director and named director.", []),
    ("中国驻法国大使会见法国驻华大使。", "The Chinese ambassador to France met the French ambassador to China.", []),
    ("首届全国人民代表大会召开。", "The First National People's Congress was held.", []),
    ("提交无犯罪记录证明。", "A criminal record certificate is to be handed in.", []),
    ("没收扣押的海蜇丝。", "The jellyfish has not been seized.", ["negation-added"]),
    ("未经监护人同意，学校不得组织学生参加。", "Schools must have the guardian's consent before pupils take part.", []),
])
def test_check(zh, en, found):
    assert checked((zh, en)) == [found]


def test_same_chinese_with_different_english():
    assert checked(("会议很重要。", "The meeting is important."),
                   ("会议很重要。", "The meeting matters.")) == [[], ["inconsistent"]]


def test_low_confidence_is_measured_against_the_document():
    pairs = [(f"会议{i}很重要。".replace(str(i), "甲乙丙丁戊己庚辛壬癸子丑寅"[i]), "The meeting is important.")
             for i in range(13)]
    scores = [-0.5 + 0.01 * i for i in range(12)] + [-2.0]
    assert [c for c in checked(*pairs, scores=scores) if "low-confidence" in c] == [["low-confidence"]]


def test_every_check_has_a_title_and_a_severity():
    for check in checks.registry().values():
        assert check.title and isinstance(check.severity, Severity) and not check.title.endswith(".")


def test_repaired_terms_are_told():
    document = match(document_of("全面深化改革。"), Matcher(GLOSSARY))
    segment, = document.segments
    segment.target, segment.terms[0].status = "We deepen reform.", TermStatus.REPAIRED
    assert [i.severity for i in checks.run(document).blocks[0].segments[0].issues] == [Severity.INFO]


@pytest.mark.parametrize(("english", "flagged"), [
    ("We produced 25 million metric tons of grain.", False), ("We produced 25 million tonnes of grain.", False),
    ("We produced 25 million metricns of grain.", True), ("Output was 25,000,000 tons.", False)])
def test_a_garbled_unit_is_flagged(english, flagged):
    document = match(document_of("粮食产量2500万吨。"), Matcher(glossary_of()))
    segment, = document.segments
    translator.correct(segment, english, State.TRANSLATED)
    checks.run(document)
    assert ("unit-missing" in [i.check for i in segment.issues]) == flagged


def test_what_is_likely_wrong_is_read_first():
    texts = ["会议很重要。", "任何人不得进入。", "增长5.2%。", "我们要努力。"]
    document = match(document_of(*texts), Matcher(GLOSSARY))
    english = ("The meeting is important.", "Anyone may enter.", "It grew by 52%.", "We must work.")
    for segment, text, score in zip(document.segments, english, (-0.2, -0.2, -0.2, -1.4)):
        segment.target, segment.score, segment.state = text, score, State.TRANSLATED
    checks.run(document)
    risks = {s.source: s.risk for s in document.segments}
    assert max(risks, key=risks.get) == "我们要努力。" and min(risks, key=risks.get) == "会议很重要。"
    assert all(0 <= risk <= 1 for risk in risks.values())


def test_a_bare_number_is_not_read_first():
    document = match(document_of("5.2%", "会议很重要。"), Matcher(GLOSSARY))
    for segment, text in zip(document.segments, ("5.2%", "The meeting is important.")):
        segment.target, segment.state = text, State.TRANSLATED
    assert [s.risk is None for s in checks.run(document).segments] == [True, False]


def test_what_a_person_wrote_has_no_risk():
    document = match(document_of("会议很重要。"), Matcher(GLOSSARY))
    segment, = document.segments
    translator.correct(segment, "The meeting matters.", State.REVIEWED)
    assert checks.run(document).blocks[0].segments[0].risk is None


@pytest.mark.parametrize("chinese, right, wrong", [
    ("暂停协议43家，解除协议11家。", "Agreements were suspended with 43 and terminated with 11 institutions.",
     "Agreements were suspended with 11 and terminated with 43 institutions."),
    ("免去黄建国的市教育局局长职务，由孙丽华接任。", "Huang Jianguo is removed as head of the education bureau and "
                                        "replaced by "
     "Sun Lihua.", "Sun Lihua is removed as head of the education bureau and replaced by Huang Jianguo."),
    ("债权人转让债权，未通知债务人的，该转让对债务人不发生效力。",
     "A creditor's assignment of a claim does not bind the debtor unless the debtor has been notified.",
     "Where a debtor transfers its debt without notifying the creditor, the transfer shall not be effective "
     "against the creditor."),
    ("海关发现货物涉嫌侵犯知识产权的，应当立即书面通知权利人。",
     "Where Customs finds goods suspected of infringement, it shall at once notify the right holder in writing.",
     "Where the right holder finds goods suspected of infringement, it shall at once notify Customs in writing."),
])
def test_what_has_changed_places_is_told(engine, chinese, right, wrong):
    from bilingual.translation.exchange import look_for_exchanges
    for english, found in ((right, False), (wrong, True)):
        document = match(document_of(chinese), Matcher(glossary_of()))
        segment, = document.segments
        translator.correct(segment, english, State.TRANSLATED)
        look_for_exchanges([segment], engine)
        assert ("places-changed" in {i.check for i in checks.run(document).blocks[0].segments[0].issues}) is found


def test_what_is_said_twice_in_chinese_may_be_said_once_in_english():
    from bilingual.language.coverage import passed_over
    text = "对评价结果差的项目，将评价结果作为依据。"
    again = text.rindex("评价结果")
    assert passed_over(text, [(again, again + 4)]) == []
    assert passed_over(text.replace("评价", "考核", 1), [(again, again + 4)]) == ["评价结果"]


def test_a_run_of_chinese_ends_where_its_clause_ends():
    from bilingual.language.coverage import passed_over
    assert passed_over("改革规则，必须推进。", [(2, 7)]) == []
    assert passed_over("改革基础设施领域。", [(2, 6)]) == ["基础设施"]


@pytest.mark.parametrize(("zh", "en", "check"), [
    ("发包人未按约定支付工程价款的，承包人可以催告其支付。",
     "Where a contractor fails to pay the project price as agreed, the contractor may give a notice.", "agent-changed"),
    ("建设单位应当向施工单位提供地下管线资料。",
     "Project owners shall provide the construction contractors to the construction contractors with pipeline data.",
     "word-doubled")])
def test_what_only_a_machine_writes_is_flagged_in_its_english(zh, en, check):
    document = match(document_of(zh), Matcher(GLOSSARY))
    segment, = document.segments
    segment.target, segment.origin = en, "new"
    checks.run(document)
    assert check in {i.check for i in segment.issues}
