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

    async def open(self, address: str, page: str, query: str, states: Mapping[str, Fill]) -> None:
        """Open a page of an app; `states` of widgets are what a page has that comes back after its connection was lost."""
        self.connection = await connect(
            address.replace("http", "ws", 1) + "/_stcore/stream",
            **{"subprotocols": ["streamlit"], "max_size": None, "compression": None, "ping_interval": None},
        )
        message = BackMsg()
        run = message.rerun_script
        run.page_name, run.query_string, run.context_info.url = page, query, f"{address}/{page}"
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
        await self.connection.send(message.SerializeToString())

    async def next(self) -> ForwardMsg:
        """What the server says next."""
        message = ForwardMsg.FromString(await self.connection.recv())
        if message.WhichOneof("type") == "new_session":
            self.script = message.new_session.page_script_hash
        return message
