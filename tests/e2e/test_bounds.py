"""Everything is bounded: what no client may cost the server, whatever it sends. Memory stays under 384 MB and others
are served meanwhile, in every test. All of them use one server, so that its peak is that of the worst."""

import contextlib
import json
import resource
import time
import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

import bombs
from harness import Server
from sender import Dsn, Load, envelope, post

MAX_RSS_MB = 384
MAX_EVENT_BYTES = 1 << 20
# The parser's limit; an event and its `extra` are two of them.
MAX_DEPTH = 128
IDLE_CONNECTIONS = 5000
# For the other end of them, the server's own files, and ours.
FILES_NEEDED = 2 * IDLE_CONNECTIONS


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with Server(tmp_path_factory.mktemp("bounds")) as running:
        running.setup()
        yield running


@pytest.fixture(scope="module")
def dsn(server) -> Dsn:
    return Dsn(server.setup()["dsn"])


@pytest.fixture(scope="module")
def zeros() -> dict[str, bytes]:
    return bombs.bombs()


@pytest.fixture(autouse=True)
def bounded_memory(server):
    yield
    assert server.process.poll() is None, server.log()
    assert server.peak_rss_mb() < MAX_RSS_MB


@contextlib.contextmanager
def others_are_served(server):
    """An SDK that sends while the block runs: every event of it is accepted, and the last can be read."""
    setup = server.setup()
    with Load(setup["dsn"], threads=1, kinds=5) as others:
        yield
    assert not others.refused and others.sent == others.acknowledged
    assert others.acknowledged, "the block was over before one was sent"
    for event_id in list(others.acknowledged)[:3]:
        server.wait_for_event(setup, event_id)


def store_path(dsn: Dsn) -> str:
    return f"{dsn.prefix}/api/{dsn.project_id}/store/"


class Ledger:
    """What has to be counted as invalid, over all tests so far."""

    def __init__(self, server):
        self.server = server
        self.expected: Counter = Counter()

    def counts(self, category: str, reason: str, quantity: int) -> None:
        self.expected[category, reason] += quantity
        until = time.monotonic() + 60
        while (found := self.invalid()) != self.expected:
            assert time.monotonic() < until, f"{found} instead of {self.expected}"
            time.sleep(0.1)

    def invalid(self) -> dict[tuple[str, str], int]:
        return {(row["category"], row["reason"]): row["quantity"] for row in self.server.outcomes()
                if row["outcome"] == "invalid"}


@pytest.fixture(scope="module")
def ledger(server) -> Ledger:
    return Ledger(server)


def detail(answer: bytes) -> str:
    return json.loads(answer)["detail"]


@pytest.mark.parametrize("endpoint,counted", [("envelope", ("unknown", "too_large")),
                                              ("store", ("error", "too_large:event"))])
def test_a_gigabyte_of_zeros_is_too_large(server, dsn, ledger, zeros, endpoint, counted):
    assert all(len(body) < 2_000_000 for body in zeros.values())
    path = store_path(dsn) if endpoint == "store" else dsn.envelope_path

    def send(coding: str):
        return post(dsn, zeros[coding], {"Content-Encoding": coding}, path, timeout=60)

    with others_are_served(server):
        with ThreadPoolExecutor(2 * len(zeros)) as clients:
            for status, headers, answer in clients.map(send, 2 * list(zeros)):
                assert (status, detail(answer)) == (413, "length limit exceeded")
                assert "Retry-After" not in headers
    ledger.counts(*counted, 2 * len(zeros))
    until = time.monotonic() + 30
    while "\npicket_net_body_bytes 0\n" not in server.get("/metrics")[2]:
        assert time.monotonic() < until, "memory of refused bodies is still charged"
        time.sleep(0.1)


def test_a_gigabyte_is_too_large_before_it_is_sent(dsn, ledger):
    with bombs.connect(dsn) as client:
        client.sendall(bombs.request(dsn, f"Content-Length: {bombs.GIGABYTE}"))
        assert bombs.read_to_end(client).startswith(b"HTTP/1.1 413 ")
    ledger.counts("unknown", "too_large", 1)


NESTED = {"arrays": bombs.nested_arrays, "objects": bombs.nested_objects}


@pytest.mark.parametrize("nested", NESTED.values(), ids=NESTED.keys())
def test_ten_megabytes_of_nesting_are_too_large(server, dsn, ledger, nested):
    deep = nested(10_000_000 // (len(nested(2)) - len(nested(1))) + 1)
    assert len(deep) > 10_000_000
    body = bombs.event_with({"deep": deep})
    with others_are_served(server):
        status, _, answer = post(dsn, body, path=store_path(dsn))
        assert (status, detail(answer)) == (413, "length limit exceeded")
        status, _, answer = post(dsn, bombs.envelope_of(body))
        assert (status, detail(answer)) == (413, "envelope exceeded size limits for type 'event' "
                                                 "(https://develop.sentry.dev/sdk/envelopes/#size-limits)")
    ledger.counts("error", "too_large:event", 2)


@pytest.mark.parametrize("nested", NESTED.values(), ids=NESTED.keys())
def test_nesting_beyond_the_parsers_limit_is_invalid(dsn, ledger, nested):
    for depth in (MAX_DEPTH - 1, 100_000):
        body = bombs.event_with({"deep": nested(depth)})
        assert len(body) < MAX_EVENT_BYTES
        status, _, answer = post(dsn, body, path=store_path(dsn))
        assert (status, detail(answer)) == (400, "invalid JSON data")
        # What is inside an item is no matter of the request.
        assert post(dsn, bombs.envelope_of(body))[0] == 200
        ledger.counts("error", "invalid_json", 2)


@pytest.mark.parametrize("nested", NESTED.values(), ids=NESTED.keys())
def test_nesting_within_the_limits_is_stored(server, dsn, nested):
    value = nested(MAX_DEPTH - 3)
    fields = (MAX_EVENT_BYTES - 2000) // (len(value) + len('"d0000":,'))
    bodies = [bombs.event_with({"deep": nested(MAX_DEPTH - 2)}),
              bombs.event_with({f"d{n:04}": value for n in range(fields)})]
    assert MAX_EVENT_BYTES - 4000 < len(bodies[1]) <= MAX_EVENT_BYTES
    for body in bodies:
        status, _, answer = post(dsn, body, path=store_path(dsn))
        assert status == 200, answer
        assert server.wait_for_event(server.setup(), json.loads(answer)["id"])["context"]
        event_id = uuid.uuid4().hex
        status, _, answer = post(dsn, bombs.envelope_of(body, event_id))
        assert status == 200, answer
        assert server.wait_for_event(server.setup(), event_id)["context"]


def test_a_million_tags_are_too_large(server, dsn, ledger):
    body = bombs.event_with_tags(1_000_000)
    with others_are_served(server):
        assert post(dsn, body, path=store_path(dsn))[0] == 413
        assert post(dsn, bombs.envelope_of(body))[0] == 413
    ledger.counts("error", "too_large:event", 2)


def test_as_many_tags_as_fit_are_stored(server, dsn):
    count = 75_000
    body = bombs.event_with_tags(count)
    assert MAX_EVENT_BYTES * 0.9 < len(body) <= MAX_EVENT_BYTES
    with others_are_served(server):
        status, _, answer = post(dsn, body, path=store_path(dsn))
        assert status == 200, answer
        stored = server.wait_for_event(server.setup(), json.loads(answer)["id"])
    tags = {tag["key"]: tag["value"] for tag in stored["tags"]}
    assert len(tags) >= 500 and tags["t0"] == "v"


def test_slow_clients_are_cut_off(server, dsn):
    header = (b"", bombs.request(dsn, "X-Filler: " + "x" * 5000))
    plain = (bombs.request(dsn, "Content-Length: 5000"), bytes(5000))
    coded = (bombs.request(dsn, "Content-Length: 5000", "Content-Encoding: br"), bytes(5000))
    crowds = [bombs.Crowd(dsn, [header] * 100), bombs.Crowd(dsn, [plain, coded] * 50)]
    with others_are_served(server), contextlib.ExitStack() as stack:
        for crowd in crowds:
            stack.enter_context(crowd)
        # The server's limits are 15 s for a header and 10 s and a little for so slow a body.
        until = time.monotonic() + 60
        while any(crowd.rest for crowd in crowds):
            for crowd in crowds:
                crowd.step()
            assert time.monotonic() < until, "they are not cut off"
            time.sleep(0.1)
    for crowd in crowds:
        assert len(crowd.answers) == 100
        assert all(answer.startswith(b"HTTP/1.1 408 ") for answer in crowd.answers), crowd.answers[0]


def need_files(count: int) -> None:
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if most != resource.RLIM_INFINITY and most < count:
        pytest.skip(f"a process may open {most} files here, {count} are needed: NOT TESTED")
    resource.setrlimit(resource.RLIMIT_NOFILE, (count, most))


UNFINISHED = {
    "headers": (9000, lambda dsn: bombs.request(dsn, "X-Filler: " + "x" * 32_000).removesuffix(b"\r\n\r\n")),
    "bodies": (3000, lambda dsn: bombs.request(dsn, "Content-Length: 70000", "Content-Encoding: gzip") + bytes(60_000)),
}


@pytest.mark.parametrize("connections,request_of", UNFINISHED.values(), ids=UNFINISHED.keys())
def test_unfinished_requests_leave_room_for_others(server, dsn, ledger, connections, request_of):
    need_files(FILES_NEEDED)
    request = request_of(dsn)
    assert connections * len(request) > 150_000_000
    with contextlib.ExitStack() as stack, others_are_served(server):
        for _ in range(connections):
            client = stack.enter_context(bombs.connect(dsn))
            with contextlib.suppress(ConnectionError):  # It may be refused before all is sent.
                client.sendall(request)
        server.get("/health/live")
    server.wait_until_drained()
    # Refused bodies are counted; of headers nobody knows what they would have been.
    ledger.expected["unknown", "unavailable"] = ledger.invalid().get(("unknown", "unavailable"), 0)


def test_thousands_of_idle_connections_are_held(server, dsn):
    need_files(FILES_NEEDED)
    with contextlib.ExitStack() as stack, others_are_served(server):
        idle = [stack.enter_context(bombs.connect(dsn)) for _ in range(IDLE_CONNECTIONS)]
        event_id = uuid.uuid4().hex
        assert post(dsn, envelope({"message": "Hello"}, event_id))[0] == 200
        server.wait_for_event(server.setup(), event_id)
        # They still are connections: the first and the last are answered.
        for client in (idle[0], idle[-1]):
            client.sendall(b"GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            assert bombs.read_to_end(client).startswith(b"HTTP/1.1 200 ")


def test_nothing_else_was_refused(server, ledger):
    server.wait_until_drained()
    assert ledger.invalid() == ledger.expected
