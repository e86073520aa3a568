"""Careful clients beside the load: each answer's time, status and headers, and the ids of what was accepted."""

import http.client
import threading
import time
import uuid
from collections import Counter

from sender import Dsn, envelope, event


class Probe(threading.Thread):
    """One event after the other on a kept connection, with a pause between."""

    def __init__(self, dsn: str, pause: float = 0.1):
        super().__init__(daemon=True)
        self._dsn, self._pause, self._ended = Dsn(dsn), pause, threading.Event()
        self.times: list[float] = []  # Milliseconds, whatever the answer was.
        self.statuses: Counter = Counter()
        self.without_retry_after: Counter = Counter()
        self.broken: list[str] = []

    def run(self) -> None:
        connection = None
        while not self._ended.wait(self._pause):
            began = time.monotonic()
            try:
                if connection is None:
                    connection = http.client.HTTPConnection(self._dsn.host, self._dsn.port, timeout=30)
                connection.request("POST", self._dsn.envelope_path, envelope(event(1), uuid.uuid4().hex), self._dsn.auth)
                answer = connection.getresponse()
                answer.read()
            except (OSError, http.client.HTTPException) as error:
                self.broken.append(repr(error))
                connection = None
                continue
            self.times.append((time.monotonic() - began) * 1000)
            self.statuses[answer.status] += 1
            if answer.status in (429, 503) and not (answer.headers.get("Retry-After") or "").isdigit():
                self.without_retry_after[answer.status] += 1
            if answer.will_close:
                connection = None

    def stop(self) -> None:
        self._ended.set()
        self.join(60)
