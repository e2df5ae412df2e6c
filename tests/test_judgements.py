"""Right and wrong English of laws, statistics, appointments, talks and notices: how much of each the checks see."""
from pathlib import Path

import pytest
from conftest import glossary_of

from bilingual import checks
from bilingual.evaluation import people_judged
from bilingual.glossary.load import load
from bilingual.glossary.matcher import Matcher, match
from bilingual.language.quantities.measure import read
from bilingual.model.document import Block, Document, Segment, State
from bilingual.segmenter import segment
from bilingual.support.paths import builtin_glossary
from bilingual.translation.reading import read as read_through
from bilingual.translation.stage import correct

DATA = Path(__file__).parent / "data"
ROWS = [line.split("\t") for line in (DATA / "meaning-judgements.tsv").read_text(
    encoding="utf-8").splitlines() if not line.startswith("#")]


@pytest.fixture(scope="module")
def judged(engine) -> list[tuple[list[str], Segment]]:
    """The rows with their segments as they stand when a person has written the English."""
    document = segment(Document(Path("rows.txt"), "txt", [Block("paragraph", row[0]) for row in ROWS]))
    match(document, Matcher(glossary_of()))
    segments = [block.segments[0] for block in document.blocks]
    for row, one in zip(ROWS, segments, strict=True):
        correct(one, row[1], State.TRANSLATED)
    read_through(document.segments, engine)
    checks.run(document)
    return list(zip(ROWS, segments, strict=True))


def found(segment: Segment) -> set[str]:
    """What the checks say of a segment; that other rows have the same Chinese is no matter of its own."""
    return {i.check for i in segment.issues} - {"inconsistent", "low-confidence"}


def test_right_english_is_left_alone(judged):
    right = [(row[1], found(one)) for row, one in judged if row[2] == "right"]
    flagged = [r for r in right if r[1]]
    assert len(right) >= 80 and len(flagged) / len(right) <= 0.03, flagged


def test_wrong_english_is_seen(judged):
    wrong = [(row[1], row[3]) for row, one in judged if row[2] == "wrong"]
    passed = [(row[1], row[3]) for row, one in judged if row[2] == "wrong" and not found(one)]
    assert len(wrong) >= 80 and len(passed) / len(wrong) <= 0.10, passed


def test_free_english_is_seldom_flagged_wrongly(engine):
    found = people_judged(read(DATA / "free-judgements.tsv"), engine, glossary_of())
    assert found.correct == found.wrong == 1920
    assert len(found.flagged) / found.correct <= 0.03, found.flagged
    assert len(found.passed) / found.wrong <= 0.42


def test_facts_are_agreed_upon(engine):
    """Quantities, identifiers, labels, signs, names, negation and modality of 1,060 sentences, right and wrong."""
    found = people_judged(read(DATA / "fact-judgements.tsv"), engine, load([builtin_glossary()]))
    assert found.correct == found.wrong == 1060
    assert len(found.flagged) / found.correct <= 0.03, found.flagged
    assert len(found.passed) / found.wrong <= 0.06, found.passed


def test_right_english_once_flagged_is_left_alone(engine):
    found = people_judged(read(DATA / "right-english.tsv"), engine, load([builtin_glossary()]))
    assert len(found.flagged) / found.correct <= 0.03, found.flagged
