"""Photo: a picture of a digit in the place of a drawing, from a file or from the camera."""

import streamlit as st

from digitapp.drawing.ink import MAX_BYTES
from digitapp.web import address
from digitapp.web.components import uploads
from digitapp.web.draw import visit


def show() -> None:
    """Show where to choose a file and, where browsers allow it, to use the camera; and what was wrong with the last picture."""
    if uploads.are_refused():
        st.markdown(
            "Pictures cannot be sent from here, as this page stands inside another site or the browser blocks cookies: "
            f"[open it in a tab of its own]({st.context.url})."
        )
        return
    with st.container(key="draw.photo"):
        st.file_uploader(  # of any `type`, as that would go by the name: what a file is, its content tells (ink.py)
            "A photo of one digit: choose a picture or, on a phone, take one (PNG, JPEG or WebP, up to 10 MB)",
            max_upload_size=MAX_BYTES // 1_000_000,
            key=upload_key(),
            on_change=visit.take_picture,
            args=(upload_key(),),
        )
        if _has_camera():
            _camera()
        if error := st.session_state.get(visit.PICTURE_ERROR):
            st.error(error, icon=":material/broken_image:")
        uploads.send_again()


def _camera() -> None:
    """Streamlit's camera asks for permission, and goes on, as soon as it is there: not before somebody wants it."""
    if not st.session_state.get(visit.CAMERA):
        st.button(
            "Use the camera", key="draw.camera_on", icon=":material/photo_camera:", on_click=visit.switch_camera, args=(True,)
        )
        return
    st.camera_input(
        "Hold one digit in front of the camera, large and straight",
        key=camera_key(),
        on_change=visit.take_picture,
        args=(camera_key(),),
    )
    st.button(
        "Camera off", key="draw.camera_off", icon=":material/no_photography:", on_click=visit.switch_camera, args=(False,)
    )


def _has_camera() -> bool:
    """Whether a browser lets this page use the camera: it is served over HTTPS, or by the visitor's own machine."""
    url = st.context.url or ""
    return url.startswith("https:") or address.is_local(url)


def upload_key() -> str:
    """The key of the uploader, another one for each picture, so that it begins again without the file."""
    return f"draw.upload.{st.session_state.setdefault(visit.UPLOADS, 0)}"


def camera_key() -> str:
    """The same for the camera."""
    return f"draw.camera.{st.session_state.setdefault(visit.UPLOADS, 0)}"
