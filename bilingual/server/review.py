"""The sentences of a document, for the page: read, corrected, accepted, taken back. All of it is review/'s work."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import asdict
from typing import cast

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bilingual import checks
from bilingual.alignment.concordance import Hit, search
from bilingual.model.document import PEOPLE, Block, Segment, State
from bilingual.model.errors import BilingualError
from bilingual.review import decisions
from bilingual.review.edit import Stale, accept_all, comment, own, revision, save
from bilingual.server.queue import Steps, Worker
from bilingual.server.requests import Fields, Json, done, fields, text
from bilingual.server.security import Refused
from bilingual.translation.memory import Memory, difference
from bilingual.workspace.record import Record, Version
from bilingual.writers.layout import by_risk, comments

PAGE = 10_000  # segments of an answer, where no limit was asked for
MOST_FOUND = 50  # sentences of the memory


def row(record: Record, block: Block, segment: Segment, rank: int) -> dict:
    """What the grid shows of a segment. `rank` counts from 0, with what is most worth reading; what has no risk has
    the last one.
    """
    standing = record.standing(segment) if segment.state in PEOPLE else None
    return {
        "id": segment.id,
        "kind": block.kind,
        "place": block.place,
        "source": segment.source,
        "target": segment.target,
        "state": segment.state.value,
        "needs": segment.needs_review,
        "rev": revision(segment),
        "fixed": segment.fixed,
        "rank": rank,
        "comments": len(comments(segment)),
        "who": standing.who if standing else "",
        "when": standing.when if standing else "",
        "terms": [[t.start, t.end, t.source, t.target, t.status.value, t.target_span] for t in segment.terms
                  if t.origin == "glossary"],
        "issues": [{"check": i.check, "severity": i.severity.value, "message": i.message, "accepted": i.accepted}
                   for i in segment.issues],
    }


def rows(record: Record, wanted: Callable[[int, Segment], bool] = lambda n, s: True) -> list[dict]:
    """Rows of a document, in its order."""
    pairs = [(b, s) for b in record.document.blocks for s in b.segments]
    rank = {s.id: n for n, s in enumerate(by_risk(record.document))}
    return [row(record, b, s, rank.get(s.id, len(pairs))) for n, (b, s) in enumerate(pairs) if wanted(n, s)]


async def segments(request: Request) -> Response:
    """GET /api/documents/{id}/segments?after=0&limit=200, or ?ids=s1,s2"""
    query = request.query_params
    after, limit = number(query.get("after", "0")), number(query.get("limit", str(PAGE)))
    ids = set(query["ids"].split(",")) if "ids" in query else None

    def read() -> dict:
        record = request.app.state.library.get(request.path_params["id"])
        chosen = rows(record, lambda n, s: s.id in ids if ids is not None else after <= n < after + limit)
        title = record.document.title
        return {
            "document": record.document.stem,
            "name": record.document.path.name,
            "title": [title.text, title.target] if title and title.kind == "heading" else ["", ""],
            "total": sum(1 for _ in record.document.segments),
            "checks": {name: one.title for name, one in checks.registry().items()},
            "segments": chosen,
        }

    return Json(await run_in_threadpool(read))


def number(given: str) -> int:
    """A count in a query. Raises Refused for anything else."""
    if not (given.isascii() and given.isdecimal() and len(given) < 9):
        raise Refused(400, f"{given[:20]} is no count.")
    return int(given)


async def details(request: Request) -> Response:
    """GET /api/documents/{id}/segments/{sentence}: terms, candidates, memory, comments, history"""
    memory = request.app.state.worker.translator.memory

    def read() -> dict:
        record = request.app.state.library.get(request.path_params["id"])
        try:
            segment = decisions.in_record(record, request.path_params["sentence"])
        except BilingualError as error:
            raise Refused(404, str(error)) from error
        entries = {t.source: t for t in segment.terms}
        return {
            "terms": [
                {"source": t.source, "target": t.target, "status": t.status.value, "origin": t.origin, "kind": t.kind,
                 "variants": t.variants, "forbidden": t.forbidden, "note": t.entry.note if t.entry else "",
                 "reference": t.entry.reference if t.entry else "", "file": t.entry.origin if t.entry else ""}
                for t in entries.values()
            ],
            "candidates": [{"text": c.text, "score": c.score} for c in segment.candidates if c.text != segment.target],
            "memory": [asdict(m) for m in _similar(memory, segment)],
            "comments": [{"who": who, "text": words} for who, words in comments(segment)],
            "own": own(record, segment),
            "history": _history(record, segment),
        }

    return Json(await run_in_threadpool(read))


def _similar(memory: Memory | None, segment: Segment) -> list:
    return memory.fuzzy(segment.source) if memory else segment.matches


def _history(record: Record, segment: Segment) -> list[dict]:
    standing = record.standing(segment)
    return [
        {"number": n, "target": v.target, "state": v.state.value, "who": v.who, "when": v.when, "file": v.file,
         "stands": v is standing, "change": difference(segment.target, v.target) if v.target != segment.target else ""}
        for n, v in enumerate(record.versions(segment), 1)
    ]


async def _edited(request: Request, change: Callable[[Record, Memory | None], object]) -> Response:
    """Have a document changed under its lock; the answer has the rows that look otherwise now."""
    library, memory = request.app.state.library, request.app.state.worker.translator.memory

    def edit() -> list[dict]:
        library.get(request.path_params["id"])
        record, changed = library.edit(request.path_params["id"], lambda record: change(record, memory))
        wanted = {*changed, request.path_params.get("sentence")}
        return rows(record, lambda n, s: s.id in wanted)

    return Json({"segments": await run_in_threadpool(edit)})


def who(values: Fields) -> str:
    """The name of the person at the page, in one line; that of whoever runs the server where none is given."""
    return " ".join(text(values, "who", "").split())[:80] or decisions.user()


async def put(request: Request) -> Response:
    """PUT /api/documents/{id}/segments/{sentence} {target, state, who}, with If-Match: the revision that was edited"""
    values, based_on = await fields(request), request.headers.get("if-match", "").strip('"')
    target, name = text(values, "target"), who(values)
    try:
        state = State(text(values, "state", State.REVIEWED.value))
    except ValueError as error:
        raise Refused(400, f"A state is one of {', '.join(s.value for s in State)}.") from error
    if not based_on:
        raise Refused(428, "Say in If-Match which revision was edited.")
    sentence = request.path_params["sentence"]
    try:
        return await _edited(
            request, lambda record, memory: save(record, sentence, target, state, based_on, memory, name))
    except Stale as conflict:
        return Json({"error": str(conflict), "base": conflict.base, "mine": target,
                     "theirs": _version(conflict.theirs)}, 409)


def _version(version: Version) -> dict:
    return {"target": version.target, "state": version.state.value, "who": version.who, "when": version.when}


async def remark(request: Request) -> Response:
    """POST /api/documents/{id}/segments/{sentence}/comments {text, who}"""
    values, sentence = await fields(request), request.path_params["sentence"]
    words, name = text(values, "text"), who(values)
    return await _edited(request, lambda record, memory: comment(record, sentence, words, name))


async def accept(request: Request) -> Response:
    """POST /api/documents/{id}/segments/{sentence}/accept {check, reason, who}; without a reason it counts again"""
    values, sentence = await fields(request), request.path_params["sentence"]
    check, reason, name = text(values, "check"), text(values, "reason", ""), who(values)
    return await _edited(request, lambda record, memory: decisions.let_stand(record, sentence, check, reason, name))


async def take(request: Request) -> Response:
    """POST /api/documents/{id}/segments/{sentence}/take {number, who}: let a version of the history stand again"""
    values, sentence = await fields(request), request.path_params["sentence"]
    version, name = values.get("number"), who(values)
    if not isinstance(version, int):
        raise Refused(400, "The field number must be the number of a version.")
    return await _edited(request, lambda record, memory: decisions.restore(record, sentence, version, memory, name))


async def bulk(request: Request) -> Response:
    """POST /api/documents/{id}/bulk {segments: {id: revision}, state, preview, who}: accept many as they stand"""
    values = await fields(request)
    given, name = values.get("segments"), who(values)
    if not isinstance(given, dict) or values.get("state", "reviewed") not in [s.value for s in PEOPLE]:
        raise Refused(400, "Send segments as an object of ids and revisions, and a state: reviewed or final.")
    state = State(values.get("state", "reviewed"))
    record = await run_in_threadpool(request.app.state.library.get, request.path_params["id"])
    chosen, left = _sorted(record, given, state)
    if values.get("preview"):
        return Json({"accept": [s.id for s in chosen], "left": left})

    def change(record: Record, memory: Memory | None) -> None:
        accept_all(record, _sorted(record, given, state)[0], state, memory, name)

    return await _edited(request, change)


def _sorted(record: Record, given: dict, state: State) -> tuple[list[Segment], list[dict]]:
    """The segments that can be accepted unread, and the others with the reason."""
    chosen, left = [], []
    for segment in record.document.segments:
        if segment.id not in given:
            continue
        why = ("no English" if not segment.target else "has an error" if segment.needs_review else
               "changed meanwhile" if given[segment.id] != revision(segment) else
               "is that already" if segment.state in PEOPLE[PEOPLE.index(state):] else "")
        if why:
            left.append({"id": segment.id, "why": why})
        else:
            chosen.append(segment)
    return chosen, left


async def concordance(request: Request) -> Response:
    """GET /api/memory?q=: sentences of the memory that contain a text in either language, and what it became"""
    words, memory = request.query_params.get("q", "").strip(), request.app.state.worker.translator.memory

    def steps(worker: Worker, cancel: threading.Event) -> Steps:
        yield
        return search(words, memory, worker.translator.engine, MOST_FOUND)

    hits, total = cast(tuple[list[Hit], int], await done(request, steps)) if memory and words else ([], 0)
    return Json({"memory": memory is not None, "total": total, "units": [h.told() for h in hits]})


_ONE = "/api/documents/{id}/segments/{sentence}"
routes = [
    Route("/api/documents/{id}/segments", segments),
    Route("/api/documents/{id}/bulk", bulk, methods=["POST"]),
    Route(_ONE, details),
    Route(_ONE, put, methods=["PUT"]),
    Route(f"{_ONE}/comments", remark, methods=["POST"]),
    Route(f"{_ONE}/accept", accept, methods=["POST"]),
    Route(f"{_ONE}/take", take, methods=["POST"]),
    Route("/api/memory", concordance),
]
