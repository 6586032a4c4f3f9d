from pathlib import Path

from streamlit.testing.v1 import AppTest

APP = Path(__file__).parents[2] / "app.py"


def test_a_sample_is_shown_by_its_number():
    page = AppTest.from_file(str(APP), default_timeout=60).run().switch_page("digitapp/pages/explore.py").run()
    assert page.metric[0].value == "0"
    page.number_input(key="sample").set_value(1796).run()
    assert not page.exception
    assert page.metric[0].value == "8"
