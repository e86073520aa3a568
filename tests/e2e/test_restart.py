"""Restarts that nobody notices: the socket outlives the process, and so does what was answered."""

import os
import signal
import socket
import subprocess
import sys
import time

import pytest

from harness import PROGRAM, STOP_SECONDS, Server
from sender import Dsn, Load, envelope, event, post

RESTARTS = 10


def assert_all_stored(server: Server, setup: dict, load: Load) -> None:
    assert not load.refused, load.refused
    assert not load.broken, load.broken[:5]
    server.wait_until_drained(setup)
    accepted = sum(row["quantity"] for row in server.outcomes()
                   if row["outcome"] == "accepted" and row["category"] == "error")
    assert accepted == len(load.acknowledged)
    ledger = next(check for check in server.cli("doctor")["checks"] if check["name"] == "ledger")
    assert ledger["health"] == "ok", ledger
    for event_id in list(load.acknowledged)[::50]:
        server.wait_for_event(setup, event_id)


def try_to_take_over(server: Server, env: dict | None = None) -> subprocess.CompletedProcess:
    return subprocess.run([*server.command(), "--take-over"], capture_output=True, text=True, timeout=60,
                          env=server._environment(env or {}), stdin=subprocess.DEVNULL)


def test_ten_successors_refuse_nothing(tmp_path):
    with Server(tmp_path) as server:
        setup = server.setup()
        with Load(setup["dsn"]) as load:
            for _ in range(RESTARTS):
                load.wait_for_answers(len(load.acknowledged) + 50)
                server.take_over()
                load.wait_for_answers(len(load.acknowledged) + 50)
        assert_all_stored(server, setup, load)


def test_an_idle_connection_is_answered_once_more(tmp_path):
    with Server(tmp_path) as server:
        setup = server.setup()
        dsn = Dsn(setup["dsn"])
        body = envelope(event(), "0" * 31 + "1")
        post(dsn, body)
        with socket.create_connection((dsn.host, dsn.port)) as kept:
            server.take_over()
            # Nothing was asked on it for half a second: it was closed, not reset.
            kept.settimeout(10)
            assert kept.recv(1) == b""
        assert post(dsn, body)[0] == 200


def test_without_a_server_it_just_starts(tmp_path):
    server = Server(tmp_path)
    server._launch([*server.command(), "--take-over"])
    server._wait_until_ready(may_die=False)
    assert server.stop() == 0


def test_a_second_server_is_refused_unless_it_is_to_take_over(tmp_path):
    with Server(tmp_path) as server:
        second = subprocess.run(server.command(), capture_output=True, text=True, timeout=60,
                                env=server._environment({}), stdin=subprocess.DEVNULL)
        assert second.returncode == 1
        assert "in use by another picket process" in second.stderr and "--take-over" in second.stderr
        assert server.get("/health/ready")[0] == 200


def test_a_process_that_does_not_answer_is_not_waited_for_long(tmp_path):
    with Server(tmp_path) as server:
        setup = server.setup()
        # Holds the lock, takes connections, and says nothing.
        os.kill(server.process.pid, signal.SIGSTOP)
        try:
            done = try_to_take_over(server)
        finally:
            os.kill(server.process.pid, signal.SIGCONT)
        assert done.returncode == 1
        assert "has not answered for 10 s" in done.stderr and "kill -9" in done.stderr
        # It reads the request now, and nobody waits for its sockets: it goes on.
        assert post(Dsn(setup["dsn"]), envelope(event(), "0" * 31 + "2"))[0] == 200
        server.take_over()


# How a start ends after the stores were opened: by a decision, and by a death.
@pytest.mark.parametrize("end", ["fail", "kill"])
def test_a_successor_that_ends_before_it_serves_leaves_the_one_before_at_work(tmp_path, end):
    with Server(tmp_path) as server:
        setup = server.setup()
        with Load(setup["dsn"]) as load:
            for _ in range(2):  # The second time it is one that has begun again.
                load.wait_for_answers(len(load.acknowledged) + 50)
                done = try_to_take_over(server, {"PICKET_FAULT": f"serve.before_listening={end}"})
                assert done.returncode == (1 if end == "fail" else -signal.SIGKILL), done.stderr
                load.wait_for_answers(len(load.acknowledged) + 50)
            assert server.process.poll() is None, "the same process goes on"
            assert "goes on" in server.log()
            server.take_over()
            load.wait_for_answers(len(load.acknowledged) + 50)
        assert_all_stored(server, setup, load)


def test_two_successors_at_once_are_one_too_many(tmp_path):
    with Server(tmp_path) as server:
        setup = server.setup()
        with Load(setup["dsn"]) as load:
            load.wait_for_answers(50)
            command = [*server.command(), "--take-over"]
            others = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL,
                                       env=server._environment({}), text=True) for _ in range(2)]
            assert server.process.wait(STOP_SECONDS) == 0
            load.wait_for_answers(len(load.acknowledged) + 100)
            # Either the late one was told no, or it took over from the other, which is fine as well.
            alive = [process for process in others if process.poll() is None]
            assert alive, [process.communicate() for process in others]
            until = time.monotonic() + STOP_SECONDS
            while len(alive) > 1:
                assert time.monotonic() < until, "two servers on one directory"
                alive = [process for process in alive if process.poll() is None]
                time.sleep(0.05)
            server.process = alive[0]
            load.wait_for_answers(len(load.acknowledged) + 100)
        assert_all_stored(server, setup, load)


# What systemd does: the socket is its own, and passed as descriptor 3.
SUPERVISOR = """
import os, sys
os.dup2(int(sys.argv[1]), 3, inheritable=True)
os.environ.update(LISTEN_FDS="1", LISTEN_PID=str(os.getpid()))
os.execv(sys.argv[2], sys.argv[2:])
"""


def test_ten_restarts_on_the_socket_of_a_supervisor(tmp_path):
    with socket.create_server(("127.0.0.1", 0), backlog=1024) as listening:
        port = listening.getsockname()[1]
        server = Server(tmp_path)

        def start():
            command = [sys.executable, "-c", SUPERVISOR, str(listening.fileno()), str(PROGRAM), "serve", "--data",
                       str(server.data)]
            server._launch(command, pass_fds=[listening.fileno()])
            server._wait_until_ready(may_die=False)

        start()
        assert server.url == f"http://127.0.0.1:{port}"
        setup = server.setup()
        with Load(setup["dsn"]) as load:
            for _ in range(RESTARTS):
                load.wait_for_answers(len(load.acknowledged) + 50)
                server.process.send_signal(signal.SIGTERM)
                assert server.process.wait(STOP_SECONDS) == 0, server.log()
                start()
            load.wait_for_answers(len(load.acknowledged) + 50)
        assert_all_stored(server, setup, load)
        assert server.stop() == 0
