"""Backup and restore of a server at work: what was answered before the backup began is there afterwards."""

import json
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from harness import PROGRAM, Server
from sender import Load
from small_disk import SmallDiskServer, can_unshare, fill


def restored(server: Server, backup, path) -> Server:
    """A server on a data directory that was made of the backup."""
    fresh = Server(path)
    done = fresh.run("restore", str(backup))
    assert done.returncode == 0, done.stderr
    assert "Restored" in done.stdout
    return fresh


def rows_of(server: Server) -> int:
    """Accepted events by the ledger, which `doctor` compares with rows and issues."""
    return sum(row["quantity"] for row in server.outcomes()
               if row["outcome"] == "accepted" and row["category"] == "error")


def assert_sound(server: Server, setup: dict, acknowledged) -> None:
    server.wait_until_drained(setup)
    doctor = server.cli("doctor")
    bad = [check for check in doctor["checks"]
           if check["health"] != "ok" and check["name"] not in ("disk space", "file limit")]
    assert not bad, bad
    for event_id in acknowledged:
        found = server.wait_for_event(setup, event_id)
        assert found["eventID"] == event_id


@pytest.fixture
def server(tmp_path):
    # Small segments and checkpoints, so that there is something of everything to hold still.
    with Server(tmp_path / "first", env={"PICKET_LOG_SEGMENT_BYTES": 1 << 20,
                                         "PICKET_DUCKDB_CHECKPOINT_BYTES": 1 << 20}) as server:
        yield server


def test_under_load(server, tmp_path):
    setup = server.setup()
    backup = tmp_path / "backup"
    with Load(setup["dsn"]) as load:
        load.wait_for_answers(400)
        before = set(load.acknowledged)
        facts = server.cli("backup", str(backup))
        after = len(load.acknowledged)
        load.wait_for_answers(after + 100)
    assert facts["directory"] == str(backup) and facts["files"] >= 4 and not facts["secrets"]
    server.kill()

    checked = server.run("restore", "--check", str(backup))
    assert checked.returncode == 0 and "is whole" in checked.stdout, checked
    with restored(server, backup, tmp_path / "second") as second:
        # The token of setup is in the database; what setup keeps for itself is left out.
        assert_sound(second, setup, before)
        assert len(before) <= rows_of(second) <= len(load.sent)
        # It goes on: new events come in and count.
        dsn = setup["dsn"].replace(server.url.split("//")[1], second.url.split("//")[1])
        with Load(dsn) as more:
            more.wait_for_answers(50)
        assert_sound(second, setup, more.acknowledged)


def test_of_a_stopped_server_with_its_secrets(server, tmp_path):
    setup = server.setup()
    with Load(setup["dsn"]) as load:
        load.wait_for_answers(50)
    assert server.stop() == 0
    backup = tmp_path / "backup"
    facts = server.cli("backup", str(backup), "--with-secrets")
    assert facts["secrets"]
    assert (backup / "secret.key").read_bytes() == (server.data / "secret.key").read_bytes()
    assert (backup / "secret.key").stat().st_mode & 0o777 == 0o600
    subprocess.run(["sha256sum", "--check", "--status", "manifest.sha256"], cwd=backup, check=True)
    with restored(server, backup, tmp_path / "second") as second:
        assert second.setup()["token"] == setup["token"]  # It is kept in setup.json only.
        assert_sound(second, setup, load.acknowledged)


def test_refuses_a_damaged_or_interrupted_backup(server, tmp_path):
    setup = server.setup()
    with Load(setup["dsn"]) as load:
        load.wait_for_answers(50)
    backup = tmp_path / "backup"
    server.cli("backup", str(backup))
    manifest = json.loads((backup / "manifest.json").read_text())
    for entry in manifest["files"]:
        copy = tmp_path / "damaged"
        shutil.copytree(backup, copy)
        path = copy / entry["name"]
        text = bytearray(path.read_bytes())
        text[len(text) // 2] ^= 1
        path.write_bytes(text)
        target = Server(tmp_path / "target")
        refused = target.run("restore", str(copy))
        assert refused.returncode == 1, entry
        assert entry["name"] in refused.stderr and "damaged" in refused.stderr, refused.stderr
        assert not (target.data / "meta.db").exists()
        shutil.rmtree(copy)

    interrupted = tmp_path / "interrupted"
    shutil.copytree(backup, interrupted)
    (interrupted / "manifest.json").unlink()
    refused = Server(tmp_path / "target").run("restore", str(interrupted))
    assert refused.returncode == 1 and "no whole backup" in refused.stderr, refused.stderr


def test_says_what_is_in_the_way(server, tmp_path):
    def refusal(*args: str) -> str:
        done = server.run(*args)
        assert done.returncode == 1, done.stdout
        assert done.stderr.startswith("picket: ") and done.stderr.count("\n") == 1, done.stderr
        return done.stderr

    server.setup()
    assert "inside of the data directory" in refusal("backup", str(server.data / "backups" / "1"))
    full = tmp_path / "full"
    full.mkdir()
    (full / "mine").write_text("mine")
    assert "is not empty" in refusal("backup", str(full))
    assert (full / "mine").read_text() == "mine"
    backup = tmp_path / "backup"
    server.cli("backup", str(backup))
    assert "in use by another picket process" in refusal("restore", str(backup))
    assert server.stop() == 0
    assert "is not empty" in refusal("restore", str(backup))
    assert "there is no folder" in refusal("restore", str(tmp_path / "nothing"))


def test_an_interrupted_command_leaves_nothing(server, tmp_path):
    setup = server.setup()
    with Load(setup["dsn"]) as load:
        load.wait_for_answers(200)
        backup = tmp_path / "backup"
        command = subprocess.Popen([str(PROGRAM), "backup", str(backup), "--data", str(server.data)],
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        time.sleep(0.05)
        command.terminate()
        _, said = command.communicate(timeout=60)
        if command.returncode != 0:  # Else it was faster than the signal.
            assert not backup.exists(), said
        server.cli("backup", str(tmp_path / "another"))


def can_unshare() -> bool:
    return subprocess.run(["unshare", "-rm", "true"], capture_output=True).returncode == 0


@pytest.mark.skipif(not can_unshare(), reason="no user namespaces here: NOT TESTED")
def test_says_how_much_room_is_missing(server, tmp_path):
    server.setup()
    assert server.stop() == 0
    backup = tmp_path / "backup"
    server.cli("backup", str(backup))
    small = tmp_path / "small"
    small.mkdir()

    def on_small_disk(*args: str) -> str:
        script = 'mount -t tmpfs -o size=64k tmpfs "$0" && exec "$@"'
        done = subprocess.run(["unshare", "-rm", "sh", "-c", script, str(small), str(PROGRAM), *args],
                              capture_output=True, text=True, env=server._environment({}), timeout=120,
                              stdin=subprocess.DEVNULL)
        assert done.returncode == 1 and done.stderr.count("\n") == 1, done.stderr
        return done.stderr

    assert "are needed: free some space" in on_small_disk("backup", str(small / "b"), "--data", str(server.data))
    assert "are needed: free some space" in on_small_disk("restore", str(backup), "--data", str(small / "d"))


class BackupDiskServer(SmallDiskServer):
    """The small disk is where the backup goes, not where the data is."""

    def __init__(self, path, **more):
        super().__init__(path, **more)
        self.disk = self.path / "disk"
        self.disk.mkdir()

    def command(self) -> list[str]:
        script = 'mount -t tmpfs -o size=64m tmpfs "$0" && exec "$@"'
        return ["unshare", "-rm", "sh", "-c", script, str(self.disk), *Server.command(self)]

    def inside(self, path: str) -> Path:
        return Path(f"/proc/{self.process.pid}/root{self.disk}") / path


@pytest.mark.skipif(not can_unshare(), reason="no user namespaces here: NOT TESTED")
def test_a_disk_that_fills_during_the_copy_leaves_nothing_that_looks_whole(tmp_path):
    server = BackupDiskServer(tmp_path, env={"PICKET_LOG_SEGMENT_BYTES": 1 << 17})
    server.start()
    setup = server.setup()
    with Load(setup["dsn"]) as load:
        load.wait_for_answers(500)
    assert server.stop() == 0
    # Each file is synced when it is copied: slow syncs give time to fill the disk in between.
    server.start(env={"LD_PRELOAD": str(PROGRAM.with_name("libpicket_slow_sync.so")), "SLOW_SYNC_MS": 100})
    with Load(setup["dsn"]) as load:
        load.wait_for_answers(20)
        command = [*server.admin(), str(PROGRAM), "backup", str(server.disk / "b"), "--data", str(server.data)]
        backup = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                  env=server._environment({}))
        until = time.monotonic() + 30
        while not any(file.is_file() for file in server.inside("b").rglob("*")):
            assert time.monotonic() < until and backup.poll() is None, backup.communicate()
            time.sleep(0.01)
        fill(server.inside("ballast"))
        out, error = backup.communicate(timeout=120)
        assert backup.returncode == 1, out
        assert "disk" in error and ("full" in error or "space" in error), error
        assert not (server.inside("b") / "manifest.json").exists()
        checked = server.run("restore", "--check", str(server.disk / "b"))
        assert checked.returncode == 1, checked.stdout
        # The server goes on, and the next backup has a disk with room.
        server.inside("ballast").unlink()
        load.wait_for_answers(len(load.acknowledged) + 20)
        again = server.run("backup", str(server.disk / "c"))
        assert again.returncode == 0, again.stderr
    server.wait_until_drained(setup)
    assert server.stop() == 0
