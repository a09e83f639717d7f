"""One browser tab without a browser: Streamlit's websocket, the protobufs of the installed version.

A rerun is timed from the message that asks for it to the « script finished » that answers it: what the server does,
and nothing of what a browser draws.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

SECONDS = 60.0
_FINISHED = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


class PageError(Exception):
    """The page raised, or its script did not end well."""


@dataclass
class Run:
    """What one run sent: its duration in ms, and how many elements of each kind."""

    milliseconds: float
    elements: dict[str, int]


@contextmanager
def visiting(port: int, page: str = "", cookie: str = "") -> Iterator["Visitor"]:
    """A session on one page; `page` is its address (empty: the default one), `cookie` what the door gave."""
    with connect(
        f"ws://localhost:{port}/_stcore/stream",
        subprotocols=[Subprotocol("streamlit")],
        origin=Origin(f"http://localhost:{port}"),
        additional_headers={"Cookie": cookie} if cookie else {},
        compression=None,
        max_size=None,
    ) as socket:
        yield Visitor(socket, f"http://localhost:{port}/{page}", page)


@dataclass
class Visitor:
    """Who asks for reruns of a page; what it has received is remembered, as a browser does."""

    _socket: ClientConnection
    _url: str
    _page: str
    _seen: dict[str, str] = field(default_factory=dict)
    _widgets: dict[str, str] = field(default_factory=dict)
    """Key -> identifier of the widgets shown so far."""

    def rerun(self, query: str = "", press: str = "") -> Run:
        """Run the page with this query string, pressing the button of that key; raises PageError when it fails."""
        message = self._asking(query, press).SerializeToString()
        elements: dict[str, int] = {}
        start = perf_counter()
        self._socket.send(message)
        while True:
            answer = ForwardMsg()
            received = self._socket.recv(timeout=SECONDS)
            assert isinstance(received, bytes)
            answer.ParseFromString(received)
            if answer.WhichOneof("type") == "script_finished":
                took = (perf_counter() - start) * 1000
                # a run that a newer one replaces (a page that switches to another) has not finished
                if answer.script_finished in _FINISHED:
                    return Run(took, elements)
                if answer.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                    raise PageError(self._url)
            self._note(answer, elements)

    def _asking(self, query: str, press: str) -> BackMsg:
        message = BackMsg()
        asked = message.rerun_script
        asked.query_string, asked.page_name = query, self._page
        asked.context_info.timezone, asked.context_info.locale = "Europe/Paris", "fr-FR"
        asked.context_info.url = self._url
        # as a browser does, say which messages need not be sent again
        asked.cached_message_hashes.extend(self._seen)
        if press:
            asked.widget_states.widgets.add(id=self._widgets[press], trigger_value=True)
        return message

    def _note(self, answer: ForwardMsg, elements: dict[str, int]) -> None:
        """Count an element, sent whole or named by the hash of a message sent before."""
        if answer.WhichOneof("type") == "ref_hash":
            kind = self._seen.get(answer.ref_hash, "")
        elif answer.WhichOneof("type") == "delta" and answer.delta.WhichOneof("type") == "new_element":
            kind = answer.delta.new_element.WhichOneof("type") or ""
            self._note_widget(answer.delta.new_element, kind)
        else:
            return
        elements[kind] = elements.get(kind, 0) + 1
        if answer.hash and answer.metadata.cacheable:
            self._seen[answer.hash] = kind
        if kind == "exception":
            raise PageError(answer.delta.new_element.exception.message)

    def _note_widget(self, element: Element, kind: str) -> None:
        """Remember what a keyed widget is called: « $$ID-<fingerprint>-<key> »."""
        parts = str(getattr(getattr(element, kind, None), "id", "")).split("-", 2)
        if len(parts) == 3:
            self._widgets[parts[2]] = "-".join(parts)
