"""Work for another process, which finds it here."""

import os
import time
from pathlib import Path


def itself(progress):
    """Who does it: process and niceness."""
    progress(0.5)
    print("what is printed does no harm")
    return os.getpid(), os.nice(0)


def fail(progress):
    progress(0.5)
    raise ZeroDivisionError


def die(progress):
    progress(0.5)
    os._exit(0)


def return_what_cannot_be_pickled(progress):
    return lambda: None


def go_on(place, progress):
    """Never end, but say first who does it."""
    Path(place).write_text(str(os.getpid()))
    time.sleep(3600)
