"""What comes in and goes out: fields of JSON and forms, waiting for the worker, errors in each protocol's shape."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Awaitable, Callable, Sequence
from urllib.parse import parse_qsl

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from bilingual.model.errors import BilingualError
from bilingual.server.queue import Busy, Cancelled, Steps, Task, Worker
from bilingual.server.security import Refused, authorize
from bilingual.support.files import explained
from bilingual.support.xml import xml_safe

MOST_FIELDS = 10_000
Fields = dict[str, object]


class Json(JSONResponse):
    """JSON with Chinese as it is."""

    def render(self, content: object) -> bytes:
        return json.dumps(content, ensure_ascii=False, allow_nan=False).encode()


def answering(handler: Callable[[Request, Fields], Awaitable[object]]) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint from a function of the request and its fields: it may ask for a key, and answers JSON."""

    async def endpoint(request: Request) -> Response:
        values = await fields(request)
        authorize(request.app.state.access, request.headers, request.query_params, values)
        answer = await handler(request, values)
        return answer if isinstance(answer, Response) else Json(answer)

    endpoint.__doc__ = handler.__doc__
    return endpoint


async def fields(request: Request) -> Fields:
    """The fields of the query and of a body, JSON or form; what is given several times is a list. Raises Refused."""
    out = _gathered(request.query_params.multi_items())
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind == "application/x-www-form-urlencoded":
        try:
            # Not every client escapes its Chinese; then it stands there in UTF-8.
            return out | _gathered(
                parse_qsl((await request.body()).decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS)
            )
        except ValueError as error:
            raise Refused(400, "The form cannot be read: it must be UTF-8.") from error
    if kind == "multipart/form-data":
        try:
            form = await request.form(max_files=100, max_fields=MOST_FIELDS, max_part_size=2**20)
        except HTTPException as error:
            raise Refused(400, f"The form cannot be read ({error.detail}).") from error
        return out | _gathered(form.multi_items())
    body = await request.body()
    if not body.strip():
        return out
    try:
        values = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Refused(400, "The body is neither JSON nor a form.") from error
    if isinstance(values, list):
        return out | {"": values}
    if not isinstance(values, dict):
        raise Refused(400, "The body must be a JSON object.")
    return out | values


def _gathered(items: Sequence[tuple[str, object]]) -> Fields:
    out: dict[str, list] = {}
    for name, value in items:
        out.setdefault(name, []).append(value)
    return {name: values[0] if len(values) == 1 else values for name, values in out.items()}


def text(values: Fields, name: str, default: str | None = None) -> str:
    """A field that must be a text, without what no file can hold. Raises Refused when it is missing and there is no
    default, or something else.
    """
    value = values.get(name, default)
    if value is None:
        raise Refused(400, f"The field {name} is missing.")
    if not isinstance(value, str):
        raise Refused(400, f"The field {name} must be a text.")
    return xml_safe(value)


def upload(values: Fields, name: str = "file") -> UploadFile:
    """The file in a form. Raises Refused when there is none."""
    value = values.get(name)
    if not isinstance(value, UploadFile):
        raise Refused(400, f"Send a form with a file in the field {name}.")
    return value


def submit(request: Request, steps: Callable[[Worker, threading.Event], Steps]) -> Task:
    """Put work in the queue, in the name of the connection it came by. Raises Refused when too much is waiting."""
    try:
        return request.app.state.worker.submit("{}:{}".format(*(request.client or ("", 0))), steps)
    except Busy as error:
        raise Refused(429, "Too many requests are waiting: try again in a moment.") from error


async def done(request: Request, steps: Callable[[Worker, threading.Event], Steps]) -> object:
    """Have work done, and wait for its result. It is cancelled when the client goes away."""
    task = submit(request, steps)
    result, gone = asyncio.wrap_future(task.result), asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait({result, gone}, return_when=asyncio.FIRST_COMPLETED)
        if not result.done():
            raise ClientDisconnect
        return result.result()
    except Cancelled as error:
        raise Refused(503, "The server is being stopped.") from error
    finally:
        if not result.done():
            task.cancel.set()
            result.add_done_callback(lambda f: f.cancelled() or f.exception())
        gone.cancel()


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def failed(request: Request, error: Exception) -> Response:
    """The answer to a request that failed: a sentence, as `error` for most clients and as `message` for DeepL's."""
    status, message = 500, "This is a fault of the program; its log has the details."
    if isinstance(error, Refused):
        status, message = error.status, str(error)
    elif isinstance(error, HTTPException):
        status, message = error.status_code, str(error.detail)
    elif isinstance(error, BilingualError):
        status, message = 400, explained(error)
    elif isinstance(error, ClientDisconnect):
        return Response(status_code=499)
    headers = {"Retry-After": "1"} if status == 429 else {}
    return Json({"error": message, "message": message}, status, headers)
