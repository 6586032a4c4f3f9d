"""All that knows Streamlit."""

# What leans on the insides of Streamlit 1.67, the canvas 0.13 or a browser: where, why, what breaks when they change,
# and the test that says so at an upgrade (of tests/browser/ where no other folder is named).
#
# - components/canvas.py: reads the component's state, ["drawing"]["raw"], before the package has seen it, so that
#   a callback knows what has come; deletes a value no canvas can have sent. Another shape: strokes are lost.
#   test_draw.py, web/test_fuzz.py
# - components/canvas.py: numbers each replacement by the letters' case of the paper's colour, which the canvas sends
#   back, so that older answers are passed over. If it normalised colours: after Clear an old stroke is back.
#   test_draw.py, test_faults.py
# - components/canvas.py: puts a "revision" into `initial_drawing`, as an equal one is not loaded again. If it went by
#   its objects only: Clear does nothing the second time. test_draw.py (drawn again after Clear)
# - components/companion.js: finds .canvas-root, canvas.upper-canvas, canvas.dc-canvas.lower-canvas, .dc-container and
#   .dc-toolbar in an open shadow root, to name the canvas, to let it fill its square (Fabric reckons with the size that
#   CSS gives it) and to hide the toolbar, whose bin erased drawings. Renamed: no name, a small canvas, and the bin is
#   back. test_draw.py, test_squares.py
# - components/companion.js: clicks "Update the app..." at pen-up, "Undo" and "Reset canvas..." for our own buttons, as
#   only these act at once. Renamed: a stroke is sent 200 ms later, Clear waits for the server. test_faults.py,
#   test_slow_network.py
# - components/companion.js: holds pointer, mouse and touch events back and dispatches copies of them later. If Fabric
#   heard trusted events only: what is drawn after a restored drawing is cleared is lost. test_slow_network.py
# - components/*.js: keep their state by `parentElement`, the same object at each run, and end when the function they
#   returned is called. Otherwise: the grid forgets what is painted. test_paint.py, test_visit.py
# - components/*.py: read their value by its key in `on_..._change`, before the script runs. test_paint.py,
#   test_visit.py
# - components/told.js: tells the other components by an event of the window, as each element of a run costs time, and a
#   component's code is sent again with each change of its data. test_paint.py, test_live.py
# - components/told.js: sends for the companion what it knows of a pen in motion, as its own fragment is the one that answers:
#   any other would need a callback, and a second run. test_live.py
# - components/told.py: gives its data as a list of pairs, as in a mapping Streamlit looks for tables. benchmarks/load.py
# - components/answer.js: says by a property of Streamlit's container what "Right" means beside a "?", as its buttons are not
#   drawn again. Otherwise: the button says "Right" only. test_draw.py (what is no digit)
# - components/calm.js: closes Streamlit's dialog of a lost connection, known by stErrorCodeBlock, on the Class page, which
#   says itself when it is offline. Renamed: the dialog covers the phone. test_class.py
# - components/tab.py: mounts the history by itself, as a message of 10 kB or more that the browser has is sent as its
#   hash. Otherwise: 180 kB with each stroke. test_visit.py (does not send the history again)
# - components/tab.js: reaches sessionStorage, as components are in no frame. In a frame: drawings are gone after a
#   reload. test_visit.py
# - components/uploads.js: knows a lost connection by data-test-connection-state of .stApp, and gives the uploader its
#   file again. Renamed: a picture is lost with the connection. test_photo.py
# - components/uploads.py: knows by the cookie _streamlit_xsrf whether the server will take files, and lets it forget
#   one that was read. Renamed: "Pictures cannot be sent from here" everywhere. test_photo.py, test_draw.py
# - pages/explore.py: what it writes into the address is a step of the browser's history, and Back runs the script with the
#   address before. Otherwise: Back leaves the page. test_answer.py
# - explore/experiment.py: knows by its presets' state whether its controls were there in the run before, as Streamlit
#   forgets a widget that is not shown. Otherwise: another page or Back loses the experiment. explore/test_experiment.py
#   of tests/web/, test_explore_experiment.py
# - turn.py: asks for the session's state when the turn has come, as Streamlit raises there what ends a stopped script.
#   Otherwise: what whoever has left drew is still read. web/test_turn.py
# - waiting.py: draws the page again from a fragment beside, not inside, the one that waits: Streamlit drops what it
#   has not sent of an outer fragment, but not of one inside it. test_faults.py (quick strokes)
# - draw/visit.py: callbacks have fragments drawn again by their keys (st.rerun), also others than the widget's own, so
#   that a stroke does not draw the canvas again. Otherwise: nothing answers. test_draw.py
# - waiting.py: ends the page with an empty fragment with `run_every`: where one is, a browser that lost its
#   connection sends all again. Otherwise: a stroke drawn meanwhile waits for the next one. test_faults.py
# - draw/visit.py: gives the uploader a new key to empty it, as there is no other way. test_draw.py, test_visit.py
# - cached.py: freezes what the garbage collector would look through (gc.freeze) once the best reader is there, and the others.
#   benchmarks/load.py
# - server.py: puts a function in the place of streamlit.runtime.app_session._populate_theme_msg, which looks up six sections of
#   the theme with each run. Renamed: the server does not start. web/test_server.py (a theme)
# - server.py: puts a function in the place of is_dataframe_like in Streamlit's components/v2/bidi_component/serialization.py.
#   Renamed: the server does not start. Not asked there: it loads pandas before a canvas shows. web/test_server.py (a second)
# - server.py: sets Starlette's MultiPartParser.spool_max_size, so that no picture touches the disk. Renamed: a full
#   disk keeps pictures from being read. test_faults.py (slow)
# - server.py: sets how many threads numpy computes with, which it looks up once, when it is loaded; Streamlit loads it
#   no sooner than a page needs it. Otherwise: a stroke takes up to ten times as long. web/test_server.py
# - app.py, routes.py: an st.App has a route beside Streamlit's own, for the phones of a class. Gone: no phone is answered.
#   web/test_routes.py
# - pages/main.py: stands in pages/, as Streamlit takes a folder "pages" beside the script for pages of its own until the
#   script has named its pages. Elsewhere: a new server's first visitor of another page is told that there is none.
#   web/test_server.py
# - .streamlit/config.toml: has the hidden options runner.postScriptGC, server.maxWidgetStateSize and
#   global.disableWidgetStateDuplicationWarning. Gone: Streamlit says so when it starts. web/test_server.py
# - assets/style.css: aims at data-testid stCaptionContainer, stIconMaterial and stSlider, stMainBlockContainer, classes
#   st-key-... and Vega's role-axis-... Renamed: the look. test_squares.py, test_wcag.py
