"""People, places and bodies: what is found, how it is rendered, and that ordinary sentences have none."""
import itertools
from pathlib import Path

import pytest
from conftest import ROOT, document_of, glossary_of
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual import checks
from bilingual.engine.base import Request
from bilingual.engine.forms import wrapped
from bilingual.glossary import Entry
from bilingual.glossary.matcher import Matcher, match
from bilingual.language.names import find, mentioned
from bilingual.language.names.pinyin import joined, person
from bilingual.language.words import Words
from bilingual.model.document import Severity, State
from bilingual.translation.judge import verify
from bilingual.translation.stage import correct

WORDS = Words()


def found(text: str) -> dict[str, str]:
    """The names of a text and their English."""
    return {text[n.start:n.end]: n.target for n in find(text, WORDS)}


def english(text: str, source: str) -> set[str]:
    """All that is accepted for a name of a text."""
    name = next(n for n in find(text, WORDS) if text[n.start:n.end] == source)
    return {name.target, *name.variants}


@pytest.mark.parametrize("name, pinyin", [
    ("单霁翔", "Shan Jixiang"), ("仇保兴", "Qiu Baoxing"), ("区志平", "Ou Zhiping"), ("曾培炎", "Zeng Peiyan"),
    ("解振华", "Xie Zhenhua"),
    ("查培新", "Zha Peixin"), ("朴永焕", "Piao Yonghuan"), ("翟隽", "Zhai Jun"), ("卜建华", "Bu Jianhua"),
    ("任友群", "Ren Youqun"),
    ("纪志明", "Ji Zhiming"), ("石泰峰", "Shi Taifeng"), ("覃红兵", "Qin Hongbing"), ("冼国栋", "Xian Guodong"),
    ("员立新", "Yun Lixin"),
    ("折红斌", "She Hongbin"), ("种衍军", "Chong Yanjun"), ("隗延龙", "Wei Yanlong"), ("乜文彬", "Nie Wenbin"),
    ("逄占山", "Pang Zhanshan"),
    ("訾慧君", "Zi Huijun"), ("亓玉成", "Qi Yucheng"), ("黑丽娜", "He Lina"), ("仉媛媛", "Zhang Yuanyuan"),
    ("郑栅洁", "Zheng Shanjie"),
    ("蓝佛安", "Lan Fo'an"), ("马朝旭", "Ma Zhaoxu"), ("李乐成", "Li Lecheng"), ("吕建国", "Lyu Jianguo"),
    ("尹力", "Yin Li"),
    ("欧阳昌琼", "Ouyang Changqiong"), ("尉迟静", "Yuchi Jing"), ("万俟雪松", "Moqi Xuesong"), ("诸葛明", "Zhuge Ming"),
    ("司徒建国", "Situ Jianguo")])
def test_a_person_behind_a_title_is_read_as_a_surname_and_a_given_name(name, pinyin):
    assert found(f"国务院任命{name}为副部长。") == {name: pinyin}
    assert found(f"会上，局长{name}介绍了有关情况。") == {name: pinyin}


def test_apostrophes_and_u_with_two_dots():
    assert joined(["xi", "an"]) == "Xi'an" and joined(["dong", "e"]) == "Dong'e" and joined(
        ["lian", "jiang"]) == "Lianjiang"
    assert joined(["lv", "liang"]) == joined(["lü", "liang"]) == "Lyuliang" and joined(["ling", "hu"]) == "Linghu"
    assert person("王", "安安")[0] == "Wang An'an"


def test_readings_that_nobody_can_tell_are_accepted_too():
    assert english("任命谌贻华为副省长。", "谌贻华") == {"Chen Yihua", "Shen Yihua"}
    assert {"Ma Zhaoyang", "Ma Chaoyang"} <= english("部长马朝阳出席。", "马朝阳")


@pytest.mark.parametrize("text, names", [
    ("出席会议的有王毅、尹力、刘国中、何立峰、张国清、陈文清、李书磊。",
     "王毅 尹力 刘国中 何立峰 张国清 陈文清 李书磊"),
    ("区志强、仇和、单霁翔参加会见。", "区志强 仇和 单霁翔"),
    ("国家发展改革委主任郑栅洁、财政部部长蓝佛安、中国证监会主席吴清出席记者会。", "郑栅洁 蓝佛安 吴清"),
    ("北京市委书记蔡奇和市长陈吉宁陪同考察。", "蔡奇 陈吉宁"),
    ("孙春兰 胡春华 王勇出席座谈会。", "孙春兰 胡春华 王勇"),
    ("生态环境部部长黄润秋作了报告。", "黄润秋"),
    ("国务委员魏凤和、王勇参加会见。", "魏凤和 王勇"),
    ("李成钢率团赴日内瓦。", "李成钢"), ("湖北省省长李殿勋", "李殿勋"),
    ("海关总署副署长赵增连、邓志出席。", "赵增连 邓志"),
    ("会议由司马光辉主持，欧阳明高院士作报告，诸葛亮出席。", "司马光辉 欧阳明高 诸葛亮"),
    ("县长张三丰说，路已通。", "张三丰"),
    ("广大党员干部闻令而动。", ""), ("“鲁惠通”兑现政策资金。", "")])
def test_names_in_lists_and_at_their_edges(text, names):
    assert [t for t in found(text) if len(t) < 5 and t not in ("日内瓦", "北京市委", "湖北省")] == names.split()


@pytest.mark.parametrize("text, name, target", [
    ("法国总统马克龙访华。", "马克龙", "Macron"),
    ("法国总统埃马纽埃尔·马克龙访华。", "埃马纽埃尔·马克龙", "Emmanuel Macron"),
    ("俄罗斯外长拉夫罗夫说，愿加强合作。", "拉夫罗夫", "Lavrov"), ("李强同芬兰总理奥尔波举行会谈。", "奥尔波", "Orpo"),
    ("韩国总统李在明访华。", "李在明", "Lee Jae-myung"), ("越共中央总书记苏林访华。", "苏林", "To Lam"),
    ("安东尼奥·古特雷斯秘书长表示欢迎。", "安东尼奥·古特雷斯", "Antonio Guterres"),
    ("瑞典首相克里斯特松来访。", "克里斯特松", "Kristersson"),
    ("新疆维吾尔自治区主席艾尔肯·吐尼亚孜出席。", "艾尔肯·吐尼亚孜", "Erkin Tuniyaz"),
    ("香港特别行政区行政长官李家超述职。", "李家超", "John Lee"),
    # seen, and never put into pinyin
    ("阿卜杜拉·沙希德表示欢迎。", "阿卜杜拉·沙希德", ""), ("芬兰议长洛赫拉举行会谈。", "洛赫拉", ""),
    ("韩国总理李民洙出席。", "李民洙", ""), ("瓦努阿图总理萨尔维访华。", "萨尔", None),
    ("英国驻华大使魏国磊出席。", "魏国磊", ""), ("胡安·卡斯特罗·奥尔波夫表示。", "胡安·卡斯特罗·奥尔波夫", ""),
    ("自治区副主席阿里木江·买买提明介绍情况。", "阿里木江·买买提明", ""),
    ("古巴人民怀念劳伦斯·卡斯特罗。", "劳伦斯·卡斯特罗", ""), ("任命桑吉才让为副主任。", "桑吉才让", "")])
def test_foreign_persons_are_of_the_table_or_not_read(text, name, target):
    assert found(text).get(name) == target


def test_short_foreign_names_are_words_first():
    assert not found("沙拉和水果很受欢迎。") and not found("基尔特社会主义是一种思潮。")


@pytest.mark.parametrize("chinese, target", [
    ("余杭区", "Yuhang District"), ("单县", "Shanxian County"), ("浚县", "Xunxian County"), ("蔚县", "Yuxian County"),
    ("莘县", "Shenxian County"),
    ("歙县", "Shexian County"), ("黟县", "Yixian County"), ("长治市", "Changzhi"), ("涡阳县", "Guoyang County"),
    ("什邡市", "Shifang"),
    ("郫都区", "Pidu District"), ("筠连县", "Junlian County"), ("荥经县", "Yingjing County"), ("荥阳市", "Xingyang"),
    ("六安市", "Lu'an"),
    ("东莞市", "Dongguan"), ("厦门市", "Xiamen"), ("蚌埠市", "Bengbu"), ("亳州市", "Bozhou"), ("台州市", "Taizhou"),
    ("丽水市", "Lishui"),
    ("枞阳县", "Zongyang County"), ("茌平区", "Chiping District"), ("乐亭县", "Laoting County"),
    ("大城县", "Daicheng County"),
    ("洪洞县", "Hongtong County"), ("井陉县", "Jingxing County"), ("尉氏县", "Weishi County"),
    ("番禺区", "Panyu District"), ("铅山县", "Yanshan County"),
    ("东阿县", "Dong'e County"), ("闵行区", "Minhang District"), ("阆中市", "Langzhong"), ("盱眙县", "Xuyi County"),
    ("吕梁市", "Lyuliang"),
    ("陕西省", "Shaanxi Province"), ("山西省", "Shanxi Province"), ("内蒙古自治区", "Inner Mongolia Autonomous Region"),
    ("新疆维吾尔自治区", "Xinjiang Uygur Autonomous Region"), ("西藏自治区", "Xizang Autonomous Region"),
    ("澳门特别行政区", "the Macao Special Administrative Region"), ("呼和浩特市", "Hohhot"), ("鄂尔多斯市", "Ordos"),
    ("乌鲁木齐市", "Urumqi"),
    ("日喀则市", "Xigaze"), ("林芝市", "Nyingchi"), ("喀什地区", "Kashi Prefecture"), ("锡林郭勒盟", "Xilingol League"),
    ("兴安盟", "Hinggan League"), ("科尔沁左翼中旗", "Horqin Left Middle Banner"), ("额济纳旗", "Ejin Banner"),
    ("浦东新区", "Pudong New Area"),
    ("恩施土家族苗族自治州", "Enshi Tujia and Miao Autonomous Prefecture"), ("恩施州", "Enshi Prefecture"),
    ("西双版纳傣族自治州", "Xishuangbanna Dai Autonomous Prefecture"),
    ("积石山保安族东乡族撒拉族自治县", "Jishishan Bonan, Dongxiang and Salar Autonomous County"),
    ("井陉矿区", "Jingxing Mining District"), ("神农架林区", "Shennongjia Forestry District"),
    ("雄安新区", "Xiong'an New Area"),
    ("长江", "the Yangtze River"), ("青藏高原", "the Qinghai-Xizang Plateau"), ("捷克", "the Czech Republic"),
    ("日内瓦", "Geneva")])
def test_places_of_the_tables(chinese, target):
    assert found(f"会议在{chinese}召开。") == {chinese: target}


@pytest.mark.parametrize("chinese, target", [
    ("浙江省杭州市余杭区", "Yuhang District, Hangzhou, Zhejiang Province"),
    ("北京市海淀区", "Haidian District, Beijing"),
    ("河北省正定县塔元庄村", "Tayuanzhuang Village, Zhengding County, Hebei Province"),
    ("福建省宁德市下党乡", "Xiadang Township, Ningde, Fujian Province"),
    ("湖南省花垣县十八洞村", "Shibadong Village, Huayuan County, Hunan Province"),
    ("安吉县余村", "Yucun Village, Anji County"),
    ("浙江义乌", "Yiwu, Zhejiang"), ("安徽六安", "Lu'an, Anhui"), ("山西大同", "Datong, Shanxi"),
    ("榕江县忠诚镇", "Zhongcheng Town, Rongjiang County"),
    ("昆山市花桥经济开发区", "Huaqiao Economic Development Zone, Kunshan"),
    ("郑州高新区", "Zhengzhou High-Tech Zone"),
    ("苏州工业园区", "Suzhou Industrial Park"), ("天津滨海新区", "Binhai New Area, Tianjin"),
    ("中国（浙江）自由贸易试验区", "the China (Zhejiang) Pilot Free Trade Zone"),
    ("新疆维吾尔自治区喀什地区塔什库尔干塔吉克自治县",
     "Taxkorgan Tajik Autonomous County, Kashi Prefecture, Xinjiang Uygur Autonomous Region")])
def test_chains_are_in_english_order(chinese, target):
    assert found(f"他们来到{chinese}。") == {chinese: target}


def test_a_chain_is_accepted_in_other_words():
    accepted = english("他们来到浙江省杭州市余杭区。", "浙江省杭州市余杭区")
    assert {"Yuhang District, Hangzhou, Zhejiang", "Yuhang District of Hangzhou of Zhejiang Province"} <= accepted
    assert mentioned("Yuhang District, Hangzhou, Zhejiang Province", "In Zhejiang, Hangzhou's Yuhang is first.")
    assert not mentioned("Yuhang District, Hangzhou, Zhejiang Province", "In Hangzhou the remaining districts follow.")


def test_towns_whose_names_are_not_chinese_are_not_read():
    assert found("西藏自治区山南市扎囊县桑耶镇举行活动。") == {
        "西藏自治区山南市扎囊县": "Zhanang County, Shannan, Xizang Autonomous Region", "桑耶镇": ""}


def test_a_township_of_an_ethnic_group_is_seen_and_not_read():
    assert found("他们来到榕江县定威水族乡。") == {"榕江县": "Rongjiang County", "定威水族乡": ""}


@pytest.mark.parametrize("place, more", [("正定县", "特色小镇"), ("单县", "三个乡镇"), ("昆山市", "国家级经济开发区"),
                                         ("德清县", "东部乡镇"), ("安吉县", "美丽乡村")])
def test_words_behind_a_county_are_no_towns(place, more):
    assert list(found(f"建设{place}{more}。")) == [place]


def test_a_country_before_an_office_is_an_adjective():
    assert found("芬兰总理说。")["芬兰"] == "Finnish" and found("访问芬兰。")["芬兰"] == "Finland"
    assert {"South Korea", "the Republic of Korea"} <= english("同韩国签署协定。", "韩国")


@pytest.mark.parametrize("chinese, target", [
    ("浙江省人民政府", "the People's Government of Zhejiang Province"),
    ("杭州市财政局", "the Finance Bureau of Hangzhou"),
    ("浙江省财政厅", "the Department of Finance of Zhejiang Province"),
    ("上海市发展和改革委员会", "the Development and Reform Commission of Shanghai"),
    ("杭州市人民代表大会常务委员会", "the Standing Committee of the People's Congress of Hangzhou"),
    ("浙江省委", "the CPC Zhejiang Provincial Committee"),
    ("四川省高级人民法院", "the Higher People's Court of Sichuan Province"),
    ("上海市政协", "the CPPCC Shanghai Municipal Committee"),
    ("上海市第一中级人民法院", "the First Intermediate People's Court of Shanghai"),
    ("台州市中级人民法院刑事审判第二庭", "the Second Criminal Division of the Intermediate People's Court of Taizhou"),
    ("北京市第三中级人民法院民事审判庭", "the Civil Division of the Third Intermediate People's Court of Beijing"),
    ("山东省人民检察院第二检察部",
     "the Second Procuratorial Department of the People's Procuratorate of Shandong Province"),
    ("最高人民检察院第九检察厅", "the Ninth Procuratorial Office of the Supreme People's Procuratorate"),
    ("最高人民法院第二巡回法庭", "the Second Circuit Court of the Supreme People's Court"),
    ("中央第十巡视组", "the Tenth Central Inspection Team"),
    ("浙江省委第五巡视组", "the Fifth Inspection Team of the CPC Zhejiang Provincial Committee"),
    ("省委第三巡视组", "the Third Inspection Team of the provincial Party committee"),
    ("第三师图木舒克市", "Tumxuk, Third Division"),
    ("新疆生产建设兵团第八师", "the Eighth Division of the Xinjiang Production and Construction Corps"),
    ("盱眙县委", "the CPC Xuyi County Committee"), ("监察部", "the Ministry of Supervision"),
    ("国土资源部", "the Ministry of Land and Resources")])
def test_local_and_former_bodies(chinese, target):
    assert found(f"据{chinese}通报，情况良好。") == {chinese: target}


def test_a_body_may_have_its_place_before_it():
    accepted = english("浙江省人民政府决定。", "浙江省人民政府")
    assert {"Zhejiang Provincial People's Government", "Zhejiang provincial government"} <= accepted
    assert "Hangzhou Municipal Finance Bureau" in english("杭州市财政局通知。", "杭州市财政局")


ORDINARY = """要坚持高质量发展，推动高水平开放。|各方面要高度重视，抓好落实。|金融服务实体经济能力不断增强。
马上就办、真抓实干。|国务院新闻办公室发布白皮书。|推动和平发展，维护世界和平。|实现社会长治久安、人民安居乐业。|让人民生活更加幸福安康。
深化务实合作，实现互利共赢。|加强社会治安综合治理，建设平安社会。|老年人健康长寿。|倡导文明健康的生活方式。
天下大同是美好愿望。|增进两国人民友谊。|新建改建农村公路。|会同有关部门研究提出意见。|推动资源节约集约利用。
加强沿海地区生态保护。|建设富裕文明的新农村。|全面推进乡村振兴。|发展特色小镇。|帮扶贫困村脱贫。
有关负责同志介绍情况。|党员同志要发挥作用。|主任会议讨论了议程。|代表们认真审议报告。|部长高度评价合作成果。
各级党委书记要负总责。|专家组提出建议。|常务会议研究部署工作。|全体委员一致通过。|有条件的开发区和高新区要先行先试。
设立一批新区。|城区和郊区协调发展。|加强城镇老旧小区改造。|严格执行法律法规。|任期三年，可以连任。
积极稳妥推进改革。|强化金融监管。|解决群众急难愁盼问题。|向前推进一大步。|方案印发后要抓紧实施。|时间紧、任务重。
成为新的增长点。|万众一心、众志成城。|江山就是人民，人民就是江山。|白天和夜间都要值守。|水平明显提高。
全国统一大市场加快建设。|环境保护部门要加强监管。|文化部门要做好服务。|农业农村工作取得成效。|交通部门加强调度。
海洋经济稳步增长。|高校毕业生就业稳定。|温和上涨的物价。|纪检监察机关要严肃问责。|管理水平不断提升。
坚持稳中求进工作总基调。|相信群众、依靠群众。|康复医疗服务体系。|连续三年增长。|党建引领基层治理。
华侨华人为祖国作贡献。|石油和天然气产量增长。|云计算和大数据加快应用。|史无前例的机遇。|易地搬迁群众稳定就业。
房地产市场平稳。|车辆购置税减半征收。|包容审慎监管。|项目建设进展顺利。|关系国计民生的重大问题。|路线方针政策。
商务领域改革。|单位和个人不得侵占。|应对气候变化。|祝贺大会胜利召开。|凝聚团结奋斗的力量。|章程草案已经通过。
武装力量建设。|熊猫保护取得进展。|毛收入增加。|雷达系统完成升级。|左右两侧都要检查。""".replace("\n", "|").split("|")


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_sentences_have_no_names(text):
    assert not found(text)


PIECES = ["浙江省", "杭州市", "余杭区", "部长", "王文涛", "、", "，", "马克龙", "阿卜杜拉·沙希德", "人民政府", "村",
          "出席", "和", "2024年", "的", "Ａ", "李"]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join), st.data())
def test_names_lie_in_their_text_apart_from_each_other_and_cut_nothing_taken(text, data):
    start = data.draw(st.integers(0, len(text)))
    taken = [(start, end)] if (end := data.draw(st.integers(start, len(text)))) > start else []
    names = find(text, WORDS, taken)
    assert all(0 <= n.start < n.end <= len(text) for n in names)
    assert all(a.end <= b.start for a, b in itertools.pairwise(names))
    assert all(n.end <= a or b <= n.start or n.start <= a and b <= n.end for n in names for a, b in taken)


def terms(text: str, *entries):
    return [(t.source, t.target, t.origin) for t in Matcher(glossary_of(*entries)).find(text)]


def test_a_glossary_comes_before_the_tables():
    assert terms("马克龙总统访华。", ("马克龙", "President Macron")) == [("马克龙", "President Macron", "glossary")]
    assert terms("余杭区加快发展。", ("余杭区", "the Yuhang Area")) == [("余杭区", "the Yuhang Area", "glossary")]


def test_a_name_round_an_entry_has_the_entrys_english():
    assert terms("北京市财政局通知。", ("北京", "Peking")) == [("北京市财政局", "the Finance Bureau of Peking", "name")]
    # an entry whose English does not fit the rule's stays alone
    assert terms("浙江省人民政府决定。", ("人民政府", "local authorities"))[-1] == ("人民政府", "local authorities",
                                                                      "glossary")


def test_numerals_in_names_are_no_numbers():
    assert ("湖南省花垣县十八洞村", "Shibadong Village, Huayuan County, Hunan Province",
            "name") in terms("湖南省花垣县十八洞村脱贫。")


def test_a_person_who_has_a_title_once_is_known_in_the_whole_document():
    document = match(document_of("国家能源局局长章建华介绍情况。", "谈到能源安全，章建华认为形势良好。"),
                     Matcher(glossary_of()))
    assert [[t.target for t in s.terms] for s in document.segments] == [["Zhang Jianhua"], ["Zhang Jianhua"]]


def test_names_go_to_the_engine_between_marks_and_count_when_missing():
    text = "浙江省杭州市余杭区加快发展。"
    marked = Matcher(glossary_of()).find(text)
    assert "<Yuhang District, Hangzhou, Zhejiang Province>" in wrapped(Request(text, tuple(marked)), "<", ">").text
    assert verify(text, marked, "Yuhang District, Hangzhou, Zhejiang Province is developing faster.").missing == 0
    assert verify(text, marked, "The remaining districts are speeding up their development.").missing == 1


def issues(chinese: str, target: str):
    document = match(document_of(chinese), Matcher(glossary_of()))
    segment = next(document.segments)
    correct(segment, target, State.REVIEWED)
    checks.run(document)
    return {(i.check, i.severity) for i in segment.issues if i.check.startswith("name")}


def test_a_persons_english_gets_a_warning_and_no_error():
    text = "余杭区区长王建国会见阿卜杜拉·沙希德。"
    assert issues(text, "Wang Jianguo, head of Yuhang, met with Abdulla Shahid.") == set()
    assert issues(text, "Wang Jianguo, head of Yuhang, met with Shahid.") == {("name-unread", Severity.WARNING)}
    assert issues(text, "The remaining head met with Shahid.") == {
        ("name-unread", Severity.WARNING), ("name-missing", Severity.WARNING)}


def test_the_data_is_small_and_whole():
    data = ROOT / "bilingual" / "language" / "names" / "data"
    assert sum(p.stat().st_size for p in data.iterdir()) < 300_000
    lines = (data / "places.tsv").read_text(encoding="utf-8").splitlines()
    lines = [line for line in lines if not line.startswith("#")]
    assert len(lines) > 3000 and all(len(line.split("\t")) == 3 and line.split("\t")[2][0].isupper() for line in lines)


@pytest.mark.skipif(not (Path(ROOT.parent) / "shared" / "eval").exists(), reason="needs the development sets")
def test_names_of_the_development_sets_are_in_their_english():
    matcher, named, missing = Matcher(glossary_of()), 0, []
    for path in ("policy-dev.tsv", "genres-dev.tsv"):
        for line in (ROOT.parent / "shared" / "eval" / path).read_text(encoding="utf-8").splitlines():
            chinese, target, *_ = line.split("\t")
            for term in (t for t in matcher.find(chinese) if t.origin == "name"):
                named += 1
                if verify(chinese, [term], target).missing and not mentioned(term.target, target):
                    missing.append((term.source, term.target))
    assert named > 60 and len(missing) <= 0.05 * named, missing


@pytest.mark.parametrize("text, pair, target", [
    ("中芬应当携手维护国际经贸秩序", "中芬", "China and Finland"), ("推动中芬关系迈上新台阶", "中芬", "China-Finland"),
    ("深化中法两国人民友谊", "中法", "China and France"), ("中日韩合作", "中日韩", "China-Japan-ROK"),
    ("新西兰总理访华，中新双方签署文件", "中新", "China and New Zealand"), ("发展中意文化合作", "中意", "China-Italy"),
    ("中瑞关系健康发展", "中瑞", "")])
def test_china_and_another_state_in_single_characters(text, pair, target):
    assert found(text)[pair] == target


@pytest.mark.parametrize("text", ["其中日均用电量增长", "在发展中以合作求共赢", "集中法律资源", "在发展中法治建设",
                                  "中文教育", "过程中所有人民", "中西部地区", "中老年文化活动", "中科院",
                                  "其中也有青年"])
def test_no_state_is_seen_in_other_words(text):
    assert not any(n.kind == "place" for n in find(text, WORDS))


@pytest.mark.parametrize(("text", "name"), [
    ("任命黄海为部长。", "Huang Hai"), ("撤销徐亮市教育局局长职务。", "Xu Liang"), ("陈静出席会议。", "Chen Jing"),
    ("李娜和赵勇分别签字。", "Li Na"), ("副市长张伟作报告。", "Zhang Wei"), ("聘任林志强为馆长。", "Lin Zhiqiang"),
    ("免去胡伟驻某国大使职务。", "Hu Wei"), ("李翔率团访问。", "Li Xiang"), ("孙静、马超当选副主席。", "Ma Chao"),
    ("蒋静主持，李明发言。", "Jiang Jing"), ("江城市养犬管理条例", "Jiangcheng City"),
    ("《临江省促进条例》的决定", "Linjiang Province")])
def test_names_in_decisions_acts_and_titles_of_laws(text, name):
    assert name in found(text).values()


@pytest.mark.parametrize("text", [
    "城市绿化管理条例", "本市居住证管理办法", "任命程序为三步。", "各级干部率团组出访。", "高度和深度分别提高。"])
def test_what_only_looks_like_them(text):
    assert found(text) == {}


def test_whom_a_decision_names_is_a_person_even_where_the_glossary_has_a_place():
    matcher = Matcher(glossary_of(Entry("黄海", "the Yellow Sea")))
    assert [t.target for t in matcher.find("任命黄海为部长。")] == ["Huang Hai"]
    assert [t.target for t in matcher.find("保护黄海湿地。")] == ["the Yellow Sea"]


@pytest.mark.parametrize(("text", "names"), [
    ("市长高峰会见了来宾。", {"高峰": "Gao Feng"}),
    ("副省长向东主持会议，秘书长时伟宣读通知。", {"向东": "Xiang Dong", "时伟": "Shi Wei"}),
    ("教授高洁、研究员成龙和工程师常胜获得一等奖。", {"高洁": "Gao Jie", "成龙": "Cheng Long", "常胜": "Chang Sheng"}),
    ("主任成龙，副主任向阳、白雪。", {"成龙": "Cheng Long", "向阳": "Xiang Yang", "白雪": "Bai Xue"}),
    ("任命成斌、高洁为审判员。", {"成斌": "Cheng Bin", "高洁": "Gao Jie"}),
    ("选举解强为主席，折晓叶、那英为副主席。", {"解强": "Xie Qiang", "折晓叶": "She Xiaoye", "那英": "Na Ying"}),
    ("委员长张德江主持会议。", {"张德江": "Zhang Dejiang"}),
    ("任命江山为局长。", {"江山": "Jiang Shan"}), ("局长高原主持会议。", {"高原": "Gao Yuan"}),
    ("副市长白鸽陪同调研。", {"白鸽": "Bai Ge"}),
    ("市长李长江出席会议。", {"李长江": "Li Changjiang"}), ("市长　孙日强", {"孙日强": "Sun Riqiang"}),
    ("第一组：松辽水利委员会副主任 亓宏伟", {"亓宏伟": "Qi Hongwei"}),
    ("区少华不再兼任司长职务。", {"区少华": "Ou Shaohua"}), ("区少华同志任主任。", {"区少华": "Ou Shaohua"}),
    ("审判长　宗立新", {"宗立新": "Zong Lixin"}), ("市长万斯年出席会议。", {"万斯年": "Wan Sinian"}),
    ("书记史青、区长乐平看望了群众。", {"史青": "Shi Qing", "乐平": "Yue Ping"}),
    ("出席会议的有高峰、向红、时兰。", {"高峰": "Gao Feng", "向红": "Xiang Hong", "时兰": "Shi Lan"}),
])
def test_a_person_in_office_may_be_called_like_a_word_or_a_place(text, names):
    assert found(text) == names


@pytest.mark.parametrize("text", [
    "主任全面主持工作。", "局长应约出席。", "书记高度评价。", "校长相继出席。", "院长和平时一样参加。",
    "市长高兴表示。", "经理管理、分配资金。", "遴聘适当人士为继任人。", "队长满意，队员高兴。"])
def test_behind_an_office_a_word_is_a_word(text):
    assert found(text) == {}


@pytest.mark.parametrize(("text", "party", "target"), [
    ("中方敦促日方停止错误言行。", "日方", "Japan"), ("韩方期待加强合作。", "韩方", "the Republic of Korea"),
    ("卢拉表示巴方愿同中方合作，巴西欢迎投资。", "巴方", "Brazil"), ("老方坚定支持中方。", "老方", "Laos"),
    ("法方向中方移交了文物。", "法方", "France"),
    ("中方愿同新方深化合作。", "新方", "")])
def test_a_state_as_a_party_in_a_single_character(text, party, target):
    assert found(text)[party] == target


@pytest.mark.parametrize("text", ["研究新方案。", "司法方面有进展。", "用老方法。", "西方国家。", "缔约方会议。",
                                  "多方参与。"])
def test_no_party_is_seen_in_other_words(text):
    assert found(text) == {}


def test_a_party_is_told_by_what_the_document_names():
    document = match(document_of("巴西总统访华。", "中方愿同巴方加强合作。"), Matcher(glossary_of()))
    assert [t.target for t in document.blocks[1].segments[0].terms] == ["Brazil"]
    both = match(document_of("巴西总统访华。", "巴基斯坦总理表示，巴方重视合作。"), Matcher(glossary_of()))
    assert "Pakistan" in [t.target for t in both.blocks[1].segments[0].terms if t.source == "巴方"]
    chinese, english = "中方愿同巴方加强合作。", "China will strengthen cooperation with {}."
    assert issues(chinese, english.format("Mar")) == {("name-unread", Severity.WARNING)}
    assert issues(chinese, english.format("Brazil")) == set()


def test_a_name_that_goes_on_is_another_name():
    assert issues("市长赵敏主持会议。", "Mayor Zhao Ming chaired the meeting.") == {("name-missing", Severity.WARNING)}
    assert issues("市长赵敏主持会议。", "The meeting was chaired by Zhao Min's mayor.") == set()


@pytest.mark.parametrize(("text", "name", "target"), [
    ("地址：武汉市江岸区沿江大道188号", "武汉市江岸区沿江大道188号", "188 Yanjiang Avenue, Jiang'an District, Wuhan"),
    ("南京市鼓楼区中山北路200号3楼305室", "南京市鼓楼区中山北路200号3楼305室",
     "Room 305, 3rd Floor, 200 Zhongshan North Road, Gulou District, Nanjing"),
    ("北京市海淀区中关村南大街甲12号", "北京市海淀区中关村南大街甲12号",
     "12A Zhongguancun South Street, Haidian District, Beijing"),
    ("迁至成都市天府大道北段1700号。", "成都市天府大道北段1700号", "1700 North Section, Tianfu Avenue, Chengdu"),
    ("联系人：许女士", "许女士", "Ms. Xu"), ("请联系张先生。", "张先生", "Mr. Zhang")])
def test_addresses_and_forms_of_address(text, name, target):
    assert found(text)[name] == target


@pytest.mark.parametrize("text", ["各位女士、先生", "女士们，先生们", "沿公路5号", "地铁线路3号", "那女士"])
def test_what_only_looks_like_an_address(text):
    assert found(text) == {}


def test_institutions_of_a_name_that_no_dictionary_has_are_seen():
    assert found("恒泰银行向东岭大学捐款。") == {"恒泰": "", "东岭": ""} and found("银行向医院捐款。") == {}
    assert issues("恒泰银行捐款。", "Hengtai Bank made a donation.") == set()
    assert issues("恒泰银行捐款。", "The Bank of Shanghai made a donation.") == {("name-unread", Severity.WARNING)}


@pytest.mark.parametrize("text, names", [
    ("联系人：孙悦/李好", "孙悦 李好"), ("主席：张三", "张三"), ("参会人员：张三、李四、王五", "张三 李四 王五"),
    ("副组长：李国强（副市长）、赵敏（秘书长）", "李国强 赵敏"), ("姓　名：王　芳", "王　芳"), ("记录人：高洁", "高洁"),
    ("李明（市财政局局长）、王芳（教育局副局长）", "李明 王芳"),
    ("抄送：李书记", "李书记"), ("请与王主任联系。", "王主任")])
def test_persons_behind_labels_and_before_offices_are_found(text, names):
    assert set(found(text)) - {"市财政局"} == set(names.split(" "))


@pytest.mark.parametrize("text", ["原主任到会", "向书记汇报", "应主任要求", "党委书记", "负责人：金融办",
                                  "责任人：安全员"])
def test_words_beside_offices_and_labels_are_no_persons(text):
    assert found(text) == {}


@pytest.mark.parametrize("text, said", [
    ("意大利总理梅洛尼表示：“我国愿深化合作。”", "our country"), ("意大利总理梅洛尼表示，我国愿深化合作。", "Italy"),
    ("莫迪说，我国高度重视。", ""), ("外长王毅说，我国坚持和平外交。", None), ("我国经济平稳。", None),
    ("法国总统马克龙访华期间，习近平指出，我国将扩大开放。", None)])
def test_our_country_is_that_of_the_speaker(text, said):
    assert found(text).get("我国") == said


def test_parties_and_offices_of_other_states_have_their_names():
    assert found("朝鲜劳动党总书记金正恩会见李强。")["朝鲜劳动党"] == "the Workers' Party of Korea"
    assert found("何立峰会见美国财政部长贝森特。")["美国财政部长"] == "US Treasury Secretary"


@pytest.mark.parametrize("text, exchanged", [
    ("Khuon Sudary, chairman of the National Assembly of Laos, President Xaysomphone Phomvihane and President of the "
     "National Assembly of Cambodia", True),
    ("Xaysomphone Phomvihane, President of the National Assembly of Laos, and Khuon Sudary, President of the National "
     "Assembly of Cambodia", False),
    ("President of the National Assembly of Laos Xaysomphone Phomvihane and Cambodia's Khuon Sudary, its President",
     False)])
def test_two_persons_must_not_change_their_offices(text, exchanged):
    source = "赵乐际分别会见老挝国会主席赛宋蓬和柬埔寨国会主席昆索达莉。"
    document = match(document_of(source), Matcher(glossary_of()))
    segment, = document.segments
    correct(segment, f"Zhao Leji met {text}.", State.TRANSLATED)
    checks.run(document)
    assert ("office-exchanged" in [i.check for i in segment.issues]) == exchanged


def test_a_foreigner_of_sounds_alone_is_seen_behind_a_state_and_an_office():
    assert found("柬埔寨国会主席昆索达利访华。")["昆索达利"] == ""
    assert "昆索达利" not in found("市政府主席昆索达利访华。")
    assert found("李强会见新西兰总督基罗。")["基罗"] == ""


@pytest.mark.parametrize("text", ["李卫东任省政府办公厅主任。",
                                  "经研究决定：李卫东同志任市交通运输局局长，免去其原职务。"])
def test_who_takes_an_office_is_a_person(text):
    assert found(text)["李卫东"] == "Li Weidong"


@pytest.mark.parametrize("chinese, right, wrong", [
    ("海关总署发布公告。", "The customs authorities have issued a notice.",
     "The State Taxation Administration has issued a notice."),
    ("鄂伦春自治旗发布预警。", "The banner of Oroqen issued an alert.",
     "The Ewenki Autonomous Banner issued an alert."),
])
def test_a_body_or_place_told_as_another_one_is_flagged(chinese, right, wrong):
    entries = (Entry("海关总署", "the General Administration of Customs", type="institution"),)
    for text, expected in ((right, False), (wrong, True)):
        document = match(document_of(chinese), Matcher(glossary_of(*entries)))
        segment, = document.segments
        correct(segment, text, State.TRANSLATED)
        checks.run(document)
        assert ("name-exchanged" in {i.check for i in segment.issues}) is expected


@pytest.mark.parametrize("text, english", [
    ("佛山市南海区的企业。", "Nanhai District, Foshan"),
    ("佛山市南海区政府发布通知。", "the Government of Nanhai District, Foshan"),
    ("南海局势总体稳定。", "the South China Sea"),
])
def test_a_district_is_not_the_sea_that_it_is_named_after(text, english):
    glossary = glossary_of(Entry("南海", "the South China Sea", type="place"))
    document = match(document_of(text), Matcher(glossary))
    assert [t.target for t in next(document.segments).terms] == [english]


@pytest.mark.parametrize(("source", "target", "names"), [
    ("烟台万华化学集团在匈牙利设有基地。", "Smokingtai Wanhua Chemical Group has a base in Hungary.", ["Smokingtai"]),
    ("深化昆仑文化研究。", "We will deepen Kunluluon culture research.", ["Kunluluon"]),
    ("大理石采石场里，米开朗琪罗曾来挑选石料。", "In the quarry Mikailangqiluo chose stones.", ["Mikailangqiluo"]),
    ("西门子能源公司在奥运会期间参会。", "Siemens Energy attended during the Olympics on Wednesday.", []),
    ("加拿大总理卡尼访华。", "Canadian Prime Minister Carney visited China in February.", [])])
def test_what_a_machine_writes_like_a_name_must_be_one(source, target, names):
    from bilingual.language.names.spelt import strange
    assert list(strange(source, target)) == names
