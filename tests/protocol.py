"""A browser tab without a browser: Streamlit's own protocol, protobuf messages over a WebSocket, as its page speaks it."""

from collections.abc import Callable, Mapping

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

Fill = Callable[[object], None]  # gives a widget's state its value


class Tab:
    """A connection to the server, and the page that is open."""

    connection: ClientConnection
    script = ""  # the page's hash
    query = ""  # what its address ends with

    async def open(self, address: str, page: str, query: str, states: Mapping[str, Fill]) -> None:
        """Open a page of an app; `states` of widgets are what a page has that comes back after its connection was lost."""
        self.connection = await connect(
            address.replace("http", "ws", 1) + "/_stcore/stream",
            **{"subprotocols": ["streamlit"], "max_size": None, "ping_interval": None},
        )
        self.query = query
        message = BackMsg()
        run = message.rerun_script
        run.page_name, run.context_info.url = page, f"{address}/{page}"
        await self._run(message, states)

    async def close(self) -> None:
        await self.connection.close()

    async def ask(self, fragment: str, states: Mapping[str, Fill], is_auto_rerun: bool = False) -> None:
        """Let a fragment run with these states of widgets."""
        message = BackMsg()
        run = message.rerun_script
        run.page_script_hash, run.fragment_id, run.is_auto_rerun = self.script, fragment, is_auto_rerun
        await self._run(message, states)

    async def _run(self, message: BackMsg, states: Mapping[str, Fill]) -> None:
        for widget, fill in states.items():
            fill(message.rerun_script.widget_states.widgets.add(id=widget))
        message.rerun_script.query_string = self.query
        await self.connection.send(message.SerializeToString())

    async def next(self) -> ForwardMsg:
        """What the server says next."""
        message = ForwardMsg.FromString(await self.connection.recv())
        kind = message.WhichOneof("type")
        if kind in ("new_session", "navigation"):  # the second, of an app with several pages, has the one that is open
            self.script = getattr(message, kind).page_script_hash
        return message
