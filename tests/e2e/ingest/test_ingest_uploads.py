"""Crash dumps, crashes of Unreal Engine, and attachments on their own. Source: shared spec "ingest", sections 1.10
to 1.12."""

import json
import struct
import time
import uuid

import pytest

from payloads import GZIP, MULTIPART, RAW, deflated, form, minidump, new_id, piped, unreal_crash


def body(value) -> bytes:
    return json.dumps(value).encode()


def upload(app, *parts: tuple[str, str | None, bytes]) -> str:
    """The id of the event that became of it."""
    answer = app.post(f"minidump/?sentry_key={app.key}", form(*parts), MULTIPART, auth=False)
    assert answer.status == 200, answer.body
    return answer.body.decode()


def packed_map(fields: dict[str, str]) -> bytes:
    """A msgpack map of short texts."""
    def text(value: str) -> bytes:
        return bytes([0xa0 | len(value)]) + value.encode()
    return bytes([0x80 | len(fields)]) + b"".join(text(name) + text(value) for name, value in fields.items())


DUMP = ("upload_file_minidump", "crash.dmp", minidump())
COMPRESSED = {
    "crash.dmp.gz": lambda dump: deflated(dump, GZIP),
    "crash.dmp.xz": lambda dump: piped(dump, "xz", "-c"),
    "crash.dmp.bz2": lambda dump: piped(dump, "bzip2", "-c"),
    "crash.dmp.zst": lambda dump: piped(dump, "zstd", "-q", "-c"),
}


@pytest.mark.parametrize("name", COMPRESSED)
def test_a_dump_may_be_compressed(app, name):
    dump = minidump(5000)
    event_id = upload(app, ("upload_file_minidump", name, COMPRESSED[name](dump)))
    assert app.stored(event_id)["platform"] == "native"
    assert app.attachments(event_id, 1) == {"crash.dmp": dump}


def test_a_form_may_be_within_the_form(app):
    dump = minidump(100)
    inner = form(("upload_file_minidump", "inner.dmp", dump)).replace(b"--xx", b"--yy")
    event_id = upload(app, ("upload_file_minidump", "outer", inner))
    assert app.stored(event_id)
    assert app.attachments(event_id, 1) == {"inner.dmp": dump}


def test_the_event_of_a_dump_says_what_it_is(app):
    event = app.stored(upload(app, DUMP))
    (exception,) = event["exception"]["values"]
    assert (event["platform"], event["level"], exception["type"]) == ("native", "fatal", "Minidump")
    assert event["sdk"] == {"name": "minidump.unknown", "version": "0.0.0"}
    assert exception["mechanism"] == {"type": "minidump", "handled": False, "synthetic": True}


def test_the_time_of_a_dump_is_that_of_the_event(app):
    then = int(time.time()) - 86400
    dump = bytearray(minidump())
    dump[20:24] = struct.pack("<I", then)
    assert app.stored(upload(app, ("upload_file_minidump", "a.dmp", bytes(dump))))["timestamp"] == then


def test_electrons_pieces_are_put_together(app):
    text = body({"release": "shop@2", "tags": {"a": "b"}})
    event = app.stored(upload(app, DUMP, ("sentry__1", None, text[:10]), ("sentry__2", None, text[10:])))
    assert (event["release"], event["tags"]) == ("shop@2", [["a", "b"]])


def test_documents_of_a_form_are_merged(app):
    event = app.stored(upload(app, DUMP, ("sentry", None, body({"release": "shop@3", "extra": {"a": "1"}})),
                              ("sentry___native", None, body({"environment": "live"})), ("sentry[extra][b]", None, b"2"),
                              ("plain", None, b"3")))
    assert (event["release"], event["environment"]) == ("shop@3", "live")
    assert event["extra"] == {"a": "1", "b": "2", "plain": "3"}


def test_the_event_that_an_sdk_left_beside_the_dump_is_taken(app):
    event_id = upload(app, DUMP, ("__sentry-event", "__sentry-event", packed_map({"release": "shop@4"})),
                      ("__sentry-breadcrumb1", "__sentry-breadcrumb1", packed_map({"message": "first"})),
                      ("__sentry-breadcrumb2", "__sentry-breadcrumb2", packed_map({"message": "second"})))
    event = app.stored(event_id)
    assert event["release"] == "shop@4"
    assert event["breadcrumbs"]["values"], "one file of them at least is kept"
    assert list(app.attachments(event_id, 1)) == ["crash.dmp"]


def test_a_crash_that_cannot_be_unpacked_is_answered_200_and_counted(fresh):
    for crash in (b"not zlib", deflated(b"short", RAW)):
        assert fresh.post(f"unreal/{fresh.key}/", crash, auth=False).status == 200, "uploaders would come again"
    fresh.expect_outcomes({("invalid", "process_unreal", "error"): 2})


def test_an_upload_counts_as_an_error_and_its_files(fresh):
    upload(fresh, ("upload_file_minidump", "a.dmp", minidump(100)), ("log", "app.log", b"12345"))
    fresh.expect_outcomes({("accepted", "none", "error"): 1, ("accepted", "none", "attachment"): 105,
                           ("accepted", "none", "attachment_item"): 2})


@pytest.mark.parametrize("kind", ["application/octet-stream", "application/x-dmp"])
def test_a_dump_may_be_the_whole_body(app, kind):
    answer = app.post(f"minidump/?sentry_key={app.key}", minidump(), {"Content-Type": kind}, auth=False)
    assert answer.status == 200
    event_id = answer.body.decode()
    assert app.stored(event_id)["platform"] == "native"
    assert [content[:4] for content in app.attachments(event_id, 1).values()] == [b"MDMP"]


NO_DUMPS = {
    "no dump": (b"XXXX", {"Content-Type": "application/x-dmp"}, (400, "invalid minidump")),
    "nothing": (b"", {"Content-Type": "application/x-dmp"}, (400, "empty request body")),
    "a form without one": (form(("sentry", None, b"{}")), MULTIPART, (400, "missing minidump")),
    "a form with something else": (form(("upload_file_minidump", "a.dmp", b"XXXX")), MULTIPART, (400, "invalid minidump")),
}


@pytest.mark.parametrize("content,headers,expected", NO_DUMPS.values(), ids=NO_DUMPS.keys())
def test_a_crash_upload_is_not(app, content, headers, expected):
    answer = app.post(f"minidump/?sentry_key={app.key}", content, headers, auth=False)
    assert (answer.status, answer.detail) == expected


def test_an_upload_keeps_its_files_and_fields(app):
    event_id = new_id()
    content = form(("upload_file_minidump", "a.dmp", minidump()), ("log", "app.log", b"line"),
                   ("sentry", None, body({"event_id": event_id, "release": "shop@1"})),
                   ("sentry[tags][shop]", None, b"eu"), ("colour", None, b"blue"))
    answer = app.post(f"minidump/?sentry_key={app.key}", content, MULTIPART, auth=False)
    assert answer.body.decode() == str(uuid.UUID(event_id))
    event = app.stored(event_id)
    assert (event["release"], event["tags"], event["extra"]["colour"]) == ("shop@1", [["shop", "eu"]], "blue")
    assert set(app.attachments(event_id, 2)) == {"a.dmp", "app.log"}


def test_an_empty_unreal_crash_is_refused(app):
    assert app.post(f"unreal/{app.key}/", b"", auth=False).refusal == (400, "empty request body")


def test_an_unreal_crash_is_unpacked(app):
    crash = unreal_crash(("UE4.dmp", minidump()), ("game.log", b"line"))
    event_id = app.post(f"unreal/{app.key}/?UserID=u%7Ce%7Cm", crash, auth=False).body.decode()
    assert app.stored(event_id)["user"]["id"] == "u"
    assert app.attachments(event_id, 2)["game.log"] == b"line"


def test_attachments_of_an_event_that_was_sent_before(app):
    event_id = app.post("store/", b'{"message":"with files"}').json["id"]
    assert app.stored(event_id)
    content = form(("a", "a.txt", b"one"), ("b", None, b"no file"), ("c", "c.txt", b"two"))
    assert app.post(f"events/{uuid.UUID(event_id)}/attachments/", content, MULTIPART).status == 201
    assert app.attachments(event_id, 2) == {"a.txt": b"one", "c.txt": b"two"}


@pytest.mark.parametrize("event,content,headers", [("nine", form(), MULTIPART), ("a" * 32, b"x", MULTIPART),
                                                   ("a" * 32, form(), {"Content-Type": "text/plain"})])
def test_attachments_need_an_id_and_a_form(app, event, content, headers):
    assert app.post(f"events/{event}/attachments/", content, headers).status == 400
