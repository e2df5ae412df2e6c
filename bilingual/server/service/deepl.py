"""A part of DeepL's API, version 2: what deepl-python and Weblate ask, with glossaries that are enforced."""

from __future__ import annotations

import csv
import io
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bilingual.server.requests import Fields, Json, answering, text, upload
from bilingual.server.security import Refused
from bilingual.server.service.glossaries import Made
from bilingual.server.service.languages import check, detect
from bilingual.server.service.markup import Markup
from bilingual.server.service.texts import Plain, described, strings, translated

_TARGETS = [
    {"language": code, "name": name, "supports_formality": False}
    for code, name in (("EN", "English"), ("EN-GB", "English (British)"), ("EN-US", "English (American)"))
]
_PAIRS = [{"source_lang": "zh", "target_lang": "en"}]


async def translate(request: Request, values: Fields) -> dict:
    """POST /v2/translate"""
    texts = strings(values.get("text"), "text")
    check(text(values, "source_lang", "auto"), text(values, "target_lang"))
    if text(values, "formality", "default") in ("more", "less"):
        raise Refused(400, "formality is not supported for this target language.")
    tags = text(values, "tag_handling", "")
    if tags not in ("", "xml", "html"):
        raise Refused(400, "tag_handling must be xml or html.")
    ignored = _names(values.get("ignore_tags"))
    asked = [Markup(t, tags == "xml", ignored) if tags else Plain(t) for t in texts]
    glossary = _glossary(request, values)
    found = await translated(request, asked, glossary.path if glossary else None)
    request.app.state.characters += sum(map(len, texts))
    answers = []
    for sent, made, (english, *_) in zip(texts, asked, found, strict=True):
        answer = {"detected_source_language": detect(sent)[0].upper(), "text": english, "billed_characters": len(sent)}
        if "model_type" in values:
            answer["model_type_used"] = "quality_optimized"
        if request.query_params.get("bilingual") == "1":
            answer["bilingual"] = described(made)
        answers.append(answer)
    return {"translations": answers}


def _names(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [n.strip() for v in values if isinstance(v, str) for n in v.split(",") if n.strip()]


def _glossary(request: Request, values: Fields) -> Made | None:
    key = values.get("glossary_id")
    return request.app.state.glossaries.get(str(key)) if key else None


async def languages(request: Request, values: Fields) -> list:
    """GET /v2/languages"""
    return _TARGETS if values.get("type") == "target" else [{"language": "ZH", "name": "Chinese"}]


async def usage(request: Request, values: Fields) -> dict:
    """GET /v2/usage"""
    return {"character_count": request.app.state.characters, "character_limit": 10**12}


async def pairs(request: Request, values: Fields) -> dict:
    """GET /v2/glossary-language-pairs"""
    return {"supported_languages": _PAIRS}


async def create_glossary(request: Request, values: Fields) -> Response:
    """POST /v2/glossaries"""
    check(text(values, "source_lang"), text(values, "target_lang"))
    made = request.app.state.glossaries.create(
        text(values, "name"), text(values, "entries"), text(values, "entries_format", "tsv")
    )
    return Json(made.described(), 201)


async def glossaries(request: Request, values: Fields) -> dict:
    """GET /v2/glossaries"""
    return {"glossaries": [m.described() for m in request.app.state.glossaries.all()]}


async def glossary(request: Request, values: Fields) -> dict:
    """GET /v2/glossaries/{id}"""
    return request.app.state.glossaries.get(request.path_params["id"]).described()


async def delete_glossary(request: Request, values: Fields) -> Response:
    """DELETE /v2/glossaries/{id}"""
    request.app.state.glossaries.get(request.path_params["id"]).path.unlink()
    return Response(status_code=204)


async def entries(request: Request, values: Fields) -> Response:
    """GET /v2/glossaries/{id}/entries"""
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None, lineterminator="\n")
    writer.writerows([e.source, e.target] for e in request.app.state.glossaries.get(request.path_params["id"]).entries)
    return Response(out.getvalue(), media_type="text/tab-separated-values")


async def document(request: Request, values: Fields) -> dict:
    """POST /v2/document"""
    check(text(values, "source_lang", "auto"), text(values, "target_lang"))
    made = _glossary(request, values)
    held = await request.app.state.holdings.begin(request, upload(values), made.path if made else None)
    return {"document_id": held.key, "document_key": held.secret}


async def document_status(request: Request, values: Fields) -> dict:
    """POST /v2/document/{id}"""
    held = _held(request, values)
    if held.work.done():
        error = held.work.exception()
        if error is not None:
            return {"document_id": held.key, "status": "error", "message": str(error), "error_message": str(error)}
        return {"document_id": held.key, "status": "done", "billed_characters": 0}
    return {"document_id": held.key, "status": "translating", "seconds_remaining": 1}


async def document_result(request: Request, values: Fields) -> Response:
    """POST /v2/document/{id}/result"""
    return _held(request, values).response()


def _held(request: Request, values: Fields) -> Any:
    held = request.app.state.holdings.get(request.path_params["id"])
    if held.work is None or text(values, "document_key") != held.secret:
        raise Refused(404, "There is no such document.")
    return held


routes = [
    Route("/v2/translate", answering(translate), methods=["POST"]),
    Route("/v2/languages", answering(languages), methods=["GET", "POST"]),
    Route("/v2/usage", answering(usage), methods=["GET", "POST"]),
    Route("/v2/glossary-language-pairs", answering(pairs)),
    Route("/v2/glossaries", answering(create_glossary), methods=["POST"]),
    Route("/v2/glossaries", answering(glossaries)),
    Route("/v2/glossaries/{id}", answering(glossary)),
    Route("/v2/glossaries/{id}", answering(delete_glossary), methods=["DELETE"]),
    Route("/v2/glossaries/{id}/entries", answering(entries)),
    Route("/v2/document", answering(document), methods=["POST"]),
    Route("/v2/document/{id}", answering(document_status), methods=["POST", "GET"]),
    Route("/v2/document/{id}/result", answering(document_result), methods=["POST", "GET"]),
]
