"""What a keeper may want to change in entries that are sound by themselves, as sentences."""
from __future__ import annotations

from bilingual.glossary.capitals import capitals
from bilingual.glossary.load import load
from bilingual.glossary.relations import contradictions, near_duplicates
from bilingual.model.glossary import Glossary
from bilingual.support.paths import builtin_glossary


def advice(entries: Glossary) -> dict[str, list[str]]:
    """By the kind of what was found, one sentence for each entry with what may be done about it."""
    return {
        "capitals": [
            f"{e.origin}: “{e.rendering}” begins with a capital, and so it will stand inside sentences: write it "
            "without, unless it is a name" for e in capitals(entries, load([builtin_glossary()]))],
        "near-duplicates": [
            f"{b.origin}: {b.source} (“{b.rendering}”) is nearly {a.source} (“{a.rendering}”): keep one, or give both "
            "one rendering" for a, b in near_duplicates(entries)],
        "terms that a longer one contradicts": [
            f"{b.origin}: {b.source} is “{b.rendering}”, but {a.source} in it is “{a.rendering}”: list a rendering "
            f"that fits both under the variants of {a.source}, or say why in the note of {b.source}, naming {a.source}"
            for a, b in contradictions(entries)]}
