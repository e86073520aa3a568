"""The web app as the program serves it: its pages, its files, and what it must keep off."""

import gzip
import http.client
import re
import socket
import urllib.parse

import pytest

from harness import Server

PREFIX = "/picket/"


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    """Where a server listens whose public address is another one."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free = probe.getsockname()[1]
    settings = {"PICKET_URL": "https://errors.example.test/picket"}
    with Server(tmp_path_factory.mktemp("web"), env=settings, listen=f"127.0.0.1:{free}"):
        yield free


def ask(port: int, path: str, method: str = "GET", **headers: str):
    """(status, headers, body)"""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


def test_every_page_is_the_app_under_a_policy_of_its_own(port):
    nonces = set()
    for path in ["/", "/organizations/acme/issues/", "/settings/account/details", "/acme/shop/getting-started/"]:
        status, headers, body = ask(port, path)
        assert (status, headers["content-type"]) == (200, "text/html; charset=utf-8"), path
        page = body.decode()
        assert f'<base href="{PREFIX}">' in page
        assert re.search(r'<meta name="picket-version" content="\d+\.\d+\.\d+">', page)
        assert "PICKET_NONCE" not in page
        (nonce,) = set(re.findall(r'nonce="([^"]+)"', page))
        assert f"script-src 'self' 'nonce-{nonce}'" in headers["content-security-policy"]
        assert "connect-src 'self' https://errors.example.test;" in headers["content-security-policy"]
        assert (headers["x-frame-options"], headers["x-content-type-options"]) == ("DENY", "nosniff")
        assert headers["cache-control"] == "no-cache"
        nonces.add(nonce)
    assert len(nonces) == 4


def test_files_come_small_and_stay_for_long(port):
    _, _, body = ask(port, "/")
    files = re.findall(r'(?:src|href)="\./(assets/[^"]+)"', body.decode())
    assert len(files) >= 5
    # A file that scripts load later, named in the entry.
    entry = next(path for path in files if re.match(r"assets/index-[\w-]+\.js$", path))
    _, _, source = ask(port, "/" + entry)
    lazy = {"assets/" + name for name in re.findall(r"[\"']\./([\w-]+\.js)[\"']", source.decode())}
    assert len(lazy) > 5
    for path in [*files, *lazy]:
        status, headers, plain = ask(port, "/" + path)
        assert status == 200, path
        assert headers["cache-control"] == "public, max-age=31536000, immutable"
        assert headers["vary"] == "Accept-Encoding"
        status, again, nothing = ask(port, "/" + path, If_None_Match=headers["etag"])
        assert (status, nothing, again["etag"]) == (304, b"", headers["etag"])
        status, small, packed = ask(port, "/" + path, Accept_Encoding="gzip, br")
        if path.endswith((".js", ".css")) and len(plain) > 2000:
            assert small["content-encoding"] == "br"
            assert len(packed) < len(plain) * 0.7
            _, zipped, packed = ask(port, "/" + path, Accept_Encoding="gzip")
            assert zipped["content-encoding"] == "gzip"
            assert gzip.decompress(packed) == plain
            assert len({headers["etag"], small["etag"], zipped["etag"]}) == 3
        head_status, head, nothing = ask(port, "/" + path, method="HEAD")
        assert (head_status, nothing, head["content-length"]) == (200, b"", str(len(plain)))


@pytest.mark.parametrize("path", ["/favicon.ico", "/.env", "/.git/config", "/index.html", "/assets/index-0.js",
                                  "/assets/..%2findex.html", "/.vite/manifest.json"])
def test_what_is_no_page_and_no_file_is_404(port, path):
    status, headers, _ = ask(port, path)
    assert (status, headers["content-type"]) == (404, "text/plain; charset=utf-8")


@pytest.mark.parametrize("path", ["/api/", "/api/0/nothing/", "/api/1/nothing/", "/health/nothing", "/metrics/nothing"])
def test_paths_of_others_stay_theirs(port, path):
    status, headers, _ = ask(port, path)
    assert status == 404
    assert "html" not in (headers["content-type"] or "")


def test_pages_are_only_read(port):
    status, headers, _ = ask(port, "/organizations/acme/issues/", method="POST")
    assert (status, headers["allow"]) == (405, "GET, HEAD")


def test_nothing_is_loaded_from_elsewhere(port):
    _, _, body = ask(port, "/")
    addresses = re.findall(r'(?:src|href)="([^"]+)"', body.decode())
    assert addresses
    assert [each for each in addresses if urllib.parse.urlsplit(each).netloc] == []
