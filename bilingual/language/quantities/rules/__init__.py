"""The rules, in the order in which they are tried at a place of a text."""
from bilingual.language.quantities.rules import amounts, dates, identifiers, labels, measures, shares

RULES = (*identifiers.RULES, *labels.RULES, *dates.RULES, *shares.RULES, *measures.RULES, *amounts.RULES)
