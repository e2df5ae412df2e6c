"""What is denied, forbidden, allowed or demanded in Chinese is so in English, and free English passes."""
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.language.polarity import KINDS, turned


def kinds(zh: str, en: str) -> list[str]:
    return [t.kind for t in turned(zh, en)]


@pytest.mark.parametrize(("zh", "en"), [
    ("任何个人不得泄露数据。", "No individual may disclose data."),
    ("任何个人不得泄露数据。", "Individuals are prohibited from disclosing data."),
    ("不得出租、出借或者转让许可证。", "A permit shall not be leased, lent, or transferred."),
    ("未经批准，不得开工。", "Construction shall not begin without approval."),
    ("未按规定报告的，处以罚款。", "Whoever fails to report as required shall be fined."),
    ("拒不改正的，责令停业。", "Those who refuse to make corrections shall be ordered to suspend business."),
    ("保存期限不得少于五年。", "Records shall be kept for no less than five years."),
    ("当事人可以申请复议。", "The party may apply for reconsideration."),
    ("当事人可以申请复议。", "The party is entitled to apply for reconsideration."),
    ("经营者应当建立台账。", "Operators shall keep records."),
    ("经营者应当建立台账。", "Operators are required to keep records."),
    ("不断提高人民生活水平。", "We will keep raising living standards."),
    ("坚定不移推进改革。", "We will unswervingly advance reform."),
    ("不仅要快，而且要好。", "We need not only speed but also quality."),
    ("防止返贫。", "We will ensure that people do not slip back into poverty."),
    ("困难很多，办法更多；决不退缩。", "There are many difficulties but more solutions; we will never retreat."),
    ("能不能办成，关键在人。", "Whether it can be done depends on people."),
    ("能不能办成，由职工代表大会决定。", "Whether it can be done is decided by the workers' congress."),
    ("未经批准，不得擅自开工；违反规定的，可以处以罚款。",
     "No construction shall begin without approval; whoever violates this may be fined."),
    ("任何单位未经批准，不得占用。", "No unit may, without approval, occupy it."),
    ("本通知不适用于已经停产停业的企业。", "This notice does not apply to enterprises that have suspended operations."),
    ("未满十八周岁的，不得录用。", "Those under 18 shall not be hired."),
    ("确保不断供、不脱销。", "We will ensure that supply is not cut off and goods do not sell out."),
    ("银发〔2024〕15号", "Yin Fa [2024] No. 15"),
    ("证据不足以证明。", "The evidence is insufficient to prove it."),
    ("未经批准不得出境。", "They may leave the country only with approval."),
    ("不能等、不能慢、不能松。", "We cannot wait, slow, or slacken."),
    ("标准不得低于最低工资。", "It shall not be lower than the minimum wage."),
    ("学校应当提供便利，无需收费。", "Schools shall help and need not charge for it."),
    ("环比跌势未改。", "The month-on-month decline went on.")])
def test_right_english_passes(zh, en):
    assert kinds(zh, en) == []


@pytest.mark.parametrize(("zh", "en", "kind"), [
    ("任何个人不得泄露数据。", "Any individual may disclose data.", "denial lost"),
    ("任何个人不得泄露数据。", "Individuals shall disclose data.", "denial lost"),
    ("禁止向河道倾倒垃圾。", "Garbage is dumped into rivers.", "denial lost"),
    ("未经批准的项目，责令停止建设。", "Approved projects shall be ordered to stop construction.", "denial lost"),
    ("没有调查，就没有发言权。", "With investigation, there is the right to speak.", "denial lost"),
    ("坚持对外开放。", "We will not pursue opening up.", "denial added"),
    ("经营者应当建立台账。", "Operators shall not keep records.", "denial added"),
    ("当事人可以申请复议。", "The party shall apply for reconsideration.", "permission lost"),
    ("经营者应当建立台账。", "Operators may keep records.", "permission added"),
    ("经营者必须建立台账。", "Operators keep records.", "demand lost"),
    ("禁止向河道倾倒垃圾。", "It is not prohibited to dump garbage into rivers.", "denial added"),
    ("未按照规定清缴的，处以罚款。", "Whoever fails to surrender them shall not be fined.", "denial added"),
    ("代表大会应当履行下列职责。", "The congress may perform the following duties.", "permission added"),
    ("没有经营许可证的，并处一万元罚款。", "Whoever operates without a license may also be fined 10,000 yuan.",
     "permission added"),
    ("己所不欲，勿施于人。", "Do to others what you would have them do to you.", "denial lost"),
    ("必须办好；不得拖延。", "It must be done well; it shall be delayed.", "denial lost"),
    ("任何单位不得擅自改变用途。", "Any unit may change the use without authorization.", "denial lost"),
    ("禁止新建与供水无关的项目。", "Projects unrelated to water supply are permitted.", "denial lost"),
    ("当事人有权拒绝回答。", "A party has no right to refuse to answer.", "permission lost"),
    ("学校应当提供便利。", "Schools need not provide such help.", "demand lost"),
    ("证据不足以证明。", "The evidence is sufficient to prove it.", "denial lost"),
    ("尚未就是否延长作出决定。", "It has decided whether to extend them.", "denial lost")])
def test_a_turn_is_found(zh, en, kind):
    assert kind in kinds(zh, en)


@given(st.text(alphabet="不未无没禁止得可以应当，。；改革", max_size=30), st.text(alphabet="notmay shl.;'ce"))
def test_no_text_is_too_strange(zh, en):
    assert set(kinds(zh, en)) <= set(KINDS)
