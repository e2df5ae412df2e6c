"""Other clients: Immersive Translate, KISS Translator, 划词翻译, DeepLX, MTranServer, and OmegaT's plug-in FakeMT."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request
from starlette.routing import Route

from bilingual.server.requests import Fields, answering, text
from bilingual.server.security import Refused
from bilingual.server.service.languages import check, chinese_name, detect
from bilingual.server.service.texts import Plain, strings, translated

_HCFY = {"中文(简体)": "zh", "中文(繁体)": "zh-Hant", "英语": "en"}


async def _english(request: Request, texts: Sequence[str]) -> list[str]:
    return [found[0] for found in await translated(request, [Plain(t) for t in texts])]


async def immersive(request: Request, values: Fields) -> dict:
    """POST /imme, for Immersive Translate"""
    check(text(values, "source_lang", "auto"), text(values, "target_lang"))
    texts = strings(values.get("text_list"), "text_list")
    return {
        "translations": [
            {"detected_source_lang": detect(t)[0], "text": e}
            for t, e in zip(texts, await _english(request, texts), strict=True)
        ]
    }


async def kiss(request: Request, values: Fields) -> dict:
    """POST /kiss, for KISS Translator"""
    check(text(values, "from", "auto"), text(values, "to"))
    several = "texts" in values
    texts = strings(values["texts"] if several else values.get("text"), "texts" if several else "text")
    answers = [{"text": e, "src": detect(t)[0]} for t, e in zip(texts, await _english(request, texts), strict=True)]
    return {"translations": answers} if several else answers[0]


async def hcfy(request: Request, values: Fields) -> dict:
    """POST /hcfy, for 划词翻译"""
    given = text(values, "text")
    strings(given, "text")
    wanted = values.get("destination")
    wanted = wanted if isinstance(wanted, list) else [wanted]
    if "英语" not in wanted:
        raise Refused(400, "destination must have 英语 in it: this server translates into English.")
    source = text(values, "source", "auto") or "auto"
    check(_HCFY.get(source, source), "en")
    lines = given.split("\n")
    return {"text": given, "from": chinese_name(given), "to": "英语", "result": await _english(request, lines)}


async def deeplx(request: Request, values: Fields) -> dict:
    """POST /deeplx, for what speaks to DeepLX"""
    check(text(values, "source_lang", "auto"), text(values, "target_lang"))
    given = text(values, "text")
    (english,) = await _english(request, strings(given, "text"))
    return {
        "code": 200,
        "data": english,
        "alternatives": [],
        "source_lang": detect(given)[0].upper(),
        "target_lang": "EN",
    }


async def mtranserver(request: Request, values: Fields) -> dict:
    """POST /mtran, for what speaks to MTranServer"""
    check(text(values, "from", "auto"), text(values, "to"))
    several = "texts" in values
    texts = strings(values["texts"] if several else values.get("text"), "texts" if several else "text")
    english = await _english(request, texts)
    return {"results": english} if several else {"result": english[0]}


async def fakemt(request: Request, values: Fields) -> dict:
    """GET /fakemt, for OmegaT's plug-in FakeMT"""
    check(text(values, "source", "auto"), text(values, "target"))
    (english,) = await _english(request, strings(text(values, "text"), "text"))
    return {"translation": english}


routes = [
    Route("/imme", answering(immersive), methods=["POST"]),
    Route("/kiss", answering(kiss), methods=["POST"]),
    Route("/hcfy", answering(hcfy), methods=["POST"]),
    Route("/deeplx", answering(deeplx), methods=["POST"]),
    Route("/mtran", answering(mtranserver), methods=["POST"]),
    Route("/fakemt", answering(fakemt)),
]
