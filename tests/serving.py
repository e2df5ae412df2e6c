"""A server as `bilingual serve` runs it, in a thread of the test, and requests to it by hand."""

import http.client
import json
import threading
import time
from contextlib import contextmanager
from urllib.parse import urlencode

import pytest

pytest.importorskip("starlette", reason="the extra serve is not installed")
pytest.importorskip("uvicorn", reason="the extra serve is not installed")


class Server:
    def __init__(self, access, folder, worker, app):
        self.access, self.folder, self.worker, self.app, self.port = access, folder, worker, app, access.port
        self.url = f"http://127.0.0.1:{access.port}"
        self.opened = 0

    def ask(self, method, path, body=None, headers=(), timeout=120):
        """(status, headers, content); a dictionary is sent as JSON, pairs as a form."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        headers = dict(headers)
        if isinstance(body, dict):
            body, headers["Content-Type"] = json.dumps(body), headers.get("Content-Type", "application/json")
        elif isinstance(body, list):
            body, headers["Content-Type"] = urlencode(body), "application/x-www-form-urlencoded"
        connection.request(method, path, body if not isinstance(body, str) else body.encode(), headers)
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        if answer.headers.get("content-type") == "application/json":
            content = json.loads(content)
        return answer.status, answer.headers, content

    def post(self, path, body, **more):
        return self.ask("POST", path, body, **more)

    def upload(self, path, name, content, more=(), headers=()):
        line = b"--x\r\nContent-Disposition: form-data; name="
        body = line + b'"file"; filename="' + name.encode() + b'"\r\n\r\n' + content + b"\r\n"
        body += b"".join(line + f'"{k}"\r\n\r\n{v}\r\n'.encode() for k, v in more) + b"--x--\r\n"
        return self.ask("POST", path, body, {"Content-Type": "multipart/form-data; boundary=x", **dict(headers)})

    def sign_in(self):
        """The headers of a page that was opened."""
        status, headers, _ = self.ask("GET", f"/?token={self.access.token}")
        assert status == 200
        return {"Cookie": headers["set-cookie"].split(";")[0]}

    def wait(self, page, seconds=120):
        """The listing, once no job is running."""
        for _ in range(seconds * 10):
            listing = self.ask("GET", "/api/documents", headers=page)[2]
            if not any(j["state"] in ("waiting", "translating") for j in listing["jobs"]):
                return listing
            time.sleep(0.1)
        raise AssertionError(listing)


@contextmanager
def serving(folder, engine, glossaries=(), host="127.0.0.1", memory=None, **access):
    from bilingual.pipeline import Translator
    from bilingual.server import app as application
    from bilingual.server.queue import Worker
    from bilingual.server.security import Access
    from bilingual.translation.memory import Memory

    socket = application.listen("127.0.0.1", 0)
    known = Access(host, socket.getsockname()[1], **access)
    worker = Worker(lambda: Translator.create(engine, glossaries, Memory(memory) if memory else None))
    worker.start()
    made = Server(known, folder, worker, None)

    def opened():
        made.opened += 1

    made.app = application.create(worker, known, folder, opened=opened, glossaries=glossaries, own=folder / "glossary")
    runner = application.server(made.app)
    thread = threading.Thread(target=runner.run, kwargs={"sockets": [socket]}, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        runner.should_exit = True
        thread.join(30)
        worker.stop()
