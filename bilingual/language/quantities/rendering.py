"""Numbers as English writes them in reports: 12,000; 3.5 trillion; first; 21st; two-thirds."""
from __future__ import annotations

from fractions import Fraction

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December")
CARDINALS = {w: i for i, w in enumerate((
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty").split())} | {
    w: 10 * i for i, w in enumerate("thirty forty fifty sixty seventy eighty ninety".split(), 3)}
ORDINALS = {w: i for i, w in enumerate((
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth").split(), 1)} | {
    w: 10 * i for i, w in enumerate("thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth".split(), 3)}
SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12,
          "quadrillion": 10**15}
_WORDS = {i: w for w, i in CARDINALS.items()}
_ORDINAL_WORDS = {i: w for w, i in ORDINALS.items() if i <= 20}
_PARTS = {2: "half", 3: "third", 4: "quarter", 5: "fifth", 6: "sixth", 7: "seventh", 8: "eighth", 9: "ninth",
          10: "tenth"}


def decimal(number: Fraction, commas: int = 10**4) -> str:
    """A number in digits, with commas from `commas` on: 1949, 12,000, 0.5; one without an end to four places."""
    if number.denominator == 1:
        return f"{int(number):,}" if abs(number) >= commas else str(int(number))
    places = next((p for p in range(1, 13) if (number * 10**p).denominator == 1), 4)
    text = f"{abs(round(number * 10**places)):0{places + 1}d}"
    whole = int(text[:-places])
    return ("-" if number < 0 else "") + (f"{whole:,}" if whole >= commas
                                          else str(whole)) + "." + text[-places:].rstrip("0")


def scaled(number: Fraction) -> str:
    """A count the way English reports write it: 12,000; 3.5 trillion; 420 million."""
    if number >= 10**15 and number % 10**15 == 0:
        return f"{decimal(number / 10**15, 1000)} quadrillion"
    for word, size in (("trillion", 10**12), ("billion", 10**9), ("million", 10**6)):
        if number >= size and (number / size * 10**4).denominator == 1:  # 1,234,567 is not told as 1.234567 million
            return f"{decimal(number / size, 1000)} {word}"
    return decimal(number, 1000)


def magnitude(number: Fraction, of: bool = True) -> str:
    """Some number of an order of magnitude: 10^4 is "tens of thousands", 10^9 "billions"; with "of" before a noun."""
    n, word = int(number), ""
    for name, size in (("trillions", 10**12), ("billions", 10**9), ("millions", 10**6), ("thousands", 1000)):
        if n >= size and n % size == 0:
            n, word = n // size, name
            break
    head = {1: "", 10: "tens" if word else "dozens", 100: "hundreds", 1000: "thousands"}[n]
    return " of ".join(p for p in (head, word) if p) + (" of" if of else "")


def word(n: int) -> str:
    """A small number as a word, a larger one in digits: 3 → "three", 12 → "12"."""
    return _WORDS[n] if n <= 10 else str(n)


def ordinal(n: int) -> str:
    """1 → "1st", 14 → "14th"."""
    suffix = "th" if 10 <= n % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{suffix}"


def ordinal_word(n: int) -> str:
    """1 → "first", 20 → "twentieth", 21 → "21st"."""
    return _ORDINAL_WORDS.get(n) or ordinal(n)


def fraction(top: int, bottom: int) -> str:
    """2, 3 → "two-thirds"; 1, 2 → "half"; 7, 25 → "7/25"."""
    if (top, bottom) == (1, 2):
        return "half"
    if bottom not in _PARTS or top > 10:
        return f"{top}/{bottom}"
    return f"{word(top)}-{_PARTS[bottom]}{'s' if top > 1 else ''}"
