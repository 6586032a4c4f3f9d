"""Running servers and a real Chromium, for the browser tests and the benchmarks."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[1]
APP = str(ROOT / "digitapp/web/pages/main.py")  # what Streamlit runs for each visitor
STREAMLIT = ("-m", "streamlit")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def start(
    log: Path, script: str = "app.py", port: int | None = None, streamlit: Sequence[str] = STREAMLIT
) -> tuple[subprocess.Popen, str]:
    """Start `streamlit run` from the repository, so that its config.toml applies; the process and its address."""
    port = port or free_port()
    command = [sys.executable, *streamlit, "run", script, f"--server.port={port}"]
    command += ["--server.headless=true", "--browser.serverAddress=localhost"]
    with log.open("a") as output:
        return subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT), f"http://localhost:{port}"


def stop(process: subprocess.Popen) -> None:
    process.terminate()
    process.wait(timeout=20)


@contextmanager
def served(
    log: Path, script: str = "app.py", port: int | None = None, streamlit: Sequence[str] = STREAMLIT
) -> Iterator[tuple[subprocess.Popen, str]]:
    """A healthy server, stopped in the end."""
    process, address = start(log, script, port, streamlit)
    try:
        await_health(process, address, log)
        yield process, address
    finally:
        stop(process)


def await_health(process: subprocess.Popen, address: str, log: Path) -> None:
    deadline = time.monotonic() + 60
    while not is_healthy(address):
        assert process.poll() is None and time.monotonic() < deadline, log.read_text()


def is_healthy(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1) as answer:
            return answer.read() == b"ok"
    except OSError:
        return False


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser of DIGITAPP_BROWSER, or Playwright's own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("DIGITAPP_BROWSER"), args=QUIET)
        yield browser
        browser.close()
