"""What a phone may send over HTTP, and whoever else speaks to the server in its place."""

import json
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime

import pytest
from serving import ROOT, served

from digitapp.board.limits import TOO_LONG
from digitapp.board.store import NO_BOARD, VARIABLE, Store
from digitapp.board.task import Task
from digitapp.web.routes import MOST, PAUSE, PHONE

JSON = "application/json"
ODD = ["null", "7", "[]", "{}", '{"board": "BBBBBB", "pupil": "\\ud800"}', '{"board": "\\ud800", "pupil": NaN}', "[" * 100_000]


@pytest.fixture(scope="module")
def places(tmp_path_factory):
    """The boards' store, and the address of a server that has them; nothing of the app raises there."""
    folder = tmp_path_factory.mktemp("routes")
    where, log = str(folder / "boards.sqlite3"), folder / "log"
    with pytest.MonkeyPatch.context() as patch, closing(Store(where)) as store:
        patch.setenv(VARIABLE, where)
        with served(log) as (_, address):
            yield store, address
    assert "Traceback" not in log.read_text()
    assert str(ROOT / "digitapp") not in log.read_text()


def post(address, body, kind=JSON):
    """The status, and what is answered."""
    request = urllib.request.Request(address + PHONE, body.encode(), {"Content-Type": kind})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, json.loads(answer.read())
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_a_phone_joins_and_is_asked(places):
    store, address = places
    code, _ = store.open_board(Task((3,), times=1), datetime.now(UTC))
    status, told = post(address, json.dumps({"board": code, "pupil": "a" * 32}))
    assert (status, told["to_draw"], told["stopped"]) == (200, [[3, "careful"]], None)
    assert list(store.board(code, datetime.now(UTC)).pupils) == ["a" * 32]


@pytest.mark.parametrize("body", ODD, ids=lambda body: body[:30])
def test_whatever_is_sent_has_an_answer_and_the_server_goes_on(places, body):
    _, address = places
    status, told = post(address, body)
    assert status == 400 or told.get("error") or told.get("stopped")


def test_what_is_too_large_is_not_read_to_its_end(places):
    _, address = places
    assert post(address, json.dumps("x" * MOST)) == (200, {"done": {"words": TOO_LONG, "verdict": None}})


def test_another_sites_page_cannot_speak_for_a_phone(places):
    """A form or a script of another site may send text; for JSON its browser asks first, and is not allowed to."""
    _, address = places
    assert post(address, "{}", "text/plain")[0] == 415
    ask = urllib.request.Request(address + PHONE, method="OPTIONS", headers={"Origin": "http://else.example"})
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(ask, timeout=60)
    with refused.value:
        assert "Access-Control-Allow-Origin" not in refused.value.headers


def test_wrong_codes_wait_for_each_other_and_keep_no_phone_waiting(places):
    _, address = places
    wrong = json.dumps({"board": "BBBBBB", "pupil": "a" * 32})
    assert post(address, wrong)[1]["stopped"] == NO_BOARD
    began = time.perf_counter()
    with ThreadPoolExecutor(8) as threads:
        assert all(told["stopped"] == NO_BOARD for _, told in threads.map(lambda _: post(address, wrong), range(8)))
    assert time.perf_counter() - began >= 8 * PAUSE
