"""HTTP/1.1 as SDKs, proxies and broken clients speak it. Source: shared spec "ingest", section 6; RFC 9112."""

import json
import select
import socket
import time

import pytest

import bombs
from client import eventually
from payloads import CODINGS, event_envelope, new_id

ID = b'{"id":"'


def head(app, *fields: str, path: str | None = None, version: str = "1.1", method: str = "POST") -> bytes:
    """A request up to its body, with credentials."""
    auth = [f"{name}: {value}" for name, value in app.auth.items()]
    first = f"{method} {path or app.path('envelope/')} HTTP/{version}"
    return "\r\n".join([first, "Host: x", *auth, *fields, "", ""]).encode()


def whole(app, event_id: str | None = None, *fields: str) -> bytes:
    body = event_envelope(event_id)
    return head(app, f"Content-Length: {len(body)}", *fields) + body


def chunked(body: bytes, size: int, extension: bytes = b"", trailer: bytes = b"") -> bytes:
    pieces = [body[at:at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x%s\r\n%s\r\n" % (len(piece), extension, piece) for piece in pieces) + b"0\r\n" + trailer + b"\r\n"


def read_answers(client: socket.socket, count: int) -> list[tuple[int, bytes]]:
    """(status, body) of so many answers on one connection."""
    answers, data = [], b""
    while len(answers) < count:
        header, found, rest = data.partition(b"\r\n\r\n")
        fields = dict(line.split(b": ", 1) for line in header.lower().split(b"\r\n")[1:])
        length = int(fields.get(b"content-length", 0))
        if found and len(rest) >= length:
            answers.append((int(header.split(b" ")[1]), rest[:length]))
            data = rest[length:]
            continue
        piece = client.recv(65536)
        assert piece, f"closed after {answers}"
        data += piece
    assert data == b""
    return answers


def answer_to(app, *pieces: bytes) -> bytes:
    """All that comes until the server closes."""
    with app.socket() as client:
        for piece in pieces:
            client.sendall(piece)
        return bombs.read_to_end(client)


def status_of(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


def is_open(client: socket.socket) -> bool:
    readable, _, _ = select.select([client], [], [], 0.2)
    return not readable


# Connections.

def test_a_connection_serves_many_events(app):
    ids = [new_id() for _ in range(20)]
    with app.socket() as client:
        for event_id in ids:
            client.sendall(whole(app, event_id))
            assert read_answers(client, 1) == [(200, ID + event_id.encode() + b'"}')]
    assert app.stored(ids[-1])


def test_pipelined_requests_are_answered_in_their_order(app):
    ids = [new_id() for _ in range(50)]
    large = new_id()  # Worked on elsewhere, and still in its turn.
    with app.socket() as client:
        body = event_envelope(large, extra={"x": "y" * 100_000})
        requests = [whole(app, event_id) for event_id in ids]
        requests.insert(10, head(app, f"Content-Length: {len(body)}") + body)
        ids.insert(10, large)
        client.sendall(b"".join(requests))
        assert read_answers(client, len(ids)) == [(200, ID + event_id.encode() + b'"}') for event_id in ids]


def test_a_refused_request_does_not_end_its_connection(app):
    bad = b"nothing"
    with app.socket() as client:
        client.sendall(head(app, f"Content-Length: {len(bad)}") + bad)
        client.sendall(head(app, "Content-Length: 2", path="/api/0/nowhere/") + b"{}" + whole(app))
        assert [status for status, _ in read_answers(client, 3)] == [400, 404, 200]


@pytest.mark.parametrize("fields,version,kept", [((), "1.1", True), (("Connection: keep-alive",), "1.1", True),
                                                 (("Connection: close",), "1.1", False), ((), "1.0", False),
                                                 (("Connection: keep-alive",), "1.0", True)])
def test_the_connection_is_kept_as_asked_for(app, fields, version, kept):
    body = event_envelope()
    with app.socket() as client:
        client.sendall(head(app, f"Content-Length: {len(body)}", *fields, version=version) + body)
        assert read_answers(client, 1)[0][0] == 200
        assert is_open(client) == kept


def test_empty_lines_before_a_request_are_skipped(app):
    assert status_of(answer_to(app, b"\r\n\r\n" + whole(app, None, "Connection: close"))) == 200


def test_the_absolute_form_of_a_target_is_taken(app):
    body = event_envelope()
    target = "http://sentry.test" + app.path("envelope/")
    request = head(app, f"Content-Length: {len(body)}", "Connection: close", path=target)
    assert status_of(answer_to(app, request + body)) == 200


# Chunks.

CHUNKS = {"of one byte": 1, "of seven bytes": 7, "of all": 1 << 20}


@pytest.mark.parametrize("size", CHUNKS.values(), ids=CHUNKS.keys())
def test_a_body_may_come_in_chunks(app, size):
    event_id = new_id()
    request = head(app, "Transfer-Encoding: chunked", "Connection: close") + chunked(event_envelope(event_id), size)
    assert answer_to(app, request).endswith(ID + event_id.encode() + b'"}')
    assert app.stored(event_id)


def test_chunks_may_have_extensions_and_a_trailer(app):
    body = chunked(event_envelope(), 10, b';name="value"', b"X-Checksum: abc\r\n")
    assert status_of(answer_to(app, head(app, "Transfer-Encoding: chunked", "Connection: close") + body)) == 200


@pytest.mark.parametrize("coding", CODINGS)
def test_a_coded_body_may_come_in_chunks(app, coding):
    event_id = new_id()
    body = CODINGS[coding](event_envelope(event_id, extra={"x": "y" * 50_000}))
    fields = ("Transfer-Encoding: chunked", f"Content-Encoding: {coding}", "Connection: close")
    assert answer_to(app, head(app, *fields) + chunked(body, 5)).endswith(ID + event_id.encode() + b'"}')


def test_a_length_of_zero_beside_chunks_is_passed_over(app):
    """Some SDKs send it."""
    event_id = new_id()
    request = head(app, "Content-Length: 0", "Transfer-Encoding: chunked") + chunked(event_envelope(event_id), 50)
    assert answer_to(app, request).endswith(ID + event_id.encode() + b'"}'), "and the connection is closed"


def test_chunks_do_not_pass_the_limit(app):
    body = chunked(b"x" * (2 << 20), 1 << 16)
    answer = answer_to(app, head(app, "Transfer-Encoding: chunked", path=app.path("store/")) + body[:1 << 21])
    assert status_of(answer) == 413


# Expect.

def test_a_client_that_asks_is_told_to_continue(app):
    body = event_envelope()
    with app.socket() as client:
        client.sendall(head(app, f"Content-Length: {len(body)}", "Expect: 100-continue"))
        assert client.recv(65536) == b"HTTP/1.1 100 Continue\r\n\r\n"
        client.sendall(body)
        assert read_answers(client, 1)[0][0] == 200


def test_a_client_that_does_not_wait_is_not_told(app):
    with app.socket() as client:
        client.sendall(whole(app, None, "Expect: 100-Continue"))
        assert read_answers(client, 1)[0][0] == 200


def test_a_client_that_asks_is_told_that_it_is_too_much(app):
    with app.socket() as client:
        client.sendall(head(app, "Content-Length: 2000000000", "Expect: 100-continue"))
        assert status_of(client.recv(65536)) == 413


def test_another_expectation_fails(app):
    assert status_of(answer_to(app, whole(app, None, "Expect: a miracle", "Connection: close"))) == 417


# Clients that are slow, leave, or half close.

def test_a_request_may_come_byte_by_byte(app):
    event_id = new_id()
    request = whole(app, event_id)
    with app.socket() as client:
        for at in range(0, len(request), 3):
            client.sendall(request[at:at + 3])
        assert read_answers(client, 1) == [(200, ID + event_id.encode() + b'"}')]


def test_a_client_that_half_closes_is_answered(app):
    event_id = new_id()
    with app.socket() as client:
        client.sendall(whole(app, event_id))
        client.shutdown(socket.SHUT_WR)
        answer = bombs.read_to_end(client)
    assert answer.endswith(ID + event_id.encode() + b'"}')
    assert app.stored(event_id)


@pytest.mark.parametrize("share", [0.2, 0.9, 0.999])
def test_a_request_that_is_cut_short_is_no_event(app, share):
    event_id = new_id()
    request = whole(app, event_id)
    with app.socket() as client:
        client.sendall(request[:int(len(request) * share)])
        client.shutdown(socket.SHUT_WR)
        assert bombs.read_to_end(client) == b""
    after = app.post("envelope/", event_envelope())
    assert app.stored(after) and not app.exists(event_id)


def test_what_a_client_does_not_wait_for_is_kept(app):
    event_id = new_id()
    with app.socket() as client:
        client.sendall(whole(app, event_id))
    assert app.stored(event_id)


def test_connections_that_reset_leave_nothing_behind(app):
    for share in range(30):
        client = app.socket()
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        request = whole(app)
        client.sendall(request[:len(request) * share // 30])
        client.close()

    def connections() -> int:
        page = app.server.get("/metrics")[2].splitlines()
        line = next(line for line in page if line.startswith("picket_net_connections "))
        return int(line.split()[1])

    eventually(lambda: connections() <= 2, "all are closed, but that of this question")


# What is not HTTP, or could be read in two ways.

def body_of(*fields: str, content: bytes = b"0\r\n\r\n"):
    return lambda app: head(app, *fields) + content


MALFORMED = {
    "a TLS handshake": lambda app: b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(100),
    "no HTTP": lambda app: b"hello\r\n\r\n",
    "an HTTP of the future": lambda app: whole(app).replace(b"HTTP/1.1", b"HTTP/3.0"),
    "no host": lambda app: whole(app).replace(b"Host: x\r\n", b""),
    "two hosts": lambda app: whole(app, None, "Host: y"),
    "a length that is none": body_of("Content-Length: two"),
    "a length below zero": body_of("Content-Length: -2"),
    "two lengths": body_of("Content-Length: 5", "Content-Length: 5"),
    "a length and chunks": body_of("Content-Length: 5", "Transfer-Encoding: chunked"),
    "another transfer coding": body_of("Transfer-Encoding: gzip, chunked"),
    "chunks in HTTP/1.0": lambda app: head(app, "Transfer-Encoding: chunked", version="1.0") + b"0\r\n\r\n",
    "a chunk whose size is none": body_of("Transfer-Encoding: chunked", content=b"zz\r\n{}\r\n0\r\n\r\n"),
    "a chunk that is longer than its size": body_of("Transfer-Encoding: chunked", content=b"2\r\n{}xx\r\n0\r\n\r\n"),
    "a field without a colon": lambda app: whole(app, None, "nonsense"),
    "a field name with white space": lambda app: whole(app, None, "X-A : b"),
    "a zero byte in the path": lambda app: head(app, "Content-Length: 0", path=app.path("envelope/%00")),
}


@pytest.mark.parametrize("request_of", MALFORMED.values(), ids=MALFORMED.keys())
def test_malformed_is(app, request_of):
    answer = answer_to(app, request_of(app))
    assert status_of(answer) == 400, answer
    assert b"\r\nConnection: close\r\n" in answer
    assert json.loads(answer.partition(b"\r\n\r\n")[2])["detail"]


def test_an_answer_arrives_although_the_rest_of_the_request_is_not_read(app):
    """A reset would destroy it."""
    body = b"x" * (8 << 20)
    with app.socket() as client:
        client.settimeout(10)
        client.sendall(head(app, f"Content-Length: {len(body)}", path=app.path("store/")))
        try:
            client.sendall(body)
        except OSError:
            pass  # It may stop reading after a while.
        assert status_of(client.recv(65536)) == 413


def test_the_server_is_named_and_tells_the_time(app):
    answer = app.post("envelope/", event_envelope())
    assert answer.headers["Server"] == "picket"
    assert abs(time.mktime(time.strptime(answer.headers["Date"], "%a, %d %b %Y %H:%M:%S GMT")) - time.time()) < 86400
