"""Checks of numbers and dates, with the arithmetic of 万 and 亿."""
import re

from bilingual.checks import check
from bilingual.language.figures import unit_of
from bilingual.model.document import Severity, TermStatus
from bilingual.translation.judge import verify

# Other ways of writing a unit, as regular expressions
SHORT = {"yuan": r"rmb|cny|¥", "US dollars": r"\$|usd", "euros": r"€|eur", "kilometers": r"\bkm|kilomet", "square kilometers": r"km|kilomet",
         "square meters": r"m2|m²|metre", "cubic meters": r"m3|m³|metre", "hectares": r"\bha\b", "kilowatts": r"kw|[mg]w\b|watt",
         "kilowatt-hours": r"wh\b|hour", "metric tons": r"tonne"}


@check(Severity.ERROR)
def number_mismatch(segment):
    """Number or date missing from the English."""
    for term in segment.terms:
        if term.figure and term.status is TermStatus.MISSING:
            yield f"“{term.source}” ({term.target}) has no counterpart in the English"


@check(Severity.WARNING)
def unit_missing(segment):
    """Number right, but its unit is not in the English."""
    english = segment.target.lower()
    for term in segment.terms:
        unit = unit_of(term.figure) if term.figure and term.status is TermStatus.VARIANT else ""
        # The last word decides, without its plural: tons, yuan, kilometers; square kilometers may be written with km².
        if unit and not re.search(rf"\b{re.escape(unit.split()[-1].removesuffix('s'))}|{SHORT.get(unit, '$^')}", english):
            yield f"“{term.source}” is measured in {unit}, which the English does not say"


@check(Severity.WARNING)
def number_invented(segment):
    """Number in the English that the Chinese does not have."""
    for number in verify(segment.text, segment.terms, segment.target).invented:
        yield f"{number} is not in the Chinese"
