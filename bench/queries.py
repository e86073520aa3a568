#!/usr/bin/env python3
"""Asks a large store what the pages ask, and prints how long the answers take: a table of docs/benchmarks.md.

usage: bench/queries.py SAMPLES [--events N] [--days D] [--issues N] [--rate EVENTS_PER_S] [--times N] [--data DIR]

Fills a data directory by picket_fill (one that DIR already has is used as it is), starts a server on it and sends each question
--times times over one connection, with other issues, values and texts each time. With --rate, picket_load sends so many events a
second meanwhile.
"""

import argparse
import http.client
import json
import random
import re
import subprocess
import sys
import tempfile
import time
import urllib.parse
from pathlib import Path

from measure import LOAD, RELEASE, Server

FILL = RELEASE / "picket_fill"
WARM_UP = 2
INGEST_SECONDS = 90


class Api:
    """One kept connection."""

    def __init__(self, server: Server):
        self.org = server.setup["org"]
        self.headers = {"Authorization": f"Bearer {server.setup['token']}"}
        self.connection = http.client.HTTPConnection(urllib.parse.urlparse(server.url).netloc, timeout=120)

    def get(self, path: str, **parameters):
        """The decoded answer and its milliseconds."""
        query = urllib.parse.urlencode(parameters, doseq=True)
        began = time.monotonic()
        self.connection.request("GET", f"/api/0/organizations/{self.org}/{path}?{query}", headers=self.headers)
        answer = self.connection.getresponse()
        body = answer.read()
        took = (time.monotonic() - began) * 1000
        if answer.status != 200:
            raise SystemExit(f"{path}?{query}: {answer.status} {body[:300]!r}")
        return json.loads(body), took


class Store:
    """What the questions are about: popular and rare issues, values that a tag has."""

    def __init__(self, api: Api, days: int):
        self.period = f"{days}d"
        popular, _ = api.get("issues/", query="", sort="freq", statsPeriod=self.period, limit=100)
        recent, _ = api.get("issues/", query="", sort="new", statsPeriod=self.period, limit=100)
        self.hot = [issue["id"] for issue in popular[:10]]
        self.issues = [issue["id"] for issue in popular + recent]
        events, _ = api.get(f"issues/{self.hot[0]}/events/", full="1", per_page=50, statsPeriod=self.period)
        tags = [{tag["key"]: tag["value"] for tag in event["tags"]} for event in events]
        self.correlations = [of["correlation_id"] for of in tags if "correlation_id" in of]
        self.events = [(self.hot[0], event["eventID"]) for event in events]


def questions(store: Store, rng: random.Random) -> dict:
    """By name: path and parameters, drawn anew for each call."""
    period = {"statsPeriod": store.period}
    listed = {**period, "limit": 50, "query": "is:unresolved"}

    def stream(**more):
        return lambda: ("issues/", {**listed, **more})

    def of_issue(path, **more):
        return lambda: (f"issues/{rng.choice(store.issues)}/{path}", {**period, **more})

    def of_hot(path, **more):
        return lambda: (f"issues/{rng.choice(store.hot)}/{path}", {**period, **more})

    def discover(**more):
        return lambda: ("events/", {**period, "per_page": 50, **more})

    return {
        "issue stream by date": stream(sort="date"),
        "issue stream by events": stream(sort="freq"),
        "issue stream by users": stream(sort="user"),
        "issue stream, one environment": stream(sort="date", environment="staging"),
        "issue stream, free text": lambda: ("issues/", {**listed, "query": f"is:unresolved user {rng.randrange(99999)}"}),
        "issues of a tag that many events have": stream(query="is:unresolved region:eu-central"),
        "issues of a correlation id": lambda: (
            "issues/", {**listed, "query": f"correlation_id:{rng.choice(store.correlations)}"}),
        "issues of a correlation id that is nowhere": lambda: (
            "issues/", {**listed, "query": f"correlation_id:{rng.getrandbits(64):016x}"}),
        "events of a correlation id": lambda: (
            "events/", {**period, "field": ["id", "title"], "query": f"correlation_id:{rng.choice(store.correlations)}"}),
        "issue page": lambda: (f"issues/{rng.choice(store.issues)}/", {}),
        "newest event of an issue": of_issue("events/latest/"),
        "an event and its neighbours": lambda: (
            lambda pair: (f"issues/{pair[0]}/events/{pair[1]}/", {}))(rng.choice(store.events)),
        "events of an issue": of_issue("events/", per_page=50),
        "tags of an issue": of_issue("tags/"),
        "tags of a hot issue": of_hot("tags/"),
        "values of a tag of a hot issue": of_hot("tags/user/values/", sort="-count"),
        "facets of all events": lambda: ("events-facets/", period),
        "tag keys of all events": lambda: ("tags/", period),
        "table: titles by count": discover(field=["title", "count()", "count_unique(user)"], sort="-count()"),
        "table: newest events": discover(field=["title", "timestamp", "user"], sort="-timestamp"),
        "series: events by hour": lambda: ("events-stats/", {**period, "yAxis": "count()", "interval": "1h"}),
        "series: five busiest releases": lambda: (
            "events-stats/", {**period, "yAxis": "count()", "interval": "6h", "topEvents": 5, "field": ["release", "count()"],
                              "sort": "-count()"}),
    }


def share(sorted_times: list[float], part: float) -> float:
    return sorted_times[min(len(sorted_times) - 1, int(part * len(sorted_times)))]


def measure(server: Server, arguments) -> None:
    api = Api(server)
    store = Store(api, arguments.days)
    print("| question | ms p50 | p95 | max | CPU ms |\n|---|---|---|---|---|")
    for name, draw in questions(store, random.Random(7)).items():
        times = []
        for _ in range(WARM_UP):
            path, parameters = draw()
            api.get(path, **parameters)
        before = server.cpu_seconds()
        for _ in range(arguments.times):
            path, parameters = draw()
            times.append(api.get(path, **parameters)[1])
        cpu = (server.cpu_seconds() - before) * 1000 / arguments.times
        times.sort()
        cells = [name, *(f"{value:.0f}" for value in (share(times, 0.5), share(times, 0.95), times[-1], cpu))]
        print("| " + " | ".join(cells) + " |", flush=True)
    print(f"\npeak RSS {server.status_mb('VmHWM'):.0f} MB")


def fill(data: Path, arguments) -> None:
    Server(data, {}).stop()  # Makes the directory, and what setup makes.
    began = time.monotonic()
    subprocess.run([FILL, "--data", data, "--samples", arguments.samples, "--events", str(arguments.events), "--days",
                    str(arguments.days), "--issues", str(arguments.issues)], check=True)
    print(f"filled in {time.monotonic() - began:.0f} s", file=sys.stderr)


class Ingest:
    """picket_load beside the questions. It first makes all that it will send, so it is waited for."""

    def __init__(self, server: Server, arguments, report: Path):
        self._report = report
        self._process = subprocess.Popen(
            [LOAD, "--dsn", server.setup["dsn"], "--samples", arguments.samples, "--seconds", str(INGEST_SECONDS), "--rate",
             str(arguments.rate), "--connections", "32"], stdout=subprocess.DEVNULL, stderr=report.open("w"))
        while not self.answered():
            assert self._process.poll() is None, "the generator ended before it sent anything"
            time.sleep(0.5)

    def answered(self) -> int:
        """Events, as it last said."""
        return max(map(int, re.findall(r"answered (\d+)", self._report.read_text())), default=0)

    def stop(self) -> None:
        ended = self._process.poll() is not None
        self._process.terminate()
        print(f"{self.answered()} events came in meanwhile" + (", until before the last question" if ended else ""))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("samples")
    parser.add_argument("--events", type=int, default=3_000_000)
    parser.add_argument("--days", type=int, default=14)
    parser.add_argument("--issues", type=int, default=10_000)
    parser.add_argument("--rate", type=int, default=0)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--data", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = arguments.data or Path(folder) / "data"
        if not data.exists():
            fill(data, arguments)
        server = Server(data, {})
        load = Ingest(server, arguments, Path(folder) / "load") if arguments.rate else None
        try:
            measure(server, arguments)
        finally:
            if load:
                load.stop()
            server.stop()


if __name__ == "__main__":
    main()
