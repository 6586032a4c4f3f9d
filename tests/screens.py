"""What the tests of a board's screens share: boards filled through the store, and what a screen shows of them."""

import json
from datetime import UTC, datetime

from boards import HEART, TEXTS, client, pupil, sent
from serving import ROOT
from streamlit.testing.v1 import AppTest

from digitapp.board.events import Act
from digitapp.board.task import Task
from digitapp.web import cached
from digitapp.web.jobs import Job


def now():
    return datetime.now(UTC)


class Filled:
    """A board with what phones send to it and its host does."""

    def __init__(self, store, task=None, opened=None):
        self.store = store
        self.code, self.token = store.open_board(task or Task(), opened or now())

    def send(self, number, digit, read=..., whose=1, **others):
        self.store.send(self.code, sent(whose, number, digit, read, **others), now())

    def heart(self, number, digit, whose=1):
        self.send(number, digit, None, whose, is_sure=False, strokes=HEART)

    def act(self, name, number=None, is_on=True):
        self.store.act(self.code, self.token, Act(name, is_on, "" if number is None else client(number)), now())

    def block(self, whose, is_on=True):
        self.store.act(self.code, self.token, Act("block", is_on, pupil(whose)), now())

    def read(self):
        """Wait until all models have read what there is."""
        job = cached.reading(self.code).of(self.now)
        assert not isinstance(job, Job) or job.wait(120)

    @property
    def now(self):
        return self.store.board(self.code, now())


def opened(**address):
    page = AppTest.from_file(str(ROOT / "digitapp/web/pages/class_.py"), default_timeout=120)
    page.query_params.update(address)
    page.run()
    assert not page.exception
    return page


def walls(page):
    """What its components are told that show drawings."""
    return [json.loads(one.proto.json) for one in page.get("bidi_component") if one.proto.component_name == "digitapp_wall"]


def drawn(wall):
    """The digits that it is sent drawings of, in the order in which it shows them."""
    by_number = {one["number"]: one for one in wall["drawings"]}
    numbers = [number for section in wall["sections"] for number in section["numbers"]]
    return [TEXTS.index(by_number[number]["strokes"]) for number in numbers if number in by_number]
