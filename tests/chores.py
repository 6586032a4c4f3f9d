"""Work for another process, which finds it here."""

import os
from threading import Event


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
    """Say in a named pipe that it has begun, and never end, nor close the pipe."""
    with open(place, "w") as pipe:
        print("begun", file=pipe, flush=True)
        Event().wait()
