"""The lesson on the Class page: every handout is offered."""

from streamlit.testing.v1 import AppTest

from digitapp.web.board import handouts, lesson


def test_every_handout_can_be_saved():
    def page():
        from digitapp.web.board import lesson

        lesson.show()

    shown = AppTest.from_function(page, default_timeout=60).run()
    assert not shown.exception
    assert list(lesson.OFFERED) == list(handouts.HANDOUTS)
    assert [button.label for button in shown.get("download_button")] == [words for words, *_ in lesson.OFFERED.values()]
