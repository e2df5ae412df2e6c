"""What an English sentence tells of time, exceptions, comparisons, acts and numbering; what is put right by rule."""
import pytest
from conftest import document_of, glossary_of

from bilingual import checks
from bilingual.glossary.matcher import Matcher, match
from bilingual.model.document import Candidate, State
from bilingual.translation.job import Job
from bilingual.translation.stage import correct

MATCHER = Matcher(glossary_of())


def found(zh: str, en: str) -> list[str]:
    document = match(document_of(zh), MATCHER)
    segment, = document.segments
    correct(segment, en, State.TRANSLATED)
    return [i.check for i in checks.run(document).blocks[0].segments[0].issues]


def mended(zh: str, en: str) -> str:
    """The English as it is when a model has said `en`."""
    return Job(zh, tuple(MATCHER.find(zh)), False, []).tidied(Candidate(en, -0.3)).text


@pytest.mark.parametrize(("zh", "en"), [
    ("到2027年，高新技术企业达到3000家。", "By 2027, the number of high-tech enterprises will reach 3,000."),
    ("到2020年，高新技术企业达到了3000家。", "By 2020, the number of high-tech enterprises reached 3,000."),
    ("力争出口增长5%。", "We will strive for export growth of 5%."),
    ("全县各县级机关都有食堂。", "All county-level departments have canteens."),
    ("全省各市均已完成。", "All cities of the province have finished."),
    ("根据预算法，制定本办法。", "These Measures are formulated in accordance with the Budget Law."),
    ("本规定由财政部解释。", "These Regulations shall be interpreted by the Ministry of Finance."),
    ("涉及贸易、能源等6个领域。", "It involves six areas, including trade and energy."),
    ("张伟、李强等12名代表提出议案。", "Zhang Wei, Li Qiang and ten other deputies put forward a proposal."),
    ("补助资金分配表", "Allocation of the subsidies"),
    ("消费价格涨跌幅度", "Changes in consumer prices"),
    ("三季度投资环比增长0.6%。", "Investment grew by 0.6% quarter on quarter in the third quarter."),
    ("反腐败斗争取得新成效。", "New results were achieved in the fight against corruption."),
    ("去年投资同比增长9.5%。", "Last year, investment rose by 9.5% year on year."),
    ("今年支出比上年增加，将继续支持就业。", "Spending will rise over last year and will go on supporting employment."),
    ("构成犯罪的，依法追究刑事责任。", "Where a crime is constituted, criminal liability shall be pursued."),
    ("该法自2021年1月1日起施行。", "The law took effect on January 1, 2021."),
    ("本法自2021年1月1日起施行。", "This Law shall come into force on January 1, 2021."),
    ("除涉密内容外，预算一律公开。", "Budgets shall all be made public except for confidential content."),
    ("除继续补贴外，市财政还安排资金。",
     "In addition to further subsidies, the municipal treasury also allocates funds."),
    ("除依法赔偿外，不得再收取费用。", "Except for lawful compensation, no further fees shall be charged."),
    ("增速高于全国0.6个百分点。", "The growth rate was 0.6 percentage points higher than that of the country."),
    ("由公安机关依法给予处罚。", "Penalties shall be imposed by public security organs in accordance with the law."),
    ("一、总体要求", "I. General requirements"), ("一、总体要求", "1. General requirements"),
    ("二是扩大投资。", "Second, we will expand investment."),
    ("税收820亿元（增长8.4%）。", "Tax revenue was 82 billion yuan (up 8.4%)."),
    ("投资、消费、出口分别增长6%、5%和4%。", "Investment, consumption and exports grew by 6%, 5% and 4%."),
    ("仅有三家企业通过验收。", "Only three enterprises passed the inspection."),
    ("甲公司、乙公司、丙公司三家企业获奖。", "Company A, Company B and Company C won awards."),
    ("宁可慢一点，也不能拆错一处。", "It is better to go slower than to demolish one by mistake."),
    ("在截至十二月三十一日的财务状况。", "The financial position at December 31."),
    ("除不可抗力外，承包方不得延长工期。", "Except for force majeure, the contractor shall not extend the period."),
    ("碳排放强度下降3.8%。", "Carbon intensity fell by 3.8%."), ("费率降至16%。", "The rate was lowered to 16%."),
    ("市发展和改革委员会负责。", "The municipal Development and Reform Commission is responsible."),
    ("国家发展和改革委员会负责。", "The National Development and Reform Commission is responsible."),
    ("中方向柬方提供了五批物资。", "China has provided Cambodia with five batches of supplies."),
    ("利润同比少减3.1个百分点。", "The fall in profits was 3.1 percentage points smaller than a year before."),
    ("我们不会忘记历史。", "We will remember history."),
    ("在缓刑考验期内不得离开。", "They shall not leave while the sentence is suspended."),
    ("许可证有效期为五年。", "The license is valid for five years."),
    ("一是经济增长将加快。", "First, faster economic growth."),
    ("第三届理事会第二次会议召开。", "The second meeting of the third council was held."),
    ("第二批主题教育已经开始。", "The second phase of the education campaign has begun."),
    ("第二天，代表参观工厂。", "On the second day, the deputies visited a factory."),
    ("研发支出是上年的2.3倍。", "R&D spending was 2.3 times that of the previous year."),
    ("每月5日前报送。", "Reports shall be submitted by the 5th of each month."),
    ("约有20万至30万人参加。", "Between 200,000 and 300,000 people took part."),
    ("由第四十三条第二款规定。", "It is provided for in the second paragraph of Article 43."),
    ("电话：010-68521133转602", "Tel.: 010-68521133, ext. 602"),
    ("职工休产假的，用人单位不得降低其工资。",
     "Where an employee takes maternity leave, the employer shall not reduce her wages."),
    ("出租人应当按照约定将租赁物交付承租人。", "The lessee shall be given the leased object by the lessor as agreed."),
    ("消费者有权向经营者了解商品的真实情况。",
     "Operators must tell consumers the truth about their goods, which these have the right to know."),
    ("承运人的责任期间为四十五天。", "The carrier's period of responsibility is 45 days."),
    ("任何组织和个人均不得泄露。", "No organization or individual shall disclose it."),
    ("更换轮对，清除灌木。", "Replace the wheelsets and clear the shrubland."),
    ("诺如病毒可用阿奇霉素吗？", "Can norovirus be treated with azithromycin?"),
    ("净利润为-1.87亿元。", "It made a net loss of RMB 187 million."),
    ("总经理赵国强因病辞职。", "General Manager Zhao Guoqiang resigned on account of illness."),
    ("该基金每年召开两次以上会议。", "The fund meets at least twice a year."),
    ("新建绿道1000公里，建设公园10个。", "We will build 1,000 kilometers of greenways and will build 10 parks."),
])
def test_right_english_passes(zh, en):
    assert found(zh, en) == []


@pytest.mark.parametrize(("zh", "en", "check"), [
    ("力争高新技术企业达到3000家。", "The number of high-tech enterprises reached 3,000.", "time-changed"),
    ("主要预期目标是：投资增速转正，物价涨幅3%左右，能耗降低2.5%左右。",
     "The main targets are: investment turned positive, prices were kept at around 3%, and energy use fell by around "
     "2.5%.", "time-changed"),
    ("全县有耕地3万亩。", "All counties have 30,000 mu of farmland.", "whole-changed"),
    ("全镇户均收入突破10万元。", "Average income in the city exceeded 100,000 yuan.", "whole-changed"),
    ("床位5200张。", "5200 beds were 5200.", "number-doubled"),
    ("全校教师参加培训。", "Teachers of schools took part in the training.", "whole-changed"),
    ("根据预算法，制定本办法。", "These Regulations are formulated in accordance with the Budget Law.", "kind-changed"),
    ("涉及贸易、能源等6个领域。", "It involves trade, energy, and 6 areas.", "others-miscounted"),
    ("张伟、李强等12名代表提出议案。", "Zhang Wei, Li Qiang, and other 12 deputies put forward a proposal.",
     "others-miscounted"),
    ("补助资金分配表", "The government shall distribute the subsidies", "title-told"),
    ("消费价格涨跌幅度", "Rise in consumer prices", "comparison-unclear"),
    ("三季度投资环比增长0.6%。", "Investment grew by 0.6% month on month in the third quarter.", "comparison-unclear"),
    ("到2030年，占比提高到25%左右。", "The share rose to around 25% by 2030.", "time-changed"),
    ("播种面积与上年基本持平。", "The sown area will be basically the same as last year.", "time-changed"),
    ("构成犯罪的，依法追究刑事责任。", "Where a crime was constituted, criminal liability was held.", "time-changed"),
    ("本法自2021年1月1日起施行。", "This Law took effect on January 1, 2021.", "time-changed"),
    ("除涉密内容外，预算一律公开。", "In addition to confidential content, all budgets shall be made public.",
     "exception-changed"),
    ("除继续补贴外，市财政还安排资金。", "Except for further subsidies, the city allocates funds.",
     "exception-changed"),
    ("增速高于全国0.6个百分点。", "The rate was higher than 0.6 percentage points higher than the country.",
     "comparison-unclear"),
    ("降幅比上半年收窄1.3个百分点。", "The decline narrowed 1.3 percentage points higher than the first half.",
     "comparison-unclear"),
    ("由公安机关依法给予处罚。", "Public security organs shall be given penalties.", "agent-changed"),
    ("一、总体要求", "II. General requirements", "numbering-changed"),
    ("二是扩大投资。", "Third, we will expand investment.", "numbering-changed"),
    ("税收820亿元（增长8.4%）。", "Tax revenue was 82 billion yuan (including 8.4%).", "change-lost"),
    ("存款利率下调0.5个百分点，贷款利率上调0.1个百分点。",
     "The deposit rate was cut by 0.5 percentage points, and the lending charge was 0.1 percentage points.",
     "change-lost"),
    ("仅有三家企业通过验收。", "Three enterprises passed the inspection.", "keyword-lost"),
    ("我市首次进入全国百强。", "Our city entered the top 100 of the country.", "keyword-lost"),
    ("货物贸易顺差1亿元。", "Trade in goods was 100 million yuan.", "keyword-lost"),
    ("中外文本不一致的，以中文本为准。", "The Chinese text is inconsistent with the foreign text.", "keyword-lost"),
    ("对复核结论不服的，可以起诉。", "Where there is a conclusion, a lawsuit may be filed.", "keyword-lost"),
    ("指数由升转降。", "The index fell.", "keyword-lost"),
    ("除不可抗力外，承包方不得延长工期。", "In addition to force majeure, the contractor shall not extend the period.",
     "exception-changed"),
    ("推动碳排放强度下降3.8%。", "We will promote carbon intensity by 3.8%.", "change-lost"),
    ("市发展和改革委员会负责。", "The National Development and Reform Commission is responsible.", "level-changed"),
    ("利润同比少减3.1个百分点。", "Profits were reduced by 3.1 percentage points year on year.", "comparison-unclear"),
    ("中方向柬方提供了五批物资。", "Cambodia has provided five batches of supplies to China.", "agent-changed"),
    ("由主管部门代为履行。", "The competent department shall be performed.", "agent-changed"),
    ("免去其市公安局副局长职务。", "He was removed as vice minister of the Public Security Bureau.", "keyword-lost"),
    ("新增贷款同比少增2100亿元。", "New loans increased by 210 billion yuan year on year.", "keyword-lost"),
    ("任何单位不得收取押金。", "No organization shall be collected by any entity shall be collected.",
     "phrase-doubled"),
    ("构成犯罪的，依法追究刑事责任。", "Where a crime is constituted, criminal liability was held.",
     "time-changed"),
    ("食品生产者应当查验供货者的许可证和产品合格证明。",
     "Suppliers shall inspect the licences and product certificates of food producers.", "agent-changed"),
    ("劳动者提前三十日以书面形式通知用人单位，可以解除劳动合同。",
     "An employer may terminate the labor contract by giving the worker 30 days' notice in writing.", "agent-changed"),
    ("用人单位不得因女职工怀孕、生育、哺乳降低其工资。",
     "An employer must not reduce a woman worker's wages on account of pregnancy or childbirth.", "list-shortened"),
    ("促进经济发展。", "Promote economic developement.", "not-a-word"),
    ("深化昆仑文化研究宣传。", "Deepen research on and publicity of Kunluon culture.", "name-invented"),
    ("公司净利润-1.87亿元。", "The company's net profit was RMB 187 million.", "sign-changed"),
    ("少缴企业所得税417.3万元。", "It underpaid 4.173 million yuan in individual income tax.", "word-exchanged"),
    ("净重约185千克。", "Gross weight: about 185 kilograms.", "word-exchanged"),
    ("双方商定年内举行第四轮磋商。", "The two sides held the fourth round of consultations this year.", "time-changed"),
    ("今年要完成老旧小区改造1200个。", "This year we have renovated 1,200 old residential compounds.", "time-changed"),
    ("一致认为对话是唯一出路。", "They failed to agree that dialogue was the only way out.", "negation-added"),
    ("禁止未成年人进入。", "Minors are not prohibited from entering.", "negation-lost"),
    ("缴纳上限为12000元。", "They must put in at least 12,000 yuan.", "bound-reversed"),
    ("气温将下降6至10℃。", "It will bring temperatures down to between 6 and 10°C.", "step-changed"),
    ("药品平均降价56%。", "Drugs fell in price to 56% on average.", "step-changed"),
    ("到期后再延长三十年。", "On expiry the term is extended to thirty years.", "step-changed"),
    ("广义货币余额305.02万亿元。", "Broad money grew by RMB 305.02 trillion.", "step-changed"),
    ("一年期利率维持3.45%不变。", "The one-year rate falls to 3.45%.", "keyword-lost"),
    ("面积应低于15平方米，且收入符合标准。",
     "The floor space must be below 15 square meters or income meet the criteria.", "word-exchanged"),
    ("制造业采购经理指数为49.5%。", "The non-manufacturing PMI stood at 49.5%.", "word-exchanged"),
    ("国庆假期出游7.65亿人次。", "People made 765 million trips over the Spring Festival.", "word-exchanged"),
    ("毛利率下降4.3个百分点。", "The net margin fell by 4.3 percentage points.", "word-exchanged"),
    ("本案系专利侵权纠纷。", "This is a dispute over the infringement of a trademark.", "word-exchanged"),
    ("家禽和玉米价格上涨。", "The prices of poultry and wheat rose.", "word-exchanged"),
    ("父母对子女的抚养义务不因离婚而消除。",
     "Upon divorce, the parents' duty to support their children is extinguished.", "negation-lost"),
    ("原则上不再新建，确需建设的除外。", "In principle no more will be built, except for construction.",
     "keyword-lost"),
    ("进口由上年下降3%转为增长1.5%。", "Imports shifted from 3% to an increase of 1.5%.", "keyword-lost"),
    ("工业增速快于全国1.2个百分点。", "Industry grew faster than 1.2 percentage points nationwide.",
     "comparison-unclear"),
    ("由上月下降2.4%转为增长0.6%。", "It fell by 2.4% on month to an increase of 0.6%.", "comparison-unclear"),
    ("同比增幅扩大。", "The increase of the year on year.", "comparison-unclear"),
    ("名义GDP增长4.2%。", "GDP grew by 4.2%.", "keyword-lost"),
    ("存货同比增加12%。", "Stock shall be increased by 12% year on year.", "time-changed"),
    ("除节假日外，窗口每天开放。", "The window opens every day on holidays.", "exception-changed"),
    ("全市除两个区外均完成任务。", "The city and two districts completed the tasks.", "exception-changed"),
    ("今后五年，新建公路5000公里。", "5,000 kilometers of roads were built over five years.", "time-changed"),
    ("保修期不少于二十四个月。", "No fewer than 24 months of repair.", "no-verb"),
    ("本办法自公布之日起三十日后施行。", "These Measures shall be valid after the date of promulgation by 30 days.",
     "time-changed"),
    ("由公安机关处十日以下拘留。", "The public security organs shall be detention of no more than ten days.",
     "agent-changed"),
    ("任何组织和个人不得截留救灾款物。", "Any organization or individual shall not be retained.", "agent-changed"),
    ("市长时春出席仪式。", "Shi Chun, mayor Shi Chun, attended the ceremony.", "name-doubled"),
    ("每年接待团队300至400批次。", "A total of 300 to 400 batches of teams each year.", "no-verb"),
    ("由主管部门责令停止，处五万元罚款。", "The department shall order to stop, 50,000 yuan of fines.", "fine-unsaid"),
    ("免去万芳的检察员职务。", "We will remove from the post of Wan Fang.", "agent-changed"),
    ("蒙古国总统表示赞同。", "President Xi of Mongolia expressed agreement.", "name-invented"),
    ("许可证有效期为五年。", "Validity period of the license for five years.", "no-verb"),
    ("不改正的，处五万元罚款。", "If rectification is not made in time, a fine of 50,000 yuan.", "no-verb"),
    ("第三届理事会第二次会议召开。", "The second year of the third council was held.", "ordinal-changed"),
    ("第六届董事会第九次会议召开。", "The sixth meeting of the ninth board was held.", "ordinal-changed"),
    ("第四轮谈判举行。", "Talks in the fourth year were held.", "ordinal-changed"),
    ("预算收入短收18亿元。", "Budget revenue was 1.8 billion yuan.", "keyword-lost"),
    ("协定自双方交换批准书之日起生效。", "The agreement has come into effect on the day of exchange.", "time-changed"),
])
def test_wrong_english_is_flagged(zh, en, check):
    assert check in found(zh, en)


@pytest.mark.parametrize(("zh", "en", "right"), [
    ("本条例自2025年3月1日起施行。", "These Regulations have come into force on March 1, 2025.",
     "These Regulations shall come into force on March 1, 2025."),
    ("任命王芳为主任。", "Wang Fang appointed the director.", "Wang Fang is appointed the director."),
    ("免去李明的局长职务。", "We will exempt from Li Ming's post of director.",
     "We will remove Li Ming from the post of director."),
    ("免去其厅长职务。", "He was exempted from the position of director.",
     "He was removed from the position of director."),
    ("接受张强辞去职务的请求。", "We accepted Zhang Qiang to resign the request of the office.",
     "We accepted Zhang Qiang's resignation from the office."),
    ("听证会4月2日召开。", "The hearing will be held at April 2.", "The hearing will be held on April 2."),
    ("单位：万元", "A unit: 10,000 yuan", "Unit: 10,000 yuan"),
    ("税收820亿元（同比增长8.4%）。", "Tax was 82 billion yuan (including 8.4%).",
     "Tax was 82 billion yuan (up 8.4% year on year)."),
    ("税收820亿元（下降3.2%）。", "Tax was 82 billion yuan (down 3.2%).", "Tax was 82 billion yuan (down 3.2%)."),
    ("到2027年，企业达到3000家。", "By 2027, the number of enterprises reached 3,000.",
     "By 2027, the number of enterprises will reach 3,000."),
    ("除涉密内容外，预算一律公开。", "In addition to confidential content, budgets shall be public.",
     "Except for confidential content, budgets shall be public."),
    ("除继续补贴外，再安排2亿元。", "Without further subsidies, 200 million yuan will be allocated.",
     "In addition to further subsidies, 200 million yuan will be allocated."),
    ("除法律另有规定外，不得收费。", "No fees shall be charged without otherwise provided by law.",
     "No fees shall be charged unless otherwise provided by law."),
    ("降幅收窄1.3个百分点。", "The decline narrowed 1.3 percentage points higher than in June.",
     "The decline narrowed by 1.3 percentage points compared with in June."),
    ("增速高于全国0.6个百分点。", "Growth higher than 0.6 percentage points higher than the country's.",
     "Growth was 0.6 percentage points higher than the country's."),
    ("收入比预算少15亿元。", "Revenue was less than 1.5 billion yuan of budgets.",
     "Revenue was 1.5 billion yuan less than the budget."),
    ("失业率低于目标0.3个百分点。", "The unemployment rate below the target was 0.3 percentage points.",
     "The unemployment rate was 0.3 percentage points below the target."),
    ("不含农户，投资增长3.2%。", "Without farmers, investment grew by 3.2%.",
     "Excluding farmers, investment grew by 3.2%."),
    ("扣除价格因素，增长4.4%。", "In addition to prices, growth was 4.4%.", "After deducting prices, growth was 4.4%."),
    ("利润率高于上年0.2个百分点。", "The rate is higher than 0.2 percentage points in the previous year.",
     "The rate is 0.2 percentage points higher than in the previous year."),
    ("贷款同比多增1亿元。", "Loans rose by 100 million yuan over the year on year.",
     "Loans rose by 100 million yuan year on year."),
    ("推动碳排放下降3.8%。", "We will promote carbon emissions fell by 3.8%.",
     "We will promote carbon emissions to fall by 3.8%."),
    ("增速与上年持平。", "Growth remained flat in the previous year.",
     "Growth remained flat compared with the previous year."),
    ("支出比预算多6亿元。", "Expenditure exceeded 600 million yuan over the budget.",
     "Expenditure exceeded the budget by 600 million yuan."),
    ("选举向荣为工会主席。", "The election Xiang Rong was president of the union.",
     "Xiang Rong is elected president of the union."),
    ("选举王芳为主任。", "The election Wang Fang is director.", "Wang Fang is elected director."),
    ("免去李明大使职务。", "We removed Li Ming to ambassador.", "We removed Li Ming from ambassador."),
    ("本细则自2026年4月1日起施行。", "These Rules are implemented since April 1, 2026.",
     "These Rules shall come into force on April 1, 2026."),
    ("明年就业目标为50万人。", "The target for jobs next year was 500,000.",
     "The target for jobs next year is 500,000."),
    ("境外收入80亿元（同比下降7%）。", "Overseas revenue was 8 billion yuan (7% year on year).",
     "Overseas revenue was 8 billion yuan (down 7% year on year)."),
    ("今后五年，新建公路5000公里。", "Over the next five years, 5,000 kilometers of roads were built.",
     "Over the next five years, 5,000 kilometers of roads will be built."),
    ("除节假日外，窗口每天开放。", "In addition to holidays, windows open every day.",
     "Except for holidays, windows open every day."),
    ("成本低于计划4%。", "The cost is below the plan of 4%.", "The cost is 4% below the plan."),
    ("发布会6月18日下午召开。", "It was held at the afternoon of June 18.", "It was held on the afternoon of June 18."),
    ("到2027年，新增20家。", "By 2027, the number was increased by 20.",
     "By 2027, the number will be increased by 20."),
    ("确保面积稳定。", "Ensure that the area remained stable.", "Ensure that the area will remain stable."),
    ("决定任命赵敏为主任。", "Decided to be appointed Zhao Min as director.",
     "It was decided to appoint Zhao Min as director."),
    ("批准任命郑伟为检察长。", "Approval Zheng Wei, appointed the chief procurator.",
     "Zheng Wei is appointed the chief procurator."),
    ("孙静、马超当选副主席。", "Sun Jing and Ma Chao elected vice chairman.",
     "Sun Jing and Ma Chao were elected vice chairman."),
    ("传真：(0571)8705-1234", "Protection: (0571) 8705-1234", "Fax: (0571) 8705-1234"),
    ("免去时光的党组书记职务。", "We removed the secretary of the leading group of Shi Guang.",
     "We removed Shi Guang from the post of secretary of the leading group."),
    ("应新西兰总理拉克森邀请，李强总理访问新西兰。",
     "Invitation of Premier Luxon of New Zealand, Premier Li Qiang visits New Zealand.",
     "At the invitation of Prime Minister Luxon of New Zealand, Premier Li Qiang visits New Zealand."),
    ("同比增长（%）", "A year on year (%)", "Year-on-year growth (%)"),
    ("巴西总统卢拉访华。", "President of Brazilian Lula visited China.", "Brazilian President Lula visited China."),
    ("韩国总统李在明会见外长。", "President ROK Lee Jae-myung met the minister.",
     "ROK President Lee Jae-myung met the minister."),
    ("王毅会见肯尼亚外长。", "Wang Yi met Kenyan the foreign minister.", "Wang Yi met Kenyan foreign minister."),
    ("比上年增减（个百分点）", "Increases in the year (percentage points)",
     "Change over the previous year (percentage points)"),
    ("接待游客30至50万人。", "We received 300,000 people to 500,000.", "We received 300,000 to 500,000 people."),
    ("由公安机关给予处罚。", "Public security organs shall be given penalties.",
     "Public security organs shall give penalties."),
    ("根据预算法，制定本办法。", "These Regulations are formulated under the Budget Law.",
     "These Measures are formulated under the Budget Law."),
    ("为了规范考试，制定本法。", "These Regulations are formulated to regulate examinations.",
     "This Law is formulated to regulate examinations."),
    ("本办法由财政部解释，本规定同时废止。", "These Regulations shall be interpreted by the Ministry of Finance.",
     "These Regulations shall be interpreted by the Ministry of Finance."),
    ("涉及贸易、能源等6个领域。", "It involves trade, energy, and 6 areas.",
     "It involves trade, energy and others, 6 areas in all."),
    ("吸引了德国、日本等23个国家参展。", "Germany, Japan, and other 23 countries attended.",
     "Germany, Japan and others, 23 countries in all, attended."),
    ("张伟、李强等2名代表发言。", "Zhang Wei, Li Qiang, and 2 deputies spoke.",
     "Zhang Wei, Li Qiang, 2 deputies in all, spoke."),
    ("王雪等9名教师获奖。", "9 teachers including Wang Xue was commended.",
     "9 teachers including Wang Xue were commended."),
    ("三季度投资环比增长0.6%。", "Investment grew by 0.6% month-on-month of the third quarter.",
     "Investment grew by 0.6% quarter-on-quarter in the third quarter."),
    ("3月份投资环比增长0.6%。", "On March, investment grew by 0.6% month on month.",
     "In March, investment grew by 0.6% month on month."),
    ("国内游客48.9亿人次，增长9%。", "4.89 billion domestic tourist visits were 4.89 billion, up 9%.",
     "Domestic tourist visits were 4.89 billion, up 9%."),
    ("年终结余13.5亿元。", "The annual average balance was 1.35 billion yuan.",
     "The year-end balance was 1.35 billion yuan."),
    ("表3 消费价格涨跌幅度", "Table 3 changes in consumer prices", "Table 3 Changes in consumer prices"),
    ("比上年涨跌（%）", "Rose over the year (%)", "Change over the previous year (%)"),
])
def test_fixed_forms_are_put_right(zh, en, right):
    assert mended(zh, en) == right


def test_links_move_with_what_was_exchanged():
    candidate = Candidate("Held at April 2 in Wuhan.", -0.3, ((0, 2, 0, 4), (5, 7, 19, 24)))
    made = Job("2日在武汉举行。", (), False, []).tidied(candidate)
    assert [made.text[a:b] for _, _, a, b in made.links] == ["Held", "Wuhan"]


@pytest.mark.parametrize(("zh", "en", "wanted"), [
    ("政治局委员李强、王毅、何立峰出席会议。",
     "Member of the Political Bureau Li Qiang, Wang Yi, He Lifeng attending the meeting.",
     "Members of the Political Bureau Li Qiang, Wang Yi, and He Lifeng attended the meeting."),
    ("李强、王毅出席会议。", "Li Qiang, Wang Yi attending the meeting.", "Li Qiang and Wang Yi attended the meeting."),
    ("李强、王毅等出席会议并讲话。", "Li Qiang and Wang Yi attended the meeting, attending to its agenda.",
     "Li Qiang and Wang Yi attended the meeting, attending to its agenda."),
    ("政治局委员王毅出席会议。", "Member of the Political Bureau Wang Yi attended the meeting.",
     "Member of the Political Bureau Wang Yi attended the meeting."),
])
def test_those_who_attend_a_meeting_are_several(zh, en, wanted):
    assert mended(zh, en) == wanted


@pytest.mark.parametrize(("source", "text", "wanted"), [
    ("中国总理李强会见意大利总理梅洛尼。", "Chinese Prime Minister Li Qiang met Italian premier Meloni.",
     "Chinese Premier Li Qiang met Italian Prime Minister Meloni."),
    ("国务院总理李强主持会议。", "Prime Minister Li Qiang presided.", "Premier Li Qiang presided."),
    ("奥地利总理抵达北京。", "Premier Austrian arrived in Beijing.", "Austrian Chancellor arrived in Beijing."),
    ("德国总理访华。", "The prime minister of Germany visited China.", "The Chancellor of Germany visited China."),
    ("欧洲理事会主席科斯塔访华。", "Costa, chairman of the European Council, visited China.",
     "Costa, President of the European Council, visited China."),
    ("意大利副总理访华。", "The Italian vice premier came.", "The Italian Deputy Prime Minister came."),
    ("巴基斯坦总理夏巴兹访华。", "Shehbaz, premier of Pakistani, came.", "Shehbaz, Prime Minister of Pakistan, came."),
    ("总理主持会议。", "The premier presided.", "The premier presided.")])
def test_heads_of_governments_and_of_european_bodies_have_their_own_titles(source, text, wanted):
    assert Job(source, (), False, []).tidied(Candidate(text)).text == wanted


@pytest.mark.parametrize(("source", "text", "wanted"), [
    ("余杭区召开会议，郑栅洁出席。", "Yuhang District held a meeting to Zheng Shanjie attended.",
     "Yuhang District held a meeting, and Zheng Shanjie attended."),
    ("省政府召开会议，副省长张伟出席。", "The government held a meeting, Zhang Wei, vice governor, attended.",
     "The government held a meeting, and Zhang Wei, vice governor, attended."),
    ("召开会议，讨论计划。", "They held a meeting to discuss plans.", "They held a meeting to discuss plans.")])
def test_who_came_to_a_meeting_is_joined_with_and(source, text, wanted):
    assert Job(source, (), False, []).tidied(Candidate(text)).text == wanted


@pytest.mark.parametrize(("source", "text", "wanted"), [
    ("甲方应当付款。", "The Party A shall pay the Party B.", "Party A shall pay Party B."),
    ("处五百元以上罚款。", "A fine of at least 500 yuan.", "A fine of at least 500 yuan shall be imposed."),
    ("责令改正，处五千元罚款。", "It shall be ordered to make corrections, a fine of 5,000 yuan.",
     "It shall be ordered to make corrections, and a fine of 5,000 yuan shall be imposed."),
    ("处五千元罚款。", "A fine of 5,000 yuan shall be imposed.", "A fine of 5,000 yuan shall be imposed."),
    ("建设单位未验收的，责令改正。", "Where a project owners fails to inspect, order it.",
     "Where a project owner fails to inspect, order it."),
    ("没收违法所得，处三万元以上十万元以下罚款。",
     "Gains are confiscated, and shall not less than 30,000 yuan but not more than 100,000 yuan a fine.",
     "Gains are confiscated, and a fine of not less than 30,000 yuan but not more than 100,000 yuan shall be imposed."),
    ("罚款五万元以下。", "A fine no more than 50,000 yuan.", "A fine of no more than 50,000 yuan."),
    ("召开局务会。", "They hold a office meeting on the May 5.", "They hold an office meeting on May 5."),
    ("甲方应当付款。", "Party A is to pay a European bank.", "Party A is to pay a European bank."),
    ("占比首次超过六成。", "It exceeded 60% of the first time.", "It exceeded 60% for the first time."),
    ("用人单位未支付的，责令改正。", "Where an employers fail to pay, order it.",
     "Where employers fail to pay, order it."),
    ("取得证书的单位应当建立台账。", "The units obtained certificates shall keep accounts.",
     "The units that have obtained certificates shall keep accounts."),
    ("取得证书的单位应当建立台账。", "Units that obtained certificates shall keep accounts.",
     "Units that obtained certificates shall keep accounts.")])
def test_slips_of_grammar_that_are_always_alike_are_put_right(source, text, wanted):
    assert Job(source, (), False, []).tidied(Candidate(text)).text == wanted


@pytest.mark.parametrize(("source", "text", "flagged"), [
    ("41个行业中有29个实现增长。", "29 industries grew by 41.", True),
    ("41个行业中有29个实现增长。", "Of the 41 industries, 29 saw growth.", False),
    ("41个行业中有29个实现增长。", "Growth was seen in 29 of 41 industries.", False),
    ("12个村中，9个收入增加。", "Of the town's 12 villages, nine earned more.", False)])
def test_a_part_must_be_told_as_part_of_its_whole(source, text, flagged):
    from bilingual.language.quantities.parts import misplaced
    assert bool(misplaced(source, text)) == flagged


@pytest.mark.parametrize(("zh", "en", "flagged"), [
    ("因突发事件无法按期举行的，应当公告。", "Where emergencies cannot be held on schedule, announce it.", True),
    ("因突发事件无法按期举行的，应当公告。", "Where it cannot be held due to an emergency, announce it.", False),
    ("国家工作人员滥用职权的，依法给予处分。", "They shall be imposed in accordance with the law as a sanction.", True),
    ("国家工作人员滥用职权的，依法给予处分。", "Sanctions shall be imposed in accordance with the law.", False),
    ("处三年以下有期徒刑，并处罚金。", "Imprisonment of no more than three years shall be fined.", True),
    ("处三年以下有期徒刑，并处罚金。", "He shall be sentenced to no more than three years in prison and fined.", False),
    ("德国总理默茨访华。", "The Merz visited China.", True),
    ("德国总理默茨访华。", "German Chancellor Merz visited China.", False)])
def test_a_changed_subject_is_seen(zh, en, flagged):
    document = match(document_of(zh), Matcher(glossary_of()))
    correct(document.blocks[0].segments[0], en, State.TRANSLATED)
    checks.run(document)
    assert ("subject-changed" in [i.check for i in document.blocks[0].segments[0].issues]) == flagged


@pytest.mark.parametrize(("source", "text", "wanted"), [
    ("对拒不履行的，可以申请人民法院强制执行。", "The people's courts may apply for enforcement.",
     "An application may be made to the people's court for enforcement."),
    ("接受张国栋辞去市长职务的请求。", "We accepted the request of Zhang Guodong to resign to mayor.",
     "We accepted the request of Zhang Guodong to resign from the post of mayor."),
    ("连续11年居世界第一。", "It ranked first for 11st consecutive years.",
     "It ranked first for 11 consecutive years.")])
def test_agents_posts_and_ordinals_are_put_right(source, text, wanted):
    assert Job(source, (), False, []).tidied(Candidate(text)).text == wanted
