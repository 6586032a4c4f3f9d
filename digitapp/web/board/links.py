"""The three links of a board: to host it, to show it on the wall, and to join it, with its QR code and its code to be said."""

from urllib.parse import urlencode, urlsplit

import streamlit as st

from digitapp.board import codes
from digitapp.web import address, figures

BASE = "class.address"


def show(code: str, token: str) -> None:
    """Show the links of the board with this code, to its host; the address in them can be changed."""
    url = st.context.url or ""
    st.text_input(
        "This page's address, as phones open it",
        value=address.for_others(url) or url,
        key=BASE,
        max_chars=200,
        help="Change it if the pupils' phones reach this server at another address.",
    )
    base = st.session_state[BASE].strip().partition("?")[0]
    if urlsplit(base).scheme not in ("http", "https") or not urlsplit(base).hostname:
        st.error(
            "An address begins with http:// or https://, such as http://192.168.1.20:8501/class.", icon=":material/link_off:"
        )
        return
    if address.is_local(base):
        st.warning(
            "Only this machine can open this address: type the one at which phones reach it.", icon=":material/link_off:"
        )
    joining, picture = st.columns([3, 2], gap="medium")
    with joining:
        st.markdown("Try it with one phone first.")
        _link("Pupils", "scan the code, or type it on the page Class", to_join(base, code))
        st.html(figures.render("code.html", code=codes.spoken(code)))
        _link("The wall", "for the projector: it can only be looked at", f"{base}?{urlencode({'wall': code})}")
        _link("You", "on another device too: keep it to yourself", f"{base}?{urlencode({'host': code, 'key': token})}")
    qr = figures.qr(to_join(base, code), "QR code of the link to join", "Scan it to join.")
    if qr is not None:
        picture.html(qr)


def to_join(base: str, code: str) -> str:
    """The link that a phone opens to join the board with this code."""
    return f"{base}?{urlencode({'board': code})}"


def _link(who: str, what: str, link: str) -> None:
    """A link to open, and below it to copy."""
    st.html(figures.render("board_link.html", who=who, what=what, link=link))
    st.code(link, language=None, wrap_lines=True)
