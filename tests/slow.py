"""A bad network: a proxy before a server, over which whatever goes there and back takes longer, or is lost."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Thread
from urllib.parse import urlsplit


class Slow:
    """A proxy's `address`, and how many `seconds` longer a round trip takes over it from now on."""

    def __init__(self, served: str):
        self.seconds = 0.0
        self.is_lost = False
        self.address = ""
        self._port = urlsplit(served).port
        self._open: set[asyncio.StreamWriter] = set()

    async def open(self) -> asyncio.Server:
        self._loop = asyncio.get_running_loop()
        server = await asyncio.start_server(self._meet, "localhost", 0)
        self.address = f"http://localhost:{server.sockets[0].getsockname()[1]}"
        return server

    def lose(self) -> None:
        """Cut all connections, and what is on its way; there are no others until `is_lost` is set back."""
        self.is_lost = True
        self._loop.call_soon_threadsafe(lambda: [writer.transport.abort() for writer in self._open])

    async def _meet(self, browser: asyncio.StreamReader, to_browser: asyncio.StreamWriter) -> None:
        if self.is_lost:
            return to_browser.close()
        server, to_server = await asyncio.open_connection("localhost", self._port)
        self._open |= {to_browser, to_server}
        with suppress(asyncio.CancelledError):  # by `slow`, in the end
            await asyncio.gather(self._carry(browser, to_server), self._carry(server, to_browser))

    async def _carry(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        """Hand on what comes, in its order, each piece half a round trip after it came, until the source ends."""
        loop = asyncio.get_running_loop()
        pieces: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
        reading = asyncio.create_task(self._read(source, pieces))
        try:
            while True:
                due, piece = await pieces.get()
                await asyncio.sleep(due - loop.time())
                if not piece:
                    break
                target.write(piece)
                await target.drain()
        except OSError:
            reading.cancel()
        finally:
            target.close()

    async def _read(self, source: asyncio.StreamReader, pieces: asyncio.Queue[tuple[float, bytes]]) -> None:
        piece = b"-"
        while piece:
            try:
                piece = await source.read(65536)
            except OSError:
                piece = b""
            pieces.put_nowait((asyncio.get_running_loop().time() + self.seconds / 2, piece))


@contextmanager
def slow(served: str) -> Iterator[Slow]:
    """A proxy before the served address, in a thread of its own."""
    proxy, loop = Slow(served), asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever)
    thread.start()
    server = asyncio.run_coroutine_threadsafe(proxy.open(), loop).result()

    async def end() -> None:
        server.close()
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    try:
        yield proxy
    finally:
        asyncio.run_coroutine_threadsafe(end(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
