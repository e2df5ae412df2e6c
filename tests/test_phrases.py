"""Clauses with a fixed English: where they are found, what they say, and what the model makes of them."""
import pytest
from conftest import glossary_of

from bilingual.engine.base import Engine
from bilingual.glossary.matcher import Matcher
from bilingual.language.phrases import enacted, phrases
from bilingual.model.document import Candidate
from bilingual.pipeline import Translator
from bilingual.translation.job import Job

MATCHER = Matcher(glossary_of(("国务院", "the State Council"),
                              ("第十三届全国人民代表大会", "the 13th National People's Congress"),
                              ("直接负责的主管人员", "persons directly in charge")))


def found(text: str) -> dict[str, str]:
    """The clauses of a text and their English, with the terms of the rules and of a small glossary."""
    return {text[p.start:p.end]: p.english for p in phrases(text, MATCHER.find(text))}


@pytest.mark.parametrize(("text", "clause", "english"), [
    ("收入增长5.1%，扣除价格因素，实际下降0.8%。", "扣除价格因素，实际下降0.8%",
     "down 0.8% in real terms after deducting price factors"),
    ("差距由上年的2.45扩大到2.59。", "由上年的2.45扩大到2.59", "widened from 2.45 in the previous year to 2.59"),
    ("二季度价格环比上涨0.3%。", "环比上涨0.3%", "rose by 0.3% quarter on quarter"),
    ("5月份价格环比下降0.3%。", "环比下降0.3%", "fell by 0.3% month on month"),
    ("情节严重的，处三日以上五日以下拘留。", "处三日以上五日以下拘留",
     "the offender shall be detained for not less than three days but not more than five days"),
    ("没收违法所得，并处违法所得二倍以下的罚款。", "并处违法所得二倍以下的罚款",
     "and a fine of no more than 2 times the unlawful gains shall be imposed"),
    ("逾期不改正的，可以处五千元以下的罚款。", "可以处五千元以下的罚款",
     "a fine of no more than 5,000 yuan may be imposed"),
    ("处合同价款百分之二以上百分之四以下的罚款。", "处合同价款百分之二以上百分之四以下的罚款",
     "a fine of not less than 2% but not more than 4% of the contract price shall be imposed"),
    ("情节严重的，对直接负责的主管人员处一万元罚款。", "对直接负责的主管人员处一万元罚款",
     "a fine of 10,000 yuan shall be imposed on the persons directly in charge"),
    ("（2020年5月28日第十三届全国人民代表大会第三次会议通过）", "2020年5月28日第十三届全国人民代表大会第三次会议通过",
     "adopted at the Third Session of the 13th National People's Congress on May 28, 2020"),
    ("2019年4月23日国务院第45次常务会议修订", "2019年4月23日国务院第45次常务会议修订",
     "revised at the 45th executive meeting of the State Council on April 23, 2019"),
    ("吊销许可证，五年内不得再次申请。", "吊销许可证", "the permit shall be revoked"),
    ("违反本条例第八条规定的，责令限期改正。", "违反本条例第八条规定的，",
     "whoever violates the provisions of Article 8 of these Regulations"),
    ("违约金按日千分之一计收。", "按日千分之一计收", "shall be charged at 0.1% per day"),
    ("三分之二以上的委员出席方可举行会议。", "三分之二以上的委员出席方可举行会议",
     "a meeting may be held only when at least two-thirds of the members are present"),
    ("村民户均增收3000元。", "户均增收3000元", "increased their income by an average of 3,000 yuan per household"),
    ("小麦平均亩产480公斤。", "平均亩产", "average yield per mu"),
    ("出动直升机六架次。", "出动直升机六架次", "launched six helicopter sorties"),
    ("两万五千里长征胜利。", "两万五千里长征", "the 25,000-li Long March"),
    ("城区人口20万以上城市全部覆盖。", "城区人口20万以上城市", "cities with an urban population of at least 200,000"),
    ("水位低于汛限水位4.48米。", "低于汛限水位4.48米", "4.48 meters below the flood limit level"),
    ("贸易、能源等6个领域。", "贸易、能源等6个领域", "6 areas including trade and energy"),
    ("德国、日本、巴西等23个国家的企业参展。", "德国、日本、巴西等23个国家的企业",
     "enterprises from 23 countries including Germany, Japan and Brazil"),
    ("校长王雪梅等9名教师获奖。", "校长王雪梅等9名教师", "9 teachers including Principal Wang Xuemei"),
])
def test_clauses_have_their_english(text, clause, english):
    assert found(text).get(clause) == english


@pytest.mark.parametrize("text", [
    "力争投资环比增长0.5%。",                       # what is wanted has not happened
    "价格环比上涨0.3%。",                           # by what: nobody can tell
    "由公安机关处五日以下拘留或者罚款。", "违反本法规定，造成损失的，应当赔偿。",
    "包括建立健全服务体系等4项措施。",               # the words before may belong to the one that is named
    "李明、王芳等2名代表发言。",                     # two are named of two
    "贸易、能源等6个领域合作深化。",                 # cooperation in six areas
    "2020年5月28日市长办公会第三次会议通过",         # which body, no rule knows
    "带动农户户均增收5000元。",                     # the farmers are who earns more
    "自撤销之日起，三年内不得重新申请。",
])
def test_what_only_looks_like_them_is_left_to_the_model(text):
    assert found(text) == {}


@pytest.mark.parametrize(("line", "english"), [
    ("（2001年7月26日宁波市第十一届人民代表大会常务委员会第二十九次会议通过，自2001年10月1日起施行）",
     "(Adopted at the 29th Meeting of the Standing Committee of the 11th People's Congress of Ningbo on July 26, 2001, "
     "effective as of October 1, 2001)"),
    ("（1979年7月1日第五届全国人民代表大会第二次会议通过　1997年3月14日第八届全国人民代表大会第五次会议修订）",
     "(Adopted at the Second Session of the Fifth National People's Congress on July 1, 1979; revised at the Fifth "
     "Session of the Eighth National People's Congress on March 14, 1997)"),
    ("（2014年7月29日国务院令第653号公布，自2014年8月1日起施行）",
     "(Promulgated by Order No. 653 of the State Council on July 29, 2014, effective as of August 1, 2014)"),
    ("（2018年12月29日第十三届全国人民代表大会常务委员会第七次会议第二次修正）",
     "(Amended for the second time at the Seventh Meeting of the Standing Committee of the 13th National People's "
     "Congress on December 29, 2018)"),
    ("2011年8月31日 宁波市第十三届人民代表大会常务委员会第三十四次会议修订",
     "Revised at the 34th Meeting of the Standing Committee of the 13th People's Congress of Ningbo on August 31, "
     "2011"),
    ("（见附件）", ""), ("（2014年7月29日国务院令第653号公布，内容有改动）", "")])
def test_when_a_law_was_adopted_is_told_by_rule(line, english):
    assert enacted(line, MATCHER.find(line)) == english


def test_a_clause_does_not_stand_against_somebodys_term():
    own = Matcher(glossary_of(("违法所得", "illegal earnings"), ("平均亩产", "mean output"), ("等6个", "some six")))
    told = {p.english for text in ("没收违法所得。", "平均亩产480公斤。", "贸易、能源等6个领域。")
            for p in phrases(text, own.find(text))}
    assert told == {"the illegal earnings shall be confiscated"}


def test_only_an_engine_that_takes_over_what_it_is_given_is_given_clauses():
    class Noting(Engine):
        name = signature = "noting"

        def translate(self, requests, effort=0, progress=lambda done: None):
            self.given = [t.target for r in requests for t in r.terms]
            return [[Candidate("The grain yielded 480 kilograms.", -0.3)] for _ in requests]
    plain, obedient = Noting(), Noting()
    obedient.obeys = True
    for engine in (plain, obedient):
        Translator(engine, glossary_of()).translate_text("小麦平均亩产480公斤。")
    assert "average yield per mu" in obedient.given and "average yield per mu" not in plain.given


def test_of_several_the_candidate_with_the_clause_is_chosen():
    job = Job("没收违法所得。", tuple(MATCHER.find("没收违法所得。")), False, [])
    job.consider([Candidate("The unlawful gains have been confiscated.", -0.1),
                  Candidate("The unlawful gains shall be confiscated.", -0.2)])
    assert job.text == "The unlawful gains shall be confiscated."


@pytest.mark.parametrize(("text", "english"), [
    ("情节较重的，处五日以上十日以下拘留，可以并处五百元以下罚款。",
     "Where the circumstances are relatively serious, the offender shall be detained for not less than five days but "
     "not more than ten days, and a fine of no more than 500 yuan may be imposed."),
    ("违反本法第三十一条规定的，责令改正。",
     "Whoever violates the provisions of Article 31 of this Law shall be ordered to make corrections."),
    ("双方签署了7项合作文件，涉及贸易、能源等6个领域。",
     "The two sides signed 7 cooperation documents involving 6 areas including trade and energy."),
    ("全村共有耕地3万亩。", "The village has 30,000 mu of farmland."),
])
def test_the_embedded_model_builds_its_sentence_around_them(engine, text, english):
    segment, = Translator(engine, glossary_of()).translate_text(text).segments
    assert segment.target == english
