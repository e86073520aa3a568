"""Real SDKs, unmodified, against the real program: what an application reports is what its developer reads."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from harness import Server

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent


def node_command() -> list[str]:
    """Installs the locked SDK once; the pinned Node where the machine's is too old (tools/setup)."""
    folder = HERE / "sdks/node"
    lock, installed = folder / "package-lock.json", folder / "node_modules/.package-lock.json"
    if not installed.exists() or lock.stat().st_mtime > installed.stat().st_mtime:
        subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], cwd=folder,
                       check=True)
        installed.touch()
    pinned = ROOT / "build/node/bin/node"
    return [str(pinned) if pinned.exists() else shutil.which("node"), str(folder / "send.mjs")]


SDKS = {
    "node": node_command,
    "python": lambda: ["/usr/bin/python3", str(HERE / "sdks/python_sdk.py")],
    "ruby": lambda: ["ruby", str(HERE / "sdks/ruby_sdk.rb")],
}
# How each language names the error that the scripts raise.
EXCEPTION_TITLE = "TypeError: bad price of book"
# A message with a stack trace: the Node SDK sends it as a synthetic exception, whose title is its function (decision 20).
MESSAGE_TITLES = {"node": "checkStock", "python": "stock is low", "ruby": "stock is low"}


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with Server(tmp_path_factory.mktemp("sdks")) as running:
        yield running


@pytest.fixture(scope="module", params=list(SDKS))
def sent(request, server):
    """scenario -> event ids, for one SDK in a project of its own."""
    setup = server.setup(project=f"{request.param}-app")
    done = subprocess.run(SDKS[request.param](), env=dict(os.environ, PICKET_DSN=setup["dsn"]), capture_output=True,
                          text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    ids: dict[str, list[str]] = {}
    for line in done.stdout.splitlines():
        report = json.loads(line)
        ids.setdefault(report["scenario"], []).append(report["event_id"].replace("-", ""))
    return server, setup, ids


def message_title(sent) -> str:
    return MESSAGE_TITLES[sent[1]["project"].removesuffix("-app")]


def event_of(sent, scenario: str, index: int = 0) -> dict:
    server, setup, ids = sent
    return server.wait_for_event(setup, ids[scenario][index])


def tags_of(event: dict) -> dict:
    return {tag["key"]: tag["value"] for tag in event["tags"]}


def entry(event: dict, kind: str) -> dict:
    return next(e["data"] for e in event["entries"] if e["type"] == kind)


def test_exception_arrives_whole(sent):
    event = event_of(sent, "exception")
    assert event["title"] == EXCEPTION_TITLE
    assert event["type"] == "error"
    value = entry(event, "exception")["values"][-1]
    assert (value["type"], value["value"].split(" (")[0]) == ("TypeError", "bad price of book")
    assert any((f["function"] or "").endswith(("priceOf", "price_of")) for f in value["stacktrace"]["frames"])


def test_scope_arrives_with_the_exception(sent):
    event = event_of(sent, "exception")
    tags = tags_of(event)
    assert tags["shop.region"] == "eu"
    assert tags["environment"] == "staging"
    assert tags["release"] == "shop@1.2.3"
    assert tags["level"] == "error"
    assert event["user"]["id"] == "42"
    assert event["user"]["email"] == "ada@example.com"
    crumbs = entry(event, "breadcrumbs")["values"]
    assert any(c["message"] == "added a book" and c["category"] == "cart" for c in crumbs)


def test_message_is_an_issue_of_its_own(sent):
    event = event_of(sent, "message")
    assert event["title"] == message_title(sent)
    assert "stock is low" in event["message"]
    assert tags_of(event)["level"] == "warning"
    assert event["groupID"] != event_of(sent, "exception")["groupID"]


def test_fingerprint_joins_what_differs(sent):
    first, second = event_of(sent, "fingerprint", 0), event_of(sent, "fingerprint", 1)
    assert first["eventID"] != second["eventID"]
    assert first["groupID"] == second["groupID"]


def test_chained_exceptions_keep_their_order(sent):
    values = entry(event_of(sent, "chained"), "exception")["values"]
    assert [v["value"].strip('"\'').split(" (")[0] for v in values] == ["inner", "outer"]


def test_issues_are_listed(sent):
    server, setup, ids = sent
    event_of(sent, "chained")
    project_id = setup["dsn"].rsplit("/", 1)[1]
    issues = server.api(f"/api/0/organizations/{setup['org']}/issues/?project={project_id}&query=is:unresolved", setup)
    titles = {issue["title"] for issue in issues}
    assert EXCEPTION_TITLE in titles and message_title(sent) in titles
    counts = {issue["title"]: issue["count"] for issue in issues}
    assert "2" in counts.values(), "the two events of one fingerprint count on one issue"
