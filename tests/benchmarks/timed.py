"""`streamlit` with a stopwatch: `python tests/benchmarks/timed.py TIMES run app.py` works like `streamlit run app.py`.

Of every run of a script it writes a line of JSON to the file TIMES, in milliseconds: `received`, when the browser's message
came, since 1970; `answered`, from then to the queueing of the answer (the third square, or the first text); `python`, what the
script took from the widgets' values to its last element; `cpu`, the thread's processor time of that; `own`, what of this was
not spent within Streamlit's commands (st.button, st.container ...): the app's own, with all libraries that it calls, the
canvas's too.
"""

import functools
import json
import sys
import time
from contextlib import contextmanager
from threading import local

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.web import cli

handle, enqueue, execing = AppSession.handle_backmsg, ScriptRunner._enqueue_forward_msg, ScriptRunner._set_execing_flag
received: float = 0.0
answered: float | None = None
commands = local()  # `seconds` spent in them, and whether one is `running`, in this thread
times_file = sys.argv.pop(1)


def note_received(session, message):
    global received
    received = time.perf_counter()
    handle(session, message)


def note_answer(runner, message):
    global answered
    element = message.delta.new_element
    if answered is None and (element.HasField("text") or element.bidi_component.component_name == "digitapp_told"):
        answered = time.perf_counter()
    enqueue(runner, message)


def timed(command):
    """The command, which adds what it takes to `commands.seconds`, but not when it is called by another one."""

    @functools.wraps(command)
    def run(*args, **options):
        if getattr(commands, "running", False):
            return command(*args, **options)
        commands.running, began = True, time.thread_time()
        try:
            return command(*args, **options)
        finally:
            commands.running = False
            commands.seconds = getattr(commands, "seconds", 0.0) + time.thread_time() - began

    return run


@contextmanager
def note_run(runner):
    global answered
    answered, commands.seconds = None, 0.0
    asked, began, cpu = received, time.perf_counter(), time.thread_time()
    at = time.time() - (began - asked)
    try:
        with execing(runner):
            yield
    finally:
        times = {"received": at, "python": time.perf_counter() - began, "cpu": time.thread_time() - cpu}
        times["own"] = times["cpu"] - commands.seconds
        if answered is not None:
            times["answered"] = answered - asked
        with open(times_file, "a") as file:
            file.write(json.dumps({name: 1000 * seconds for name, seconds in times.items()}) + "\n")


AppSession.handle_backmsg = note_received
ScriptRunner._enqueue_forward_msg, ScriptRunner._set_execing_flag = note_answer, note_run
for name in dir(DeltaGenerator):
    if hasattr(getattr(DeltaGenerator, name), "__wrapped__"):  # all commands are wrapped for the statistics of their use
        setattr(DeltaGenerator, name, timed(getattr(DeltaGenerator, name)))
for name, command in list(vars(st).items()):
    if isinstance(getattr(command, "__self__", None), DeltaGenerator):
        setattr(st, name, getattr(command.__self__, command.__name__))

if __name__ == "__main__":
    cli.main(prog_name="streamlit")
