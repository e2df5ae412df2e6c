"""Checks of what a sentence tells of time, of exceptions, comparisons and acts, and of its numbering."""
from __future__ import annotations

from collections.abc import Iterator

from bilingual.checks import check, judged
from bilingual.language.causes import turned_round
from bilingual.language.comparisons import garbled, step_lost, wrong_period
from bilingual.language.contrasts import exchanged as exchanged_words
from bilingual.language.degrees import reversed_degree, turned_way
from bilingual.language.document_kinds import another
from bilingual.language.formulas import effect_lost, in_force_before, post_lost, unfined
from bilingual.language.headings import as_sentence, one_way
from bilingual.language.numbering import misnumbered
from bilingual.language.ordinals import exchanged, of_another
from bilingual.language.ordinals import invented as congress_invented
from bilingual.language.parties import given_back, in_charge_of, invited_back, undergone
from bilingual.language.relations import exception, punished, raised, swapped, unsaid_exception
from bilingual.language.roles import exchanged as roles_exchanged
from bilingual.language.roles import merged
from bilingual.language.sequences import misordered
from bilingual.language.successions import exchanged as exchanged_persons
from bilingual.language.tense import mistold
from bilingual.language.voices import Named, doer_exchanged
from bilingual.language.wholes import told_as_several
from bilingual.model.document import MACHINE, Segment, Severity, Term

_TOLD = {"goal": "the Chinese tells what is aimed at, the English what has happened",
         "result": "the Chinese tells what has happened, the English what will be",
         "rule": "the Chinese lays down a rule, the English tells what has happened"}


@check(Severity.WARNING)
def time_changed(segment: Segment) -> Iterator[str]:
    """Goal or rule told as a result, or a result as a goal."""
    kind = mistold(segment.text, segment.target)
    if kind:
        yield _TOLD[kind]
    said = in_force_before(segment.text, segment.target)
    if said:
        yield f"the Chinese says when it is to come into force, the English says “{said}”"
    if effect_lost(segment.text, segment.target):
        yield "the Chinese says when it is to come into force, which the English does not say"


@check(Severity.WARNING)
def exception_changed(segment: Segment) -> Iterator[str]:
    """Exception told as an addition or not at all, or an addition told as an exception."""
    said = swapped(segment.text, segment.target)
    if said:
        meant = "except for" if exception(segment.text) == "except" else "in addition to"
        yield f"“除…外” is meant as “{meant}” here, the English says “{said}”"
    if unsaid_exception(segment.text, segment.target):
        yield "“除…外” makes an exception, which the English does not say"


@check(Severity.WARNING)
def cause_changed(segment: Segment) -> Iterator[str]:
    """Cause told as the effect, and the effect as the cause."""
    cause = turned_round(segment.text, segment.target)
    if cause:
        yield f"“{cause}” is the cause here, and the English tells it as the effect"


@check(Severity.WARNING)
def order_changed(segment: Segment) -> Iterator[str]:
    """Order of two steps turned round."""
    if steps := misordered(segment.text, segment.target):
        yield f"“{steps}” says what comes first, and the English has it the other way round"


@check(Severity.WARNING)
def comparison_unclear(segment: Segment) -> Iterator[str]:
    """Comparison whose English says two things at once, or that the English does not make."""
    said = garbled(segment.text, segment.target)
    if said:
        yield f"“{said}”: which of the two is more, and by how much?"
    if one_way(segment.text, segment.target):
        yield "the Chinese speaks of a change either way, which the English does not say"
    if said := wrong_period(segment.text, segment.target):
        yield f"the Chinese compares quarters, the English says “{said}”"
    lost = step_lost(segment.text, segment.target)
    if lost:
        yield f"“{lost}” compares two declines, which the English does not say"


@check(Severity.WARNING)
def degree_changed(segment: Segment) -> Iterator[str]:
    """More told as less, or a rise as a fall."""
    if any(fault.kind in ("direction", "sign", "bound") for fault in judged(segment).faults):
        return  # which says it with its number
    for way in (reversed_degree, turned_way):
        meant, said = way(segment.text, segment.target)
        if meant:
            yield f"the Chinese says “{meant}”, the English “{said}” and nothing that would be the same"


@check(Severity.WARNING)
def agent_changed(segment: Segment) -> Iterator[str]:
    """Authority that punishes told as the one that is punished, or giver and receiver exchanged."""
    said = punished(segment.text, segment.target)
    if said:
        yield f"the Chinese tells who acts, the English “{said}”"
    people = [t.target for t in segment.terms if t.kind == "person"]
    if post := post_lost(segment.text, segment.target, people):
        yield f"the Chinese takes a post from a person, the English says “{post}”"
    names = [(t.start, t.end, (t.target, *t.variants)) for t in segment.terms]
    known = [Named(t.start, t.end, (t.target, *t.variants)) for t in segment.terms if _names(t)]
    if said := doer_exchanged(segment.text, segment.target, known):
        yield f"the Chinese tells who does it and to whom, the English says “{said}”"
    persons = [(t.start, t.end, (t.target, *t.variants)) for t in segment.terms if t.kind == "person"]
    one, other = exchanged_persons(segment.text, segment.target, persons)
    if one:
        yield f"“{one}” is removed here or appointed, the English says “{other}”"
    if said := in_charge_of(segment.text, segment.target, names):
        yield f"the Chinese tells who is responsible, the English says “{said}”"
    if host := invited_back(segment.text, segment.target):
        yield f"the Chinese names another host, the English says “{host}”"
    one, other = roles_exchanged(segment.text, segment.target)
    if one:
        yield f"the Chinese tells what “{one}” does, the English what “{other}” does"
    one, other = merged(segment.text, segment.target) if segment.origin in MACHINE else ("", "")
    if one:
        yield f"the English has “{other}” once more than the Chinese, and “{one}” not at all"
    if said := undergone(segment.text, segment.target):
        yield f"the Chinese tells what is undergone, the English what is done: “{said}”"
    if given := given_back(segment.text, segment.target, names):
        yield f"the Chinese tells who gives, the English says “{given}” of the giver"


def _names(term: Term) -> bool:
    """Whether a term tells one thing from others: no number but a year, or what is copied."""
    quantity = term.quantity
    return quantity is None or quantity.copied or any(v.dimension == "year" for v in quantity.values)


@check(Severity.WARNING)
def level_changed(segment: Segment) -> Iterator[str]:
    """Local body told as a national one."""
    said = raised(segment.text, segment.target)
    if said:
        yield f"the Chinese names a local body, the English “{said}”"


@check(Severity.WARNING)
def whole_changed(segment: Segment) -> Iterator[str]:
    """Whole place told as all places of its kind."""
    for start, end, right, said in told_as_several(segment.text, segment.target):
        yield f"“{segment.text[start:end]}” is {right}, the English says “{said}”"


@check(Severity.WARNING)
def kind_changed(segment: Segment) -> Iterator[str]:
    """Document that calls itself by another kind."""
    for said, right in another(segment.text, segment.target):
        yield f"the Chinese speaks of “{right}”, the English says “{said.group()}”"


@check(Severity.WARNING)
def title_told(segment: Segment) -> Iterator[str]:
    """Title of a table or plan told as a sentence."""
    said = as_sentence(segment.text, segment.target)
    if said:
        yield f"the Chinese is a title, the English a sentence: “{said}”"


@check(Severity.WARNING)
def ordinal_changed(segment: Segment) -> Iterator[str]:
    """Ordinal of something else than in the Chinese."""
    said = (of_another(segment.text, segment.target) or exchanged(segment.text, segment.target)
            or congress_invented(segment.text, segment.target))
    if said:
        yield f"the English says “{said}”, and the Chinese counts something else"


@check(Severity.WARNING)
def fine_unsaid(segment: Segment) -> Iterator[str]:
    """Fine that the English names and nobody imposes."""
    said = unfined(segment.text, segment.target)
    if said:
        yield f"the Chinese imposes a fine, the English only names it: “{said}”"


@check(Severity.WARNING)
def word_exchanged(segment: Segment) -> Iterator[str]:
    """Word told as its counterpart, such as a buyer as the seller."""
    for one in exchanged_words(segment.text, segment.target):
        instead = f"tells “{one.chinese}” as" if one.chinese else "says, for nothing in the Chinese,"
        yield f"the English {instead} “{one.said}”"


@check(Severity.WARNING)
def numbering_changed(segment: Segment) -> Iterator[str]:
    """Numbering in front that is not the one of the Chinese."""
    said = misnumbered(segment.marker_target, segment.target)
    if said:
        yield f"the Chinese begins with “{segment.marker.strip()}” ({segment.marker_target}), the English with “{said}”"
