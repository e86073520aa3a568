"""Sends events without an SDK: what crash and bounds tests need is exact control over requests and answers."""

import http.client
import json
import threading
import time
import uuid
from urllib.parse import urlsplit


class Dsn:
    def __init__(self, text: str):
        parts = urlsplit(text)
        self.key, self.host, self.port = parts.username, parts.hostname, parts.port
        prefix, self.project_id = parts.path.rsplit("/", 1)
        self.prefix = prefix

    @property
    def envelope_path(self) -> str:
        return f"{self.prefix}/api/{self.project_id}/envelope/"

    @property
    def auth(self) -> dict:
        return {"X-Sentry-Auth": f"Sentry sentry_key={self.key}, sentry_version=7, sentry_client=picket.test/1"}


def event(kind: int = 0, **fields) -> dict:
    """An error event; events of the same `kind` belong to the same issue."""
    return {
        "platform": "python",
        "timestamp": time.time(),
        "environment": "test",
        "tags": {"correlation_id": uuid.uuid4().hex},
        "exception": {"values": [{
            "type": f"Error{kind}",
            "value": f"kind {kind}",
            "stacktrace": {"frames": [{"filename": "app.py", "function": f"call_{kind}", "lineno": kind + 1,
                                       "context_line": f"call_{kind}()", "in_app": True}]},
        }]},
        **fields,
    }


def envelope(body: dict, event_id: str) -> bytes:
    payload = json.dumps(body).encode()
    header = json.dumps({"event_id": event_id}).encode()
    return header + b"\n" + json.dumps({"type": "event", "length": len(payload)}).encode() + b"\n" + payload + b"\n"


def post(dsn: Dsn, body: bytes, headers: dict | None = None, path: str | None = None, timeout: float = 30):
    """(status, headers, body) of one request on a connection of its own."""
    connection = http.client.HTTPConnection(dsn.host, dsn.port, timeout=timeout)
    try:
        connection.request("POST", path or dsn.envelope_path, body, {**dsn.auth, **(headers or {})})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


class Load:
    """Threads that send events on kept connections until stopped; knows every id that was answered 200."""

    def __init__(self, dsn: str, threads: int = 4, kinds: int = 50):
        self.dsn = Dsn(dsn)
        self.kinds = kinds
        self.acknowledged: set[str] = set()
        self.refused: dict[int, int] = {}
        self.sent: set[str] = set()
        self.broken: list[str] = []  # Requests that got no answer, and why.
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._run, args=(n,), daemon=True) for n in range(threads)]

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def wait_for_answers(self, least: int, seconds: float = 60) -> None:
        """Until so many events were answered 200: the server is in the middle of work then."""
        until = time.monotonic() + seconds
        while len(self.acknowledged) < least:
            assert time.monotonic() < until, f"{len(self.acknowledged)} events answered in {seconds} s, {self.refused}"
            time.sleep(0.01)

    def _run(self, seed: int) -> None:
        connection = None
        turn = seed
        while not self._stop.is_set():
            turn += len(self._threads)
            event_id = uuid.uuid4().hex
            with self._lock:
                self.sent.add(event_id)
            try:
                if connection is None:
                    connection = http.client.HTTPConnection(self.dsn.host, self.dsn.port, timeout=10)
                connection.request("POST", self.dsn.envelope_path, envelope(event(turn % self.kinds), event_id),
                                   self.dsn.auth)
                answer = connection.getresponse()
                answer.read()
                with self._lock:
                    if answer.status == 200:
                        self.acknowledged.add(event_id)
                    else:
                        self.refused[answer.status] = self.refused.get(answer.status, 0) + 1
            except (OSError, http.client.HTTPException) as error:
                with self._lock:
                    self.broken.append(repr(error))
                # The server is down or was killed in the middle: not acknowledged, and tried anew.
                if connection is not None:
                    connection.close()
                connection = None
                self._stop.wait(0.01)
