"""The page's address, as others can open it."""

import os
import socket
from ipaddress import ip_address
from urllib.parse import urlsplit

import streamlit as st

VARIABLE = "DIGITAPP_ADDRESS"  # the address at which others open digitapp, such as "https://digits.school.example"
# RFC 5737: nobody's address. It is never sent anything, it only stands for "out there".
ELSEWHERE = ("192.0.2.1", 9)


def is_local(url: str) -> bool:
    """Whether only the machine that serves the page can open its address `url`."""
    host = urlsplit(url).hostname or ""
    try:
        ip = ip_address(host)
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
    return ip.is_loopback or ip.is_unspecified


def for_others(url: str) -> str | None:
    """The page's address `url`, with this machine's address in its network in the place of "localhost".

    None where others cannot open it: the page is served to this machine alone, there is no network, or nginx stands in front,
    whose address is unknown here. DIGITAPP_ADDRESS, if it is set, stands for scheme and host of any.
    """
    if told := os.environ.get(VARIABLE):
        known = urlsplit(told)
        return urlsplit(url)._replace(scheme=known.scheme, netloc=known.netloc).geturl()
    parts = urlsplit(url)
    parts = parts._replace(path=parts.path or "/")  # without which some phones take a link for plain text
    if not is_local(url):
        return parts.geturl()
    is_served_to_all = st.get_option("server.address") in (None, "", "0.0.0.0", "::")
    if not is_served_to_all or parts.port != st.get_option("server.port"):
        return None
    ip = _in_network()
    return None if ip is None else parts._replace(netloc=f"{ip}:{parts.port}").geturl()


def _in_network() -> str | None:
    """This machine's own address in its network; None without one. Looked up each time, as a laptop may join one at any time.

    A UDP socket that is connected sends nothing: the system only looks up which way something would go.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way_out:
        try:
            way_out.connect(ELSEWHERE)
        except OSError:
            return None
        ip: str = way_out.getsockname()[0]
    return None if ip_address(ip).is_loopback or ip_address(ip).is_unspecified else ip
