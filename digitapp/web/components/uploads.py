"""What Streamlit's uploaders leave undone: files whose connection is lost, and pages from which none can be sent."""

from pathlib import Path

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

COOKIE = "_streamlit_xsrf"  # which Streamlit 1.67 sets, and without which its server refuses (403) what a page sends

_uploads = st.components.v2.component(
    "digitapp_uploads", js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"), isolate_styles=False
)


def send_again() -> None:
    """See to it that a picture whose connection is lost is sent when it is back; to be shown once, beside the uploader."""
    _uploads(key="draw.uploads_watch")


def are_refused() -> bool:
    """Whether the server will refuse files from this page: it stands inside another site, or cookies are blocked."""
    is_checked = st.get_option("server.enableXsrfProtection")
    return is_checked and st.context.url is not None and COOKIE not in st.context.cookies


def forget(file: UploadedFile) -> None:
    """Let the server forget a file that has been read; Streamlit alone would hold it until the visitor leaves."""
    context = get_script_run_ctx()
    if context is not None and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        context.uploaded_file_mgr.remove_file(context.session_id, file.file_id)
