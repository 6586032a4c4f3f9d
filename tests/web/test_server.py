"""What the server allows, shows and tells when it is started as the README says: safe without any settings of one's own."""

import re
import signal
import time
from contextlib import suppress
from http.client import HTTPConnection

import pytest
from serving import served
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.NewSession_pb2 import NewSession
from streamlit.runtime import app_session
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

# `streamlit`, but every page fails, with words that no visitor should read.
FAILING = """from digitapp.drawing.strokes import Strokes
def fail(drawing): raise RuntimeError("secret words")
Strokes.from_canvas = fail
from streamlit.web.cli import main; main()"""
# `streamlit`, which says on a signal how many threads each of the libraries computes with
TELLING = """import signal
def tell(*_):
    from threadpoolctl import threadpool_info
    print("threads:", [library["num_threads"] for library in threadpool_info()], flush=True)
signal.signal(signal.SIGUSR1, tell)
from streamlit.web.cli import main; main()"""
# `streamlit`, which says on a signal what of this it has loaded; what it then loads beside all else does not get far
LOADED = """import signal, sys, threading
class Wait:
    def find_spec(self, name, *_):
        if name == "sklearn" and threading.current_thread().name == "scikit-learn": threading.Event().wait()
sys.meta_path.insert(0, Wait())
def tell(*_):
    print("loaded:", *({"scipy", "sklearn", "scipy.stats", "pandas", "matplotlib", "sqlalchemy"} & {*sys.modules}), flush=True)
signal.signal(signal.SIGUSR1, tell)
from streamlit.web.cli import main; main()"""
ELSEWHERE = "https://elsewhere.example"
MB = 10**6


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    with served(tmp_path_factory.mktemp("server") / "log") as (_, address):
        yield address


def messages(address, origin=None, page=""):
    """What a page, by default the first, sends to a new visitor, until it is there."""
    with connect(address.replace("http", "ws", 1) + "/_stcore/stream", subprotocols=["streamlit"], origin=origin) as socket:
        ask = BackMsg()
        ask.rerun_script.page_name, ask.rerun_script.query_string = page, ""
        socket.send(ask.SerializeToString())
        while True:
            message = ForwardMsg.FromString(socket.recv(timeout=30))
            yield message
            if message.WhichOneof("type") == "script_finished":
                return


def asked(address, path, method="GET", body=None, headers=None):
    """The answer, which may come before all has been sent."""
    connection = HTTPConnection(address.removeprefix("http://"), timeout=30)
    with suppress(ConnectionError):
        connection.request(method, path, body, headers or {})
    answer = connection.getresponse()
    connection.close()
    return answer


def told(process, log, pattern):
    """What a server says on a signal."""
    process.send_signal(signal.SIGUSR1)
    while not (found := re.search(pattern, log.read_text())):
        assert process.poll() is None
        time.sleep(0.01)
    return found[1]


def test_other_sites_are_not_let_in(address):
    with pytest.raises(InvalidStatus):
        next(messages(address, origin=ELSEWHERE))
    headers = asked(address, "/_stcore/health", headers={"Origin": ELSEWHERE}).headers
    assert headers["Access-Control-Allow-Origin"] not in ("*", ELSEWHERE)


def test_a_message_larger_than_any_of_the_page_closes_its_connection(address):
    with connect(address.replace("http", "ws", 1) + "/_stcore/stream", subprotocols=["streamlit"]) as socket:
        socket.send(bytes(5 * MB + 1))
        with pytest.raises(ConnectionClosed) as closed:
            socket.recv(timeout=30)
    assert closed.value.rcvd.code == 1009


def test_what_goes_to_and_fro_is_compressed(address):
    with connect(address.replace("http", "ws", 1) + "/_stcore/stream", subprotocols=["streamlit"]) as socket:
        assert [extension.name for extension in socket.protocol.extensions] == ["permessage-deflate"]


def test_an_upload_needs_the_pages_token_and_is_no_larger_than_the_page_says(address):
    sent = messages(address)  # held open: only who is there may upload
    session = next(message for message in sent if message.HasField("new_session")).new_session.initialize.session_id
    cookie = asked(address, "/_stcore/health").headers["Set-Cookie"].split(";")[0]
    token = {"Cookie": cookie, "X-Xsrftoken": cookie.partition("=")[2]}

    def upload(size, headers):
        head = b'--end\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n'
        return asked(
            address,
            f"/_stcore/upload_file/{session}/1",
            "PUT",
            head + bytes(size) + b"\r\n--end--\r\n",
            {"Content-Type": "multipart/form-data; boundary=end", **headers},
        ).status

    assert upload(9 * MB, token) == 204
    assert upload(100, {}) == 403
    assert upload(12 * MB, token) == 413
    sent.close()


def test_nobody_is_told_how_the_app_is_used(address):
    config = next(message for message in messages(address) if message.HasField("new_session")).new_session.config
    assert not config.gather_usage_stats


def test_each_page_of_a_new_server_can_be_the_first(tmp_path):
    for page in ("explore", "class"):
        with served(tmp_path / "log") as (_, address):
            assert not any(message.HasField("page_not_found") for message in messages(address, page=page))


def test_a_server_computes_in_the_thread_that_it_is_asked_in(tmp_path, monkeypatch):
    for library in ("OMP", "OPENBLAS", "MKL"):
        monkeypatch.delenv(f"{library}_NUM_THREADS")  # as conftest.py has set them
    log = tmp_path / "log"
    with served(log, streamlit=("-c", TELLING)) as (process, address):
        assert list(messages(address))
        threads = told(process, log, r"threads: \[(.*)\]")
    assert set(threads.split(", ")) == {"1"}


def test_the_first_page_and_a_reading_wait_for_nothing_that_takes_a_second_to_load(tmp_path):
    """A reading there has been: the page ends with one."""
    log = tmp_path / "log"
    with served(log, streamlit=("-c", LOADED)) as (process, address):
        assert list(messages(address))
        assert told(process, log, r"loaded:(.*)\n") == " scipy"


def test_visitors_see_no_details_of_an_error_but_the_log_does(tmp_path):
    log = tmp_path / "log"
    with served(log, streamlit=("-c", FAILING)) as (_, address):
        sent = list(messages(address))
    shown = [message.delta.new_element.exception for message in sent if message.delta.new_element.HasField("exception")]
    assert len(shown) == 1
    assert not shown[0].stack_trace
    assert not any("secret words" in str(message) for message in sent)
    assert "secret words" in log.read_text()


def test_a_theme_that_was_looked_up_before_is_the_same(address):
    said = [next(message for message in messages(address) if message.HasField("new_session")) for _ in range(2)]
    message = NewSession().custom_theme
    for name, part in [("theme", message), *((f"theme.{name}", getattr(message, name)) for name in ("light", "dark"))]:
        app_session._populate_theme_msg(part, name)
    assert said[0].new_session.custom_theme == said[1].new_session.custom_theme == message
    assert message.light.primary_color == "#9A3A0A"
