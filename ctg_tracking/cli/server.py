"""uvicorn, told to say when it answers; imported only to serve."""

import socket
from collections.abc import Callable

import uvicorn


class Server(uvicorn.Server):
    """Calls `on_ready` once the application has started and answers."""

    def __init__(self, config: uvicorn.Config, on_ready: Callable[[], None]) -> None:
        super().__init__(config)
        self.on_ready = on_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then say so; leaves the process by SystemExit when the application refuses to start."""
        await super().startup(sockets)
        self.on_ready()
