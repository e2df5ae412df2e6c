"""Learning from what people have translated: a document and its English, sentence by sentence, and what can be taken
from them.

documents    the two sides of a pair of files, or of one file that holds both; what cannot be aligned is refused folder
which files of a folder belong together beads        sentences of both sides that belong together features     what
sentences can be compared by: stems, numbers, labels, lengths corridor     the first pass: where the documents run along
each other rescoring    the second pass: what the translation model makes of the beads that might be search
dynamic programming over beads aligner      both passes: `align` results      what of a pair is taken: units of the
memory, the spreadsheet to look through, and the way back from it links        which words became which in the human
English terms        phrases that are rendered alike again and again, against the glossary concordance  all sentences
with a word, marked in both languages
"""
