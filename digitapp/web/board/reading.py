"""What the models read of a class's drawings: a job reads what is new, and what was read once is not read again."""

from collections.abc import Callable
from functools import partial
from threading import Lock

from digitapp.board.board import Board
from digitapp.board.results import KEYS, Results
from digitapp.learning.models import DEFAULT, Model
from digitapp.learning.progress import Progress, counted
from digitapp.measuring import history
from digitapp.measuring.answers import Answer
from digitapp.measuring.history import Entry
from digitapp.web.jobs import Do, Job

AT_ONCE = 20  # drawings, between which a job says how far it is

Read = dict[tuple[str, str], Answer]


class Reading:
    """Of one board. The best reader's answers came with the drawings, those of the other models come from jobs.

    `model` gives a model by its key, fitted here or by a job's process.
    """

    def __init__(self, model: Callable[[str, Do], Model]) -> None:
        self._model = model
        self._read: Read = {}
        self._job: Job | None = None
        self._lock = Lock()

    def of(self, board: Board) -> Results | Job:
        """The results of the drawings that a board keeps, or the job that they wait for, which may have failed."""
        with self._lock:
            if self._job is not None and self._job.is_done and not self._job.error:
                self._read |= self._job.result
                self._job = None
            if self._job is not None:
                return self._job
            texts = {sent.strokes: sent.answer for sent in board.kept}
            # What was deleted is forgotten here too
            self._read = {pair: answer for pair, answer in self._read.items() if pair[0] in texts}
            self._read |= {(text, DEFAULT): answer for text, answer in texts.items()}
            unread = [text for text in texts if any((text, key) not in self._read for key in KEYS)]
            if not unread:
                return Results.of(board, self._read)
            self._job = Job(partial(self._read_in_job, unread))
            return self._job

    def again(self) -> None:
        """Forget a job that failed, so that another one is started."""
        with self._lock:
            self._job = None

    def _read_in_job(self, texts: list[str], do: Do, progress: Progress) -> Read:
        models = {key: self._model(key, do) for key in KEYS if key != DEFAULT}
        return do(partial(_read, texts, models), progress)


def _read(texts: list[str], models: dict[str, Model], progress: Progress) -> Read:
    found: Read = {}
    for start in counted(range(0, len(texts), AT_ONCE), progress):
        found |= history.readings([Entry(text) for text in texts[start : start + AT_ONCE]], models, {})
    return found
