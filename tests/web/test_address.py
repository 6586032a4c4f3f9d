import pytest
import streamlit as st

from digitapp.web import address


@pytest.mark.parametrize(
    ("url", "is_local"),
    [
        ("http://localhost:8501", True),
        ("http://127.0.0.1:8501/", True),
        ("http://127.1.2.3", True),
        ("http://[::1]:8501", True),
        ("http://0.0.0.0:8501", True),
        ("http://digits.localhost", True),
        ("http://192.168.1.20:8501", False),
        ("https://localhost.example", False),
        ("", False),
    ],
)
def test_an_address_that_only_this_machine_opens_is_known(url, is_local):
    assert address.is_local(url) == is_local


@pytest.mark.parametrize(
    ("url", "served_at", "network", "others"),
    [
        ("http://localhost:8501", None, "192.168.1.20", "http://192.168.1.20:8501/"),
        ("https://127.0.0.1:8501/digits", "0.0.0.0", "192.168.1.20", "https://192.168.1.20:8501/digits"),
        ("http://localhost:8501", None, None, None),
        ("http://localhost:8501", "localhost", "192.168.1.20", None),
        ("http://localhost:8080", None, "192.168.1.20", None),  # nginx stands in front
        ("http://localhost", None, "192.168.1.20", None),
        ("https://digits.example/a", "localhost", None, "https://digits.example/a"),
    ],
)
def test_what_others_open_is_never_localhost(monkeypatch, url, served_at, network, others):
    monkeypatch.setattr(st, "get_option", {"server.address": served_at, "server.port": 8501}.get)
    monkeypatch.setattr(address, "_in_network", lambda: network)
    assert address.for_others(url) == others


class WayOut:
    """A UDP socket that can be connected, and can do nothing else."""

    def __init__(self, ip):
        self.ip = ip

    def __enter__(self):
        return self

    def __exit__(self, *error):
        pass

    def connect(self, _):
        if self.ip is None:
            raise OSError("Network is unreachable")

    def getsockname(self):
        return self.ip, 1


@pytest.mark.parametrize(("ip", "others"), [("10.0.0.7", "http://10.0.0.7:8501/"), ("127.0.0.1", None), (None, None)])
def test_the_network_is_looked_up_without_sending_anything(monkeypatch, ip, others):
    monkeypatch.setattr(st, "get_option", {"server.port": 8501}.get)
    monkeypatch.setattr(address.socket, "socket", lambda *kind: WayOut(ip) if address.socket.SOCK_DGRAM in kind else None)
    assert address.for_others("http://localhost:8501") == others


def test_an_address_that_is_set_stands_for_any(monkeypatch):
    monkeypatch.setenv(address.VARIABLE, "https://digits.school.example")
    assert address.for_others("http://localhost:8501/class") == "https://digits.school.example/class"
