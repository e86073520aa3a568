"""The web app in a real browser, on the real program; directly, and under a path of a host behind the real nginx.

The flows are in ui/tests/browser; each is a program that fails when anything, the page's console included, is not as it should be.
"""

import json
import os
import shutil
import socket
import subprocess

import pytest

from harness import PROGRAM, ROOT, Server

BROWSER = os.environ.get("CHROMIUM", "/usr/bin/chromium")
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin")
NODE = ROOT / "build/node/bin/node"
LOAD = PROGRAM.parent / "picket_load"
# As long as a machine that also compiles may need; a flow that passes does not wait.
FLOW_SECONDS = 900

NGINX_CONFIG = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port};
        location /picket/ {{
            proxy_pass http://{upstream}/;
            proxy_set_header Host $http_host;
            proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
        }}
    }}
}}
"""

pytestmark = pytest.mark.skipif(not os.path.exists(BROWSER), reason="no Chromium: tools/setup test")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def run_flow(name: str, server: Server, url: str) -> str:
    """What the flow says."""
    site = dict(server.setup(), url=url, database=str(server.data / "meta.db"))
    environment = dict(os.environ, SITE=json.dumps(site), CHROMIUM=BROWSER, LOAD=str(LOAD))
    node = str(NODE) if NODE.exists() else "node"
    done = subprocess.run([node, f"tests/browser/{name}.ts"], cwd=ROOT / "ui", env=environment, capture_output=True,
                          text=True, timeout=FLOW_SECONDS)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.mark.parametrize("flow", ["account", "closed", "crowd", "ends", "flood", "forms", "hostile", "issue", "looks", "members", "projects",
                                  "search", "stats", "stream"])
def test_flow(flow, tmp_path):
    with Server(tmp_path) as server:
        run_flow(flow, server, server.url)


@pytest.mark.skipif("PICTURES" not in os.environ, reason="pictures are taken by ./test ui --screenshots")
def test_pictures(tmp_path):
    with Server(tmp_path) as server:
        run_flow("pictures", server, server.url)


@pytest.mark.skipif("MEASURE" not in os.environ, reason="times are taken by ./test ui --measure")
def test_measure(tmp_path):
    with Server(tmp_path) as server:
        print(run_flow("measure", server, server.url))


@pytest.mark.skipif(NGINX is None, reason="no nginx: tools/setup test")
@pytest.mark.parametrize("flow", ["account", "projects"])
def test_flow_under_a_path(flow, tmp_path):
    port, upstream = free_port(), f"127.0.0.1:{free_port()}"
    url = f"http://127.0.0.1:{port}/picket"
    folder = tmp_path / "nginx"
    folder.mkdir()
    (folder / "nginx.conf").write_text(NGINX_CONFIG.format(folder=folder, port=port, upstream=upstream))
    with Server(tmp_path, env={"PICKET_URL": url}, listen=upstream) as server:
        proxy = subprocess.Popen([NGINX, "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")])
        try:
            run_flow(flow, server, url)
        finally:
            proxy.terminate()
            proxy.wait(30)
