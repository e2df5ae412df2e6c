"""Text files: their encoding, and lines that belong together."""
from __future__ import annotations

import codecs
import itertools
import re
from pathlib import Path

from bilingual.language.big5 import is_big5
from bilingual.language.english import width
from bilingual.language.sentences import CLOSERS, ENDS
from bilingual.model.errors import BilingualError
from bilingual.support.limits import check_text_size

_STOP = re.compile(r"(?:[A-Za-z]{2}|[%)\]])[.!?][\"')\]”’]*$")  # of an English sentence, not of a number or initial
_BEFORE = re.compile(r"[A-Za-z0-9][,;:.!?%)\]\"'”’]*$")
_BEHIND = re.compile(r"[(\[\"'“‘$]*[A-Za-z0-9]")
_CUT_NUMBER = re.compile(r"\d[.,:]$")
_BEGUN = re.compile(r"\s*(?:[^，。；：]{1,12}：|第[一二三四五六七八九十百\d]{1,4}[^，。；]|"
                    r"[（(]?[一二三四五六七八九十\d]{1,3}[、.．)）])")
_SIGNED = re.compile(r"[^，。；：\s][ \u3000]+[\u4e00-\u9fff]{2,4}\s*$")
LISTED = 0.8  # of the lines behind an unfinished one, that begin with a label or a number
_INVISIBLE = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))

def decode(path: Path, encoding: str | None) -> tuple[str, str]:
    """The text of a file and the encoding used: by byte order mark, else strict UTF-8, else strict GB18030. What nobody
    sees in it, and what changes what is seen, is left out: control characters, direction marks.

    Detectors guess wrong on short Chinese texts; these two cover nearly all there are, and Big5 must be asked for.
    Raises BilingualError naming the byte that cannot be read.
    """
    check_text_size(path)
    raw = path.read_bytes()
    names = [encoding] if encoding else [n for mark, n in _MARKS if raw.startswith(mark)][:1] or ["utf-8", "gb18030"]
    errors = []
    for name in names:
        try:
            text = raw.decode(name)
        except UnicodeDecodeError as error:
            errors.append(f"{name} fails at byte {error.start + 1}")
            continue
        except LookupError as error:
            raise BilingualError(f"Unknown encoding “{name}”: try utf-8, gb18030 or big5.") from error
        if name == "gb18030" and not encoding and is_big5(raw, text):
            raise BilingualError(f"{path} is neither UTF-8 nor GB18030, and reads well as Big5: save it as UTF-8, or "
                                 "name its encoding where there is an option for it (--encoding big5).")
        if "\0" in text:
            raise BilingualError(f"{path} is not a text file (it contains zero bytes).")
        return _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")), name.replace("-sig", "")
    raise BilingualError(f"{path} cannot be decoded ({'; '.join(errors)}): name its encoding, for example --encoding "
                         "big5.")


def wrap_width(lines: list[str]) -> int | None:
    """The column at which a file was wrapped by hand, in columns; None where each line is a paragraph.

    A wrapped file has many lines of nearly the same, greatest width that end in the middle of a sentence; where what
    follows them begins with a label or a number, or lines end with a name set apart, they are a list.
    """
    filled = [l for l in lines if l.strip()]
    behind = [b for a, b in itertools.pairwise(filled) if not ends_sentence(a)]
    begun = sum(bool(_BEGUN.match(l)) for l in behind)
    if behind and begun >= LISTED * len(behind) or sum(bool(_SIGNED.search(l)) for l in filled) >= LISTED * len(filled):
        return None
    widest = max(map(width, filled), default=0)
    full = [l for l in filled if width(l) >= widest - 6]
    cut = [l for l in full if not ends_sentence(l)]
    return widest if len(full) >= 3 and len(cut) >= 0.6 * len(full) and 30 <= widest <= 160 else None


def ends_sentence(line: str) -> bool:
    """Whether a line ends where a sentence, Chinese or English, or a heading line may end."""
    end = line.rstrip()
    return end.rstrip(CLOSERS + "）)】》").endswith(tuple(ENDS + "：:")) or bool(_STOP.search(end))


def glue(first: str, second: str) -> str:
    """Two pieces of a wrapped line as one: no space between Chinese, one between Latin words and behind their marks."""
    left, right = first.rstrip(), second.lstrip()
    latin = _BEFORE.search(left) and _BEHIND.match(right) and not (_CUT_NUMBER.search(left) and right[:1].isdigit())
    return left + (" " if latin else "") + right
