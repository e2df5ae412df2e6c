"""Whether a text that should be English is in another language: by its script, its accents and its little words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

_SCRIPTS = {
    "CYRILLIC": "Russian",
    "HIRAGANA": "Japanese",
    "KATAKANA": "Japanese",
    "HANGUL": "Korean",
    "ARABIC": "Arabic",
    "THAI": "Thai",
    "DEVANAGARI": "Hindi",
    "HEBREW": "Hebrew",
    "GREEK": "Greek",
}
# The commonest little words of languages that are written as English is; those that are English words, too, are left
# out.
_LITTLE = {
    "English": "the of and to in is for that on with as by we will be are our from at this must should shall it an or "
               "all has have not",
    "French": "le la les des du et une un est pour dans que qui sur avec nous aux au par ce cette notre doit sont",
    "Spanish": "el la los las del y una un es para que con por se nuestro debe como su al son hemos",
    "German": "der die das und den dem ein eine ist für mit auf wir zu von im des werden muss sich nicht zur wird",
    "Portuguese": "o os as da do das dos e uma um é para que com por se nosso deve como ao são em",
    "Italian": "il lo la gli le di e una un è per che con si nostro deve come al sono della dei nel",
    "Indonesian": "dan yang di untuk dengan dari dalam kita akan harus ini pada adalah kami",
}
_WORDS = {language: frozenset(words.split()) for language, words in _LITTLE.items()}
SHARE = 0.3  # of the letters in another script: names may be written as they are at home
ACCENTS = 0.08  # of the letters with accents: Vietnamese, and no English with names in it
LEAST_WORDS = 4  # words from which little words tell something


def foreign(text: str) -> str:
    """The language of a text that is not English, as far as it can be told ("another language" where not); "" for
    English.
    """
    letters = [c for c in text if c.isalpha()]
    if not letters:
        return ""
    scripts = Counter(
        name for c in letters if ord(c) > 0x24F and (name := _SCRIPTS.get(unicodedata.name(c, "?").split(" ")[0]))
    )
    if scripts:
        language, count = scripts.most_common(1)[0]
        if count > SHARE * len(letters):
            return language
    words = re.findall(r"[^\W\d_]+", text.lower())
    found = {language: sum(w in little for w in words) for language, little in _WORDS.items()}
    best = max(found, key=lambda language: found[language])
    if len(words) >= LEAST_WORDS and found[best] > found["English"] and found[best] * 5 >= len(words):
        return best if list(found.values()).count(found[best]) == 1 else "another language"
    accented = sum(0xBF < ord(c) < 0x250 or 0x1E00 <= ord(c) <= 0x1EFF for c in letters)
    return (
        "another language" if accented > ACCENTS * len(letters) and len(letters) >= 12 and not found["English"] else ""
    )
