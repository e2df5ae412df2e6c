"""Quantities of Chinese policy text: found, rendered by rule, and compared with the English by value.

A number is never left to a translation model. `find_quantities` recognises each one in the Chinese and renders it; `english_quantities`
reads those of an English text; `compare` tells what the English keeps, lacks, changes or invents; `unread` gives the numerals that no rule
could read. Both languages end in one exact form (`bilingual.model.quantity`): 3.5万亿元 and "3,500 billion yuan" are the same number.

    numerals    Chinese, Arabic and mixed numerals to exact fractions       units      units, currencies, classifiers: a table
    rules/      one rule a kind: grammar, value, rendering, examples        words      words with numerals that count nothing
    context     what the words before a number say of it                    find       the rules applied to a text
    rendering   numbers as English writes them                              english    the quantities of an English text
    compare     both sides against each other
"""
from bilingual.language.quantities.compare import compare
from bilingual.language.quantities.english import english_quantities
from bilingual.language.quantities.find import find_quantities, unread

__all__ = ["compare", "english_quantities", "find_quantities", "unread"]
