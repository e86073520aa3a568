"""Commands about people, organizations, projects, keys and tokens: over the socket of a running server, and alone."""

import base64
import contextlib
import hashlib
import hmac
import json
import os
import pty
import re
import socket
import stat
import struct
import subprocess
import time
import urllib.error
import urllib.request
from urllib.parse import urlsplit

import pytest

from harness import PROGRAM, Server
from test_smoke import store

PASSWORD = "correct horse battery"
OTHER_PASSWORD = "staple of the battery"


@pytest.fixture(scope="module", params=["serving", "alone"])
def server(request, tmp_path_factory):
    """Set up; stopped for "alone"."""
    running = Server(tmp_path_factory.mktemp("admin"))
    running.start()
    running.setup()
    running.mode = request.param
    if request.param == "alone":
        assert running.stop() == 0
    yield running
    if request.param == "serving":
        assert running.stop() == 0


@contextlib.contextmanager
def serving(server):
    """Started for what only a server answers, where the test is about a stopped one."""
    if server.mode == "serving":
        yield server
        return
    server.start()
    try:
        yield server
    finally:
        assert server.stop() == 0


def typed(server, *args: str, given: bytes = b"", code: int = 0) -> str:
    """What the command says, `given` being its standard input."""
    done = subprocess.run([str(PROGRAM), *args, "--data", str(server.data)], input=given, capture_output=True,
                          env=server._environment(server.env), timeout=120)
    assert done.returncode == code, (args, done.stdout, done.stderr)
    return (done.stdout if code == 0 else done.stderr).decode()


def create_user(server, email: str) -> dict:
    return json.loads(typed(server, "user", "create", email, "--password-stdin", "--json", given=PASSWORD.encode()))


def ask(server, method: str, path: str, body=None, headers: dict | None = None):
    """(status, headers, JSON or None) of an API request."""
    request = urllib.request.Request(server.url + "/api/0/" + path, method=method,
                                     data=None if body is None else json.dumps(body).encode())
    request.add_header("Content-Type", "application/json")
    for name, value in (headers or {}).items():
        request.add_header(name, value)
    try:
        answer = urllib.request.urlopen(request, timeout=30)
    except urllib.error.HTTPError as error:
        answer = error
    text = answer.read()
    return answer.status, answer.headers, json.loads(text) if text else None


def sign_in(server, email: str, password: str, **more) -> tuple[int, dict]:
    """The status, and the headers of the session."""
    status, headers, _ = ask(server, "POST", "auth/login/", {"username": email, "password": password, **more})
    cookies = dict(re.match(r"([^=]+)=([^;]*)", one).groups() for one in headers.get_all("Set-Cookie") or [])
    return status, {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
                    "X-CSRFToken": cookies.get("sc", "")}


# Accounts.

def test_a_password_from_standard_input_signs_in(server):
    made = create_user(server, "ada@example.org")
    assert made["email"] == "ada@example.org" and made["hasPassword"] is True and PASSWORD not in json.dumps(made)
    assert "ada@example.org" in typed(server, "user", "list")
    assert server.cli("user", "show", made["id"])["email"] == "ada@example.org"
    with serving(server):
        assert sign_in(server, "ada@example.org", PASSWORD)[0] == 200
        assert sign_in(server, "ada@example.org", OTHER_PASSWORD)[0] != 200
    assert "already" in typed(server, "user", "create", "ADA@example.org", "--link", code=1)
    assert "12 characters" in typed(server, "user", "create", "new@example.org", "--password-stdin", given=b"short\n",
                                    code=1)


def test_a_reset_link_sets_the_password_once(server):
    create_user(server, "bob@example.org")
    said = typed(server, "user", "reset-password", "bob@example.org")
    path = urlsplit(re.search(r"https?://\S+", said).group()).path
    user, secret = re.fullmatch(r"/account/recover/confirm/(\d+)/([0-9a-f]{64})/", path).groups()
    with serving(server):
        page = f"auth/recover/confirm/{user}/{secret}/"
        assert ask(server, "POST", page, {"password": OTHER_PASSWORD})[0] == 204
        assert sign_in(server, "bob@example.org", OTHER_PASSWORD)[0] == 200
        assert sign_in(server, "bob@example.org", PASSWORD)[0] != 200
        assert ask(server, "POST", page, {"password": PASSWORD})[0] == 404, "it opens once"


def test_who_is_disabled_is_out(server):
    create_user(server, "cyd@example.org")
    server.cli("org", "member", "add", "picket", "cyd@example.org")
    token = server.cli("token", "create", "cyd@example.org", "--scope", "org:read")["token"]
    bearer = {"Authorization": f"Bearer {token}"}
    with serving(server):
        assert ask(server, "GET", "organizations/picket/", headers=bearer)[0] == 200
    assert "Disabled cyd@example.org" in typed(server, "user", "disable", "cyd@example.org", "--yes")
    with serving(server):
        assert ask(server, "GET", "organizations/picket/", headers=bearer)[0] == 401
        assert sign_in(server, "cyd@example.org", PASSWORD)[0] != 200
    typed(server, "user", "enable", "cyd@example.org")
    (kept,) = server.cli("token", "list", "cyd@example.org")
    assert "token" not in kept
    typed(server, "token", "revoke", "cyd@example.org", kept["id"], "--yes")
    with serving(server):
        assert sign_in(server, "cyd@example.org", PASSWORD)[0] == 200
        assert ask(server, "GET", "organizations/picket/", headers=bearer)[0] == 401
    assert len(server.cli("user", "sessions", "list", "cyd@example.org")) == 1
    assert "Ended 1 sessions" in typed(server, "user", "sessions", "revoke", "cyd@example.org")
    typed(server, "user", "delete", "cyd@example.org", "--yes")
    assert "no user cyd@example.org" in typed(server, "user", "show", "cyd@example.org", code=1)


# Organizations.

def test_an_organization_from_nothing_to_its_first_event(server):
    create_user(server, "dee@example.org")
    made = server.cli("org", "create", "Acme Corp", "--owner", "dee@example.org", "--slug", "acme")
    assert made["slug"] == "acme"
    assert "several organizations" in typed(server, "team", "create", "web", code=1)
    assert "Made the team web of acme" in typed(server, "team", "create", "web", "--org", "acme")
    typed(server, "team", "member", "add", "acme/web", "dee@example.org")
    assert "key show acme/shop" in typed(server, "project", "create", "Web Shop", "--slug", "shop", "--team", "acme/web",
                                         "--platform", "python")
    shown = typed(server, "key", "show", "acme/shop")
    key = server.cli("key", "show", "acme/shop")
    assert key["dsn"]["public"] in shown and key["secret"] not in shown
    assert key["secret"] in typed(server, "key", "show", "acme/shop", "--secret")
    token = server.cli("token", "create", "dee@example.org", "--scope", "event:read", "--scope", "project:read")["token"]
    with serving(server):
        # Alone, the DSN names the port of the configuration.
        at = server.url.split("//")[1]
        setup = {"dsn": re.sub(r"@[^/]+", f"@{at}", key["dsn"]["public"]), "org": "acme", "project": "shop",
                 "token": token}
        event = store(setup, {"message": "Hello"})
        assert server.wait_for_event(setup, event)["eventID"] == event
    typed(server, "key", "disable", "acme/shop", "Default")
    with serving(server), pytest.raises(urllib.error.HTTPError):
        until = time.monotonic() + 30
        while time.monotonic() < until:
            store(setup, {"message": "Refused"})
            time.sleep(0.2)
    assert "only owner of acme" in typed(server, "user", "delete", "dee@example.org", "--yes", code=1)
    assert "only remaining owner" in typed(server, "org", "member", "remove", "acme", "dee@example.org", "--yes", code=1)
    typed(server, "org", "delete", "acme", "--yes")
    typed(server, "user", "delete", "dee@example.org", "--yes")


def test_an_invitation_is_a_link_that_the_api_knows(server):
    said = typed(server, "org", "invite", "picket", "eve@example.org", "--role", "manager", "--team", "picket")
    path = urlsplit(re.search(r"https?://\S+", said).group()).path
    member, secret = re.fullmatch(r"/accept/(\d+)/([0-9a-f]{64})/", path).groups()
    with serving(server):
        status, _, shown = ask(server, "GET", f"accept-invite/{member}/{secret}/")
        assert (status, shown["email"], shown["orgSlug"]) == (200, "eve@example.org", "picket")
    assert "eve@example.org" in typed(server, "org", "member", "list", "picket")
    assert "Took eve@example.org out" in typed(server, "org", "member", "remove", "picket", "eve@example.org", "--yes")


def test_the_audit_log_says_that_the_command_line_did_it(server):
    typed(server, "team", "create", "audited")
    typed(server, "team", "delete", "audited", "--yes")
    newest, before, *_ = server.cli("org", "audit", "picket")
    assert (newest["event"], before["event"]) == ("team.remove", "team.create")
    with serving(server):
        token = {"Authorization": f"Bearer {server.setup()['token']}"}
        status, _, log = ask(server, "GET", "organizations/picket/audit-logs/", headers=token)
        assert status == 200
        assert log["rows"][0]["actor"]["name"] == "picket command line"


# What is hostile, or missing.

@pytest.mark.parametrize("args", [
    ("user", "delete", "admin@localhost"),
    ("org", "delete", "picket"),
    ("project", "delete", "app"),
    ("key", "delete", "app", "Default"),
    ("user", "reset-all-2fa"),
])
def test_nothing_is_destroyed_without_a_yes(server, args):
    said = typed(server, *args, code=2)
    assert "--yes" in said
    assert typed(server, *args, given=b"y\n", code=2) == said, "a pipe is nobody"
    assert server.cli("user", "show", "admin@localhost")["isActive"]
    assert server.cli("key", "show", "app")["isActive"]


@pytest.mark.parametrize("word", ["ac\x1b[2Jme", "ac\nme", "ac\x7f", b"ac\xff", "x" * 100_000])
def test_words_that_no_name_has_are_wrong_usage(server, word):
    said = typed(server, "org", "show", word, code=2)
    assert len(said) < 1000 and "\x1b" not in said
    said = typed(server, "org", "rename", "picket", "--name", word, code=2)
    assert len(said) < 1000 and "\x1b" not in said
    assert server.cli("org", "show", "picket")["name"] == "picket"


def test_a_megabyte_for_a_password_is_refused(server):
    said = typed(server, "user", "create", "big@example.org", "--password-stdin", given=b"x" * 1_000_000, code=1)
    assert "1024 bytes" in said
    assert "one line" in typed(server, "user", "create", "big@example.org", "--password-stdin",
                               given=b"one line\nanother one\n", code=1)
    assert "no password" in typed(server, "user", "create", "big@example.org", "--password-stdin", code=1)
    assert "--password-stdin" in typed(server, "user", "create", "big@example.org", given=PASSWORD.encode(), code=2)
    assert "no user" in typed(server, "user", "show", "big@example.org", code=1)


def test_no_password_on_the_command_line(server):
    typed(server, "user", "create", "big@example.org", "--password", PASSWORD, code=2)


def test_errors_say_what_to_do(server):
    assert "there are: picket" in typed(server, "org", "show", "none", code=1)
    assert "there are: app" in typed(server, "project", "show", "none", code=1)
    assert "picket user list" in typed(server, "token", "list", "none@example.org", code=1)
    assert "Use lower-case" in typed(server, "team", "create", "Not A Slug", code=1)
    assert "--name or --slug" in typed(server, "org", "rename", "picket", code=1)
    assert "no scope" in typed(server, "token", "create", "admin@localhost", "--scope", "everything", code=1)


def at_a_terminal(server, *args: str, keys: list[tuple[str, bytes]]) -> tuple[int, str]:
    """Exit code, and all that the screen showed. `keys`: what to wait for, and what to type then."""
    leader, follower = pty.openpty()
    process = subprocess.Popen([str(PROGRAM), *args, "--data", str(server.data)], stdin=follower, stdout=follower,
                               stderr=follower, env=server._environment(server.env), start_new_session=True)
    os.close(follower)
    shown = b""
    with contextlib.closing(os.fdopen(leader, "rb+", buffering=0)) as screen:
        waiting = list(keys)
        with contextlib.suppress(OSError):  # The end of the process is the end of the terminal.
            while piece := screen.read(1024):
                shown += piece
                if waiting and shown.decode(errors="replace").rstrip().endswith(waiting[0][0]):
                    screen.write(waiting.pop(0)[1])
        return process.wait(30), shown.decode(errors="replace")


def test_a_person_is_asked(server):
    typed(server, "team", "create", "asked")
    code, shown = at_a_terminal(server, "team", "delete", "asked", keys=[("[y/N]", b"n\n")])
    assert code == 1 and "nothing was changed" in shown
    assert "asked" in typed(server, "team", "list")
    code, shown = at_a_terminal(server, "team", "delete", "asked", keys=[("[y/N]", b"y\n")])
    assert code == 0, shown
    assert "asked" not in typed(server, "team", "list")


def test_a_typed_password_is_not_shown(server):
    word = PASSWORD.encode() + b"\r"
    code, shown = at_a_terminal(server, "user", "create", "typed@example.org",
                                keys=[("Password:", word), ("Once more:", word)])
    assert code == 0 and PASSWORD not in shown, shown
    code, shown = at_a_terminal(server, "user", "create", "other@example.org",
                                keys=[("Password:", word), ("Once more:", b"another one\r")])
    assert code == 1 and "not the same" in shown
    code, shown = at_a_terminal(server, "user", "create", "other@example.org", keys=[("Password:", b"abc\x03")])
    assert code == 1 and "nothing was changed" in shown
    with serving(server):
        assert sign_in(server, "typed@example.org", PASSWORD)[0] == 200
    assert "no user" in typed(server, "user", "show", "other@example.org", code=1)
    typed(server, "user", "delete", "typed@example.org", "--yes")


def test_the_socket_is_the_owners_alone(server):
    if server.mode == "alone":
        pytest.skip("there is none")
    path = server.data / "picket.sock"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    for body in (b"[" * 1_000_000, json.dumps({"org": "x" * 1_000_000}).encode(), b'{"org":"\xff"}', b'{"org":[1]}',
                 b'{"org":"picket","nonsense":1}'):
        with socket.socket(socket.AF_UNIX) as raw:
            raw.settimeout(30)
            raw.connect(str(path))
            raw.sendall(b"POST /admin/org.show HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "
                        + str(len(body)).encode() + b"\r\nConnection: close\r\n\r\n" + body)
            answer = b""
            while piece := raw.recv(65536):
                answer += piece
        assert re.match(rb"HTTP/1.1 4\d\d ", answer) and len(answer) < 2000, answer[:500]
    for path in ("/admin/org.list", "/operator/users/", "/api/0/operator/users/"):
        status, headers, _ = server.get(path)  # A page of the web app, or nothing.
        assert status == 404 or headers.get_content_type() == "text/html", path


# The secret key.

def code_now(secret: str) -> str:
    """RFC 6238."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at:at + 4])[0] & 0x7fffffff) % 1_000_000:06}"


def test_a_lost_secret_key_is_not_made_anew_in_silence(tmp_path):
    server = Server(tmp_path)
    server.mode = "serving"
    key = server.data / "secret.key"
    server.start()
    server.setup()
    assert server.stop() == 0
    key.unlink()
    server.start()  # Nothing was encrypted with it yet.
    create_user(server, "ada@example.org")
    status, session = sign_in(server, "ada@example.org", PASSWORD)
    assert status == 200
    page = "users/me/authenticators/totp/enroll/"
    secret = ask(server, "GET", page, headers=session)[2]["secret"]
    assert ask(server, "POST", page, {"otp": code_now(secret)}, session)[0] == 200
    assert server.stop() == 0

    kept = key.read_text()
    key.unlink()
    server.start(env={"PICKET_FAULT": ""})  # It may die.
    assert server.process.wait(30) == 1
    assert "secret.key is missing" in server.log() and "1 account" in server.log()
    assert "reset-all-2fa" in server.log()
    assert not key.exists()
    found = json.loads(server.run("doctor", "--json").stdout)
    assert found["health"] == "fail"
    assert [check["name"] for check in found["checks"] if check["health"] == "fail"] == ["secret key"]

    key.write_text(kept)
    key.chmod(0o600)
    server.start()
    assert server.cli("doctor")["health"] == "ok"
    assert sign_in(server, "ada@example.org", PASSWORD)[0] == 403, "the second factor is asked for"
    assert server.stop() == 0

    key.unlink()
    assert "ada@example.org" in typed(server, "user", "reset-all-2fa", "--yes")
    server.start()
    assert sign_in(server, "ada@example.org", PASSWORD)[0] == 200
    assert server.stop() == 0
