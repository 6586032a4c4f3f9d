"""Whether the server has so much to do that what can be left out had better be, for the sake of what cannot."""

import time

WINDOW = 1.0  # seconds, at least, over which it is measured
ENOUGH = 0.5  # of one core, which all visitors share: Python runs one thread at a time


class Load:
    """How much of a core this process uses, without the processes of its jobs."""

    def __init__(self) -> None:
        self.share = 0.0
        self._last = self._now()

    @staticmethod
    def _now() -> tuple[float, float]:
        return time.monotonic(), time.process_time()

    @property
    def is_high(self) -> bool:
        """Whether it was more than ENOUGH, between the last two looks that lie WINDOW apart."""
        now = self._now()
        passed, used = now[0] - self._last[0], now[1] - self._last[1]
        if passed >= WINDOW:
            self.share, self._last = used / passed, now
        return self.share > ENOUGH


LOAD = Load()
