"""What the server answers besides pages: the phones on class boards, by plain HTTP. A run of a script would cost far more."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from digitapp.board.limits import CANVAS_TEXT, TOO_LONG

PHONE = "/board/phone"
MOST = 2 * CANVAS_TEXT  # bytes of what a phone sends: its canvas as text within JSON
AT_ONCE = 2  # phones that are answered at the same time: more would only hinder each other
PAUSE = 0.1  # seconds that each wrong code keeps the next one waiting, whoever sends them: no board is found by trying

_threads = ThreadPoolExecutor(AT_ONCE, "phones")
_guessing = asyncio.Lock()


async def phone(request: Request) -> Response:
    """Answer what phone.js sends. Only JSON, which the page of another site cannot send without being allowed to."""
    if request.headers.get("content-type") != "application/json":
        return PlainTextResponse("A phone sends JSON.", 415)
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MOST:
            return JSONResponse({"done": {"words": TOO_LONG, "verdict": None}})
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError):
        return PlainTextResponse("This is no JSON.", 400)
    from digitapp.web.board import answering  # only here, as the first page need not wait for what it loads

    told = await asyncio.get_running_loop().run_in_executor(_threads, answering.answer, sent)
    if told.get("stopped") == answering.NO_BOARD:
        async with _guessing:
            await asyncio.sleep(PAUSE)
    return JSONResponse(told)


ROUTES = [Route(PHONE, phone, methods=["POST"])]
