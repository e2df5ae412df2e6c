"""The committed example is what the program writes today."""
import re

from conftest import ROOT, SAMPLES

import bilingual
from bilingual.support.paths import builtin_glossary
from bilingual.writers import write

EXAMPLE = ROOT / "outputs" / "example"


def test_example_is_current(tmp_path):
    """To the letter but for the English, which may differ in a few sentences on another kind of processor."""
    document = bilingual.translate(SAMPLES / "work-conference.md", model="embedded", glossaries=[builtin_glossary()])
    (path,), _ = write(document, tmp_path, ["md"])
    ours, theirs = (p.read_text(encoding="utf-8") for p in (path, EXAMPLE / path.name))
    assert ours.splitlines()[-1] == theirs.splitlines()[-1], "the signature: program, model, glossary"
    chinese = lambda text: [l for l in text.split("## Terms")[0].splitlines() if re.search("[\u4e00-\u9fff]", l)
                            and "<br>" not in l]
    assert chinese(ours) == chinese(theirs)
    english = [s.target for s in document.segments if len(s.target) > 12]
    plain = theirs.replace("\\", "")
    assert sum(t in plain for t in english) >= 0.8 * len(english)


def test_example_page_belongs_to_the_same_run():
    page = (EXAMPLE / "work-conference.bilingual.html").read_text(encoding="utf-8")
    signature = (EXAMPLE / "work-conference.bilingual.md").read_text(encoding="utf-8").splitlines()[-1]
    assert signature in page
