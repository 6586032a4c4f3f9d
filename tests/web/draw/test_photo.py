import pytest
import streamlit as st
from drawings import file_of, photo
from streamlit.testing.v1 import AppTest


def shown():
    import streamlit as st

    from digitapp.web.draw import photo

    photo.show()
    st.session_state["held"] = st.session_state.get(photo.upload_key())


def opened(monkeypatch, url, cookies=("_streamlit_xsrf",)):
    monkeypatch.setattr(type(st.context), "url", url)
    monkeypatch.setattr(type(st.context), "cookies", dict.fromkeys(cookies, ""))
    page = AppTest.from_function(shown, default_timeout=60).run()
    assert not page.exception
    return page


@pytest.mark.parametrize(
    ("url", "has_camera"),
    [
        ("https://digits.example/", True),
        ("http://localhost:8501", True),
        ("http://192.168.1.20:8501", False),
        ("http://digits.example/", False),
    ],
)
def test_the_camera_is_offered_only_where_browsers_allow_it(monkeypatch, url, has_camera):
    page = opened(monkeypatch, url)
    assert [button.label for button in page.button] == ["Use the camera"] * has_camera


def test_the_camera_is_not_on_before_it_is_asked_for(monkeypatch):
    page = opened(monkeypatch, "https://digits.example/")
    assert not page.get("camera_input")
    page.button[0].click().run()
    assert len(page.get("camera_input")) == 1
    page.button[0].click().run()
    assert not page.get("camera_input")


def test_where_no_picture_can_be_sent_from_none_is_asked_for(monkeypatch):
    page = opened(monkeypatch, "https://digits.example/", cookies=())
    assert "[open it in a tab of its own](https://digits.example/)" in page.markdown[0].value
    assert not page.file_uploader
    assert not page.button


@pytest.mark.parametrize("picture", [photo(5), None])
def test_the_uploader_begins_again_after_each_picture_and_nothing_of_it_stays(monkeypatch, picture):
    page = opened(monkeypatch, "https://digits.example/")
    first = page.file_uploader[0].id
    monkeypatch.setattr(st, "rerun", lambda scope: None)  # of squares that are not here
    forgotten = []
    monkeypatch.setattr(
        "streamlit.runtime.memory_uploaded_file_manager.MemoryUploadedFileManager.remove_file",
        lambda _, session, file: forgotten.append(file),
    )
    page.file_uploader[0].upload("five.png", b"none" if picture is None else file_of(picture), "image/png").run()
    assert not page.exception
    assert len(forgotten) == 1
    assert page.file_uploader[0].id != first
    assert page.session_state["held"] is None
    assert bool(page.error) == (picture is None)
