"""Subtitles (.srt), read by the library srt: a block for each, its lines joined."""
from __future__ import annotations

import re
from pathlib import Path

import srt

from bilingual.model.document import Block, Document
from bilingual.model.errors import BilingualError
from bilingual.readers.text import decode, glue

_DASH = re.compile(r"([-—–]\s*)?(.*)$")
_TAGS = re.compile(r"</?[biu]>|</?font[^>]*>|\{\\[^}]*\}", re.I)

_LEAD = re.compile(r"(?:\{\\[^}]*\}|</?[biu]>|</?font[^>]*>|\s)*", re.I)


def read(path: Path, encoding: str | None) -> Document:
    """The document in an .srt file; what a subtitle says about its looks is not part of its text."""
    subtitles, used = parsed(path, encoding)
    blocks = [Block("paragraph", line, ref=f"{n}.{k}")
              for n, s in enumerate(subtitles) for k, (_, line) in enumerate(lines(s.content))]
    return Document(path, "srt", [b for b in blocks if b.text], used)


def parsed(path: Path, encoding: str | None) -> tuple[list, str]:
    """The subtitles of a file. Raises BilingualError naming the place that is none."""
    text, used = decode(path, encoding)
    try:
        return list(srt.parse(text)), used
    except (srt.SRTParseError, ValueError) as error:
        raise BilingualError(f"{path} cannot be read as subtitles ({str(error).splitlines()[0]}).") from error


def around(content: str) -> tuple[str, str]:
    """The tags that stand around all of a subtitle: its place on the screen ({\\an8}), and its looks where they are
    closed behind it.
    """
    lead = _LEAD.match(content)
    placed = "".join(re.findall(r"\{\\[^}]*\}", lead[0] if lead else ""))
    whole = re.fullmatch(r"<([biu])>((?:(?!</?\1>).)*)</\1>", re.sub(r"\{\\[^}]*\}", "", content).strip(), re.S | re.I)
    return (placed + f"<{whole[1]}>", f"</{whole[1]}>") if whole else (placed, "")


def lines(content: str) -> list[tuple[str, str]]:
    """The lines of a subtitle joined to one text, or to one for each speaker, with the dash in front of it."""
    out: list[tuple[str, str]] = []
    for line in _TAGS.sub("", content).splitlines():
        dash, text = _DASH.findall(line.strip())[0]
        if dash or not out:
            out.append((dash, text))
        else:
            out[-1] = out[-1][0], glue(out[-1][1], text)
    return out
