"""Lines of forms, tables, notices and contracts whose English is fixed, as a user sees them."""
from pathlib import Path

import pytest

from bilingual.model.document import Block, Document
from bilingual.pipeline import Translator


@pytest.fixture(scope="module")
def translator(engine) -> Translator:
    return Translator.create(engine)


def english(translator: Translator, *texts: str, kind: str = "cell") -> list[str]:
    """The English of some cells of one document."""
    document = translator.translate_document(Document(Path("form"), "txt", [Block(kind, text) for text in texts]))
    return [block.target for block in document.blocks]


@pytest.mark.parametrize(("text", "said"), [
    ("户名", "Account name"), ("账号", "Account number"), ("公章", "Official seal"), ("签　字", "Signature"),
    ("因公出国（境）费", "Official overseas visits"),
    ("政治面貌", "Political affiliation"), ("籍贯", "Place of origin"),
    ("学士", "Bachelor's degree"), ("自理", "At own expense"), ("小计", "Subtotal"), ("总计", "Grand total"),
    ("单位：人", "Unit: persons"), ("单位：亿元、%", "Unit: 100 million yuan, %"),
    ("金额单位：元", "Unit of amount: yuan"),
    ("增减（%）", "Change (%)"), ("同比增长（%）", "Year-on-year growth (%)"), ("增减%", "Change (%)"),
    ("甲方（盖章）：", "Party A (seal):"), ("乙方（签字）：", "Party B (signature):"), ("备　注", "Remarks"),
    ("2024年预算数（万元）", "2024 (budget) (10,000 yuan)"), ("地址、邮编", "Address, postal code"),
    ("各有关单位：", "To all units concerned:")])
def test_a_label_alone_has_its_fixed_english(translator, text, said):
    assert english(translator, text) == [said]


@pytest.mark.parametrize(("text", "said"), [
    ("主席：张三", "Chairperson: Zhang San"), ("联系人：孙悦/李好", "Contact: Sun Yue/Li Hao"),
    ("副组长：李国强（副市长）、赵敏", "Deputy Head: Li Guoqiang (Vice Mayor), Zhao Min"),
    ("主任：陈春生", "Director: Chen Chunsheng"),
    ("姓　名：王　芳", "Name: Wang Fang"), ("缺席：无", "Absent: None"), ("抄送：李书记", "Cc: Secretary Li"),
    ("联系人：张先生 传真：010-12345678", "Contact: Mr. Zhang, Fax: 010-12345678"),
    ("校长王小明", "Principal Wang Xiaoming"),
    ("尊敬的王小明先生：", "Dear Mr. Wang Xiaoming:"), ("李明同志：", "Comrade Li Ming:"),
    ("申请日期：____年____月____日", "Date of application: year ____, month ____, day ____"),
    ("附件：1.报名表 2.日程安排", "Attachment: 1. Registration form, 2. Schedule"),
    ("附件1：申报表", "Annex 1: Application form"),
    ("2024年度部门决算表", "Departmental final accounts tables for 2024"),
    ("食宿自理。", "Board and lodging at own expense."), ("联系电话：12345转8001", "Telephone: 12345 ext. 8001"),
    ("2024年__月__日", "Year 2024, month __, day __"), ("年    月    日", "Year ____, month ____, day ____")])
def test_a_label_with_what_it_names_is_put_together_by_rule(translator, text, said):
    assert english(translator, text) == [said]


def test_what_is_rendered_by_rule_has_no_flag_and_can_be_edited(translator):
    blocks = [Block("cell", "序号"), Block("cell", "公章")]
    document = translator.translate_document(Document(Path("form"), "txt", blocks))
    for segment in document.segments:
        assert segment.origin == "rule" and not segment.issues and segment.risk is None and not segment.fixed


def test_the_glossary_comes_before_the_table(engine):
    from conftest import glossary_of
    own = Translator(engine, glossary_of(("公章", "company chop")))
    assert "company chop" in english(own, "公章")[0].lower()


@pytest.mark.parametrize("text", ["负责人：全体成员", "责任人：安全员", "申请人：高校教师", "联系人：待定",
                                  "成员：财政部、教育部"])
def test_what_is_no_person_behind_a_label_is_not_read_as_one(translator, text):
    assert not [t for t in translator.matcher.find(text) if t.kind == "person"]


def test_lines_of_contacts_stay_lines_in_markdown(translator, tmp_path):
    from bilingual.model.document import PLAIN
    from bilingual.writers.markdown import write_english
    (tmp_path / "c.md").write_text("联系人：李明\n传真：010-12345678\n\n会议研究了\n有关问题。\n", encoding="utf-8")
    document = translator.translate_file(tmp_path / "c.md")
    write_english(document, tmp_path / "c.en.md", PLAIN)
    lines = (tmp_path / "c.en.md").read_text(encoding="utf-8").splitlines()
    assert lines[:2] == ["Contact: Li Ming  ", "Fax: 010-12345678"] and len(lines) == 4


@pytest.mark.parametrize(("text", "said"), [
    ("张爱民，男，汉族，1975年6月生，研究生学历，工学硕士，中共党员，现任副主任。",
     "Zhang Aimin, male, Han, born in June 1975, postgraduate education, Master of Engineering, CPC member,"),
    ("李　娜，女，回族，宁夏银川人，1982年3月出生，2004年7月参加工作，2006年5月入党，拟任区长。",
     "Li Na, female, Hui, native of Yinchuan, Ningxia Hui Autonomous Region, born in March 1982, started work in July "
     "2004, joined the CPC in May 2006,")])
def test_who_somebody_is_in_an_announcement_is_told_by_rule(translator, text, said):
    document = translator.translate_text(text)
    first, second = document.segments
    assert first.target == said and first.origin == "rule" and second.continues and first.source + second.source == text


@pytest.mark.parametrize(("text", "said"), [
    ("主管部门审核意见（盖章）", "Review opinion of competent department (seal)"),
    ("导师意见（签字）", "Opinion of supervisor (signature)"), ("特此通知。", "Notice is hereby given."),
    ("因公出国（境）团组数（个）", "Number of groups on official overseas visits (number)")])
def test_labels_are_put_together_from_others(translator, text, said):
    assert english(translator, text) == [said]


def test_boxes_behind_a_label_are_columns_of_their_own(translator):
    document = translator.translate_text("是否同意：□是 □否")
    assert [s.source for s in document.segments] == ["是否同意：", "□是", "□否"]
    assert [s.target for s in document.segments][1:] == ["□ Yes", "□ No"]


def test_persons_in_a_column_of_names_are_read(translator):
    cells = english(translator, "姓　名", "孙悦", "高洁", "李　好", "学历", "高中", "方案", "民族", "满族")
    assert cells[:4] == ["Name", "Sun Yue", "Gao Jie", "Li Hao"] and cells[5] == "Senior high school"
    assert cells[6] != "Fang An" and cells[8] == "Manchu"


@pytest.mark.parametrize(("text", "said"), [
    ("任命王海涛同志为省农业农村厅党组成员、副厅长（试用期一年）。",
     "Wang Haitao is appointed member of the leading Party members group and deputy director of the provincial "
     "department of agriculture and rural affairs (probation period: one year)."),
    ("免去陈建华的市财政局局长职务。",
     "Chen Jianhua is removed from the post of director of the municipal finance bureau."),
    ("李卫东任省政府办公厅主任，免去其省政府副秘书长职务。",
     "Li Weidong is appointed director of the General Office of the provincial government and is removed from the post "
     "of deputy secretary-general of the provincial government."),
    ("经研究决定，任命王强、李娜为市统计局副局长。",
     "It was decided that Wang Qiang and Li Na are appointed deputy directors of the municipal statistics bureau."),
    ("省委决定：黄志强同志任中共海安市委书记，不再担任海安市市长职务。",
     "The provincial Party committee decided that Huang Zhiqiang is appointed secretary of the CPC Hai'an Municipal "
     "Committee and no longer serves as mayor of Hai'an."),
    ("冼明辉任舟山市委书记，不再担任嘉兴市委副书记、市长职务。",
     "Xian Minghui is appointed secretary of the CPC Zhoushan Municipal Committee and no longer serves as deputy "
     "secretary of the CPC Jiaxing Municipal Committee and mayor."),
    ("赵立新不再担任市人民政府副秘书长职务，另有任用。",
     "Zhao Lixin no longer serves as deputy secretary-general of the municipal people's government and another "
     "appointment will follow.")])
def test_a_decision_on_persons_is_told_by_rule(translator, text, said):
    segment, = translator.translate_text(text).segments
    assert segment.target == said and segment.origin == "rule" and not segment.issues


@pytest.mark.parametrize("text", ["任命黄海为部长。", "免去其职务。", "任命张伟为市公路事业发展中心主任。"])
def test_a_decision_with_an_unknown_office_is_left_to_the_model(translator, text):
    segment, = translator.translate_text(text).segments
    assert segment.origin == "new"
