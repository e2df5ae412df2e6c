"""The API of LibreTranslate: what Weblate, Zotero, SearXNG, browser extensions and libretranslatepy ask."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.routing import Route

from bilingual.readers import READERS
from bilingual.server.requests import Fields, answering, text, upload
from bilingual.server.security import Refused
from bilingual.server.service.languages import check, detect
from bilingual.server.service.markup import Markup
from bilingual.server.service.texts import MOST_ALTERNATIVES, MOST_CHARACTERS, Plain, described, strings, translated

LANGUAGES = [
    {"code": code, "name": name, "targets": ["en"]}
    for code, name in (("zh", "Chinese"), ("zh-Hans", "Chinese (simplified)"), ("zh-Hant", "Chinese (traditional)"))
]
LANGUAGES.append({"code": "en", "name": "English", "targets": ["en"]})


async def translate(request: Request, values: Fields) -> dict:
    """POST /translate"""
    texts = strings(values.get("q"), "q")
    check(text(values, "source", "auto"), text(values, "target"))
    form = text(values, "format", "text")
    if form not in ("text", "html"):
        raise Refused(400, f"{form} is no format: it is text or html.")
    more = _count(values.get("alternatives", 0))
    asked = [Markup(t) if form == "html" else Plain(t) for t in texts]
    found = await translated(request, asked, more=more)
    languages = [_language(t) for t in texts]
    one = not isinstance(values["q"], list)
    answer: dict[str, list] = {"translatedText": [f[0] for f in found], "detectedLanguage": languages}
    if "alternatives" in values:
        answer["alternatives"] = [f[1:] for f in found]
    if request.query_params.get("bilingual") == "1":
        answer["bilingual"] = [described(a) for a in asked]
    return {name: value[0] for name, value in answer.items()} if one else answer


def _count(value: object) -> int:
    if not str(value).isdecimal() or int(str(value)) > 1000:
        raise Refused(400, f"alternatives must be a number, up to {MOST_ALTERNATIVES}.")
    return min(int(str(value)), MOST_ALTERNATIVES)


def _language(of: str) -> dict:
    code, sure = detect(of)
    return {"confidence": sure, "language": code}


async def detection(request: Request, values: Fields) -> list:
    """POST /detect"""
    texts = strings(values.get("q"), "q")
    return [_language(" ".join(texts))]


async def languages(request: Request, values: Fields) -> list:
    """GET /languages"""
    return LANGUAGES


async def settings(request: Request, values: Fields) -> dict:
    """GET /frontend/settings"""
    access = request.app.state.access
    return {
        "apiKeys": access.remote,
        "keyRequired": access.remote,
        "charLimit": MOST_CHARACTERS,
        "frontendTimeout": 500,
        "suggestions": False,
        "filesTranslation": True,
        "supportedFilesFormat": sorted(READERS),
        "language": {"source": {"code": "zh", "name": "Chinese"}, "target": {"code": "en", "name": "English"}},
    }


async def translate_file(request: Request, values: Fields) -> dict:
    """POST /translate_file"""
    check(text(values, "source", "auto"), text(values, "target"))
    held = await request.app.state.holdings.translate(request, upload(values))
    return {"translatedFileUrl": f"http://{request.headers['host']}/download_file/{held.key}/{held.quoted_name}"}


async def download_file(request: Request, values: Fields) -> Any:
    """GET /download_file/{key}/{name}"""
    return request.app.state.holdings.get(request.path_params["key"]).response()


routes = [
    Route("/translate", answering(translate), methods=["POST"]),
    Route("/detect", answering(detection), methods=["POST"]),
    Route("/languages", answering(languages)),
    Route("/frontend/settings", answering(settings)),
    Route("/translate_file", answering(translate_file), methods=["POST"]),
    Route("/download_file/{key}/{name}", answering(download_file)),
]
