"""The rules, in the order in which they are tried at a place of a text."""
from bilingual.language.quantities.rules import (
    ages,
    amounts,
    calendar,
    congresses,
    dates,
    documents,
    eras,
    identifiers,
    labels,
    measures,
    moments,
    often,
    ordinals,
    shares,
    sizes,
    technical,
    weather,
)

RULES = (*identifiers.RULES, *documents.RULES, *congresses.RULES, *labels.RULES, *ordinals.RULES, *eras.RULES,
         *calendar.RULES, *often.RULES, *moments.RULES, *dates.RULES, *shares.RULES, *ages.RULES, *technical.RULES,
         *weather.RULES, *sizes.RULES, *measures.RULES, *amounts.RULES)
