"""All that knows Streamlit."""

# What leans on the insides of Streamlit 1.67, the canvas 0.13 or a browser: where, why, what breaks when they change,
# and the test that says so at an upgrade (of tests/browser/ where no other folder is named).
#
# - components/canvas.py: reads the component's state, ["drawing"]["raw"], before the package has seen it, so that
#   Undo and Clear know of a stroke that came with them; deletes a value no canvas can have sent. Another shape:
#   strokes are lost. test_draw.py, web/test_fuzz.py
# - components/canvas.py: numbers each replacement by the letters' case of the paper's colour, which the canvas sends
#   back, so that older answers are passed over. If it normalised colours: after Clear an old stroke is back.
#   test_draw.py, test_faults.py
# - components/canvas.py: puts a "revision" into `initial_drawing`, as an equal one is not loaded again. If it went by
#   its objects only: Clear does nothing the second time. test_draw.py (drawn again after Clear)
# - components/companion.js: finds .canvas-root, canvas.upper-canvas and .dc-toolbar in an open shadow root, to name
#   the canvas and to hide the toolbar, whose bin erased drawings. Renamed: no name, and the bin is back. test_draw.py
# - components/companion.js: clicks "Update the app..." at pen-up. Renamed: a stroke is sent 200 ms later.
#   test_faults.py
# - components/*.js: keep their state by `parentElement`, the same object at each run, and end when the function they
#   returned is called. Otherwise: the grid forgets what is painted. test_paint.py, test_visit.py
# - components/*.py: read their value by its key in `on_..._change`, before the script runs. test_paint.py,
#   test_visit.py
# - components/tab.py: mounts the history by itself, as a message of 10 kB or more that the browser has is sent as its
#   hash. Otherwise: 180 kB with each stroke. test_visit.py (does not send the history again)
# - components/tab.js: reaches sessionStorage, as components are in no frame. In a frame: drawings are gone after a
#   reload. test_visit.py
# - turn.py: asks for the session's state while it waits, as Streamlit raises there what ends a stopped script.
#   Otherwise: whoever has left still gets their turn. web/test_turn.py
# - turn.py: sleeps a millisecond after the verdict, in which the server's thread sends it. Otherwise: the verdict
#   comes with the rest. benchmarks/latency.py
# - waiting.py: draws the page again from a fragment beside, not inside, the one that waits: Streamlit drops what it
#   has not sent of an outer fragment, but not of one inside it. test_faults.py (quick strokes)
# - draw/visit.py: ends the page with an empty fragment with `run_every`: where one is, a browser that lost its
#   connection sends all again. Otherwise: a stroke drawn meanwhile waits for the next one. test_faults.py
# - draw/visit.py: gives the uploader a new key to empty it, as there is no other way. test_draw.py, test_visit.py
# - draw/verdict.py: shows a doubt by st.html, which is replaced as a whole; of Markdown React fails to take out a
#   text where a browser has translated the page. test_faults.py (translates)
# - pages/draw.py: keeps containers that are mostly empty, as elements are told apart by their place. test_paint.py
# - cached.py: freezes what the garbage collector would look through (gc.freeze) once the best reader is there.
#   benchmarks/load.py
# - server.py: sets Starlette's MultiPartParser.spool_max_size, so that no picture touches the disk. Renamed: a full
#   disk keeps pictures from being read. test_faults.py (slow)
# - server.py: sets how many threads numpy computes with, which it looks up once, when it is loaded; Streamlit loads it
#   no sooner than a page needs it. Otherwise: a stroke takes up to ten times as long. web/test_server.py
# - .streamlit/config.toml: has the hidden options runner.postScriptGC, server.maxWidgetStateSize and
#   global.disableWidgetStateDuplicationWarning. Gone: Streamlit says so when it starts. web/test_server.py
# - assets/style.css: aims at data-testid stMetricValue and stCaptionContainer, classes st-key-... and Vega's
#   role-axis-... Renamed: the look. test_draw.py, test_wcag.py
