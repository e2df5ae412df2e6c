"""Quantities of Chinese policy text: found, rendered by rule, and compared with the English by value.

A number is never left to a translation model. `find_quantities` recognises each one in the Chinese and renders it;
`english_quantities` reads those of an English text; `compare` tells what the English keeps, lacks, changes or invents;
`unread` gives the numerals that no rule could read. Both languages end in one exact form (`bilingual.model.quantity`):
3.5万亿元 and "3,500 billion yuan" are the same number.

    Chinese     numerals   Chinese, Arabic and mixed numerals to exact fractions
                units      units, currencies and classifiers, as a table
                words      words with numerals that count nothing
                rules/     one rule a kind: its grammar, value, rendering and examples
                context    what the words around a number say of it, in both languages
                find       the rules applied to a text
    English     rendering  numbers as English writes them
                english    the numbers of a text (with english_grammar and english_readers)
                bounds      以上 and 以下, which have their number among them
    both        matching   where a quantity stands in the English
                manner     whether it has the right sign, direction and bound there
                wordless   numbers that English tells without saying them
                measured   what an amount measures, told as its number
                leftover   numbers that nothing in the Chinese stands for
                compare    all of these together
    measure     the rules and the comparison on files of examples
"""
from bilingual.language.quantities.compare import compare
from bilingual.language.quantities.english import english_quantities
from bilingual.language.quantities.find import find_quantities, unread

__all__ = ["compare", "english_quantities", "find_quantities", "unread"]
