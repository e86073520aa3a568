"""What First steps tells people to type works: each snippet of the web app whose SDK can be had here is run, unmodified, and its event arrives.

The text comes from the app's own source (ui/tools/snippets.mjs), so that what is shown and what was run cannot drift apart.
"""

import json
import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from harness import ROOT, Server
from test_sdks import node_command

SDKS = Path(__file__).resolve().parent / "sdks"
# Longest for a compiler whose cache is empty.
RUN_SECONDS = 600
TITLE = "First event of this project"


class Kit:
    """One platform's snippets and a folder to type them into."""

    def __init__(self, platform: dict, folder: Path):
        self.configure = [snippet["code"] for snippet in platform["configure"]]
        self.verify = [snippet["code"] for snippet in platform["verify"]]
        self.folder = folder

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.write_text(text)
        return path

    def run(self, *command: str, may_fail: bool = False, **environment: str) -> None:
        done = subprocess.run(command, cwd=self.folder, env={**os.environ, **environment}, capture_output=True, text=True,
                              timeout=RUN_SECONDS)
        assert may_fail or done.returncode == 0, f"{done.stdout}\n{done.stderr}"


def python(kit: Kit) -> None:
    kit.run("/usr/bin/python3", str(kit.write("app.py", f"{kit.configure[0]}\n{kit.verify[0]}\n")), may_fail=True)


def node(kit: Kit) -> None:
    program = node_command()[0]
    (kit.folder / "node_modules").symlink_to(SDKS / "node/node_modules")
    kit.write("instrument.js", kit.configure[0])
    kit.run("bash", "-c", kit.verify[0], may_fail=True, PATH=f"{Path(program).parent}:{os.environ['PATH']}")


def ruby(kit: Kit) -> None:
    kit.run("ruby", str(kit.write("app.rb", f"{kit.configure[0]}\n{kit.verify[0]}\n")))


def go(kit: Kit) -> None:
    for name in ("go.mod", "go.sum"):
        shutil.copy(SDKS / "go" / name, kit.folder)
    main = kit.configure[0].removesuffix("}")
    kit.write("main.go", f"{main}\t{kit.verify[0]}\n}}\n")
    kit.run("go", "run", ".")


def java(kit: Kit) -> None:
    shutil.copy(SDKS / "java/pom.xml", kit.folder)
    kit.run("mvn", "-q", "-B", "dependency:build-classpath", "-Dmdep.outputFile=classpath")
    imported, statements = kit.configure[0].split("\n\n", 1)
    kit.write("Main.java", f"{imported}\npublic class Main {{ public static void main(String[] args) {{\n{statements}\n{kit.verify[0]}\n}} }}\n")
    kit.run("java", "-cp", (kit.folder / "classpath").read_text().strip(), "Main.java")


def other(kit: Kit) -> None:
    kit.run("bash", "-ec", kit.verify[0])


# How each is typed in, the tool that it takes, and the title of its event.
RUNNERS = {
    "python": (python, "/usr/bin/python3", "ZeroDivisionError: division by zero"),
    "node": (node, "node", f"Error: {TITLE}"),
    "ruby": (ruby, "ruby", "ZeroDivisionError: divided by 0"),
    "go": (go, "go", TITLE),
    "java": (java, "mvn", f"Exception: {TITLE}"),
    "other": (other, "curl", TITLE),
}

# Their SDK comes from a registry that a machine may not reach: `./test sdks`.
NEEDS_REGISTRY = {"go", "java"}


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with Server(tmp_path_factory.mktemp("snippets")) as running:
        yield running


def platforms(dsn: str) -> dict[str, dict]:
    done = subprocess.run([node_command()[0], "tools/snippets.mjs", dsn], cwd=ROOT / "ui", capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return {platform["id"]: platform for platform in json.loads(done.stdout)}


def first_event(server: Server, setup: dict) -> dict:
    """Of the project, once there is one."""
    path = f"/api/0/projects/{setup['org']}/{setup['project']}/events/"
    until = time.monotonic() + 60
    while not (found := server.api(path, setup)):
        assert time.monotonic() < until, "no event arrived"
        time.sleep(0.1)
    return server.api(f"{path}{found[0]['eventID']}/", setup)


@pytest.mark.parametrize("name", list(RUNNERS))
def test_snippet_sends_its_event(server, tmp_path, name):
    run, tool, title = RUNNERS[name]
    if shutil.which(tool) is None:
        pytest.skip(f"no {tool}: NOT TESTED")
    if name in NEEDS_REGISTRY and not os.environ.get("SDK_REGISTRIES"):
        pytest.skip("its SDK is not among Debian's packages, see ./test sdks: NOT TESTED")
    setup = server.setup(project=f"{name}-snippet")
    platform = platforms(setup["dsn"])[name]
    run(Kit(platform, tmp_path))
    event = first_event(server, setup)
    assert event["title"] == title
    if name != "other":
        tags = {tag["key"]: tag["value"] for tag in event["tags"]}
        assert (tags["release"], tags["environment"]) == ("my-app@1.0.0", "production")
