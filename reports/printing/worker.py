"""The process beside the web's in which PDFs are set: the engine is imported once, and each document gets a fork of it.

It listens on a Unix socket that only its own user may open. A connection is one document: the worker greets with the version of
its engine, reads the job to its end and sends the answer; where nothing comes, the fork has died.
"""

import gc
import os
import signal
import socket
import socketserver
import struct
import sys
from collections.abc import Iterable
from pathlib import Path

from reports.printing import engine
from reports.printing.job import answer

#: So many documents are set at once; others wait in the line before the socket.
AT_ONCE = 2
#: Seconds in which a connection has to say what it wants.
PATIENCE = 10
#: Every style and every part of the engine is touched once before the first document.
SPECIMEN = "<html lang='lv'><body><main><h1>Ā</h1><table><tr><td>pašvaldība</td></tr></table></main></body></html>"


class Refused(Exception):
    """The worker cannot start; its text says why."""


def serve(path: Path, styles: Iterable[str], *, with_parent: bool = False) -> None:
    """Set documents until the process is told to stop or, ``with_parent``, until the one that started it has ended."""
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, _stop)
    _clear(path)
    engine.typeset(SPECIMEN, styles)
    gc.collect()
    gc.freeze()  # what is shared with the forks stays shared
    try:
        server = Worker(str(path), os.getppid() if with_parent else None)
    except OSError as error:
        raise Refused(f"Cannot listen at {path}: {error.strerror or error}.") from error
    try:
        server.serve_forever()
    finally:
        server.stop()
        path.unlink(missing_ok=True)


class Handler(socketserver.BaseRequestHandler):
    """One document, in a fork of its own."""

    def handle(self):
        """Greet, read the job, answer."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGALRM):
            signal.signal(number, signal.SIG_DFL)
        signal.alarm(PATIENCE)
        self.request.sendall(f"{engine.version()}\n".encode())
        with self.request.makefile("rb") as sent:
            job = sent.read()
        self.request.sendall(answer(job))


class Worker(socketserver.ForkingMixIn, socketserver.UnixStreamServer):
    """The listening process. It reads nothing that is sent, so that nobody can hold it up."""

    max_children = AT_ONCE
    request_queue_size = 64
    block_on_close = False

    def __init__(self, path: str, parent: int | None):
        self.parent = parent
        super().__init__(path, Handler)

    def server_bind(self):
        """The socket is its user's alone from the first moment."""
        before = os.umask(0o177)
        try:
            super().server_bind()
        finally:
            os.umask(before)

    def verify_request(self, request, client_address):
        """The kernel's word for who is at the other end: the same user, or root."""
        _, user, _ = struct.unpack("3i", request.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))
        return user in (os.getuid(), 0)

    def service_actions(self):
        """Twice a second: collect forks that have ended, and end with the process that started this one."""
        super().service_actions()
        if self.parent is not None and os.getppid() != self.parent:
            sys.exit()

    def stop(self):
        """End with everything that is still being set."""
        for child in self.active_children or ():
            os.kill(child, signal.SIGKILL)
        self.server_close()


def _clear(path: Path) -> None:
    """Take away the socket of a worker that is gone; ``Refused`` where one still answers."""
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(str(path))
        except (FileNotFoundError, ConnectionRefusedError):
            path.unlink(missing_ok=True)
        except OSError as error:
            raise Refused(f"Cannot listen at {path}: {error.strerror or error}.") from error
        else:
            raise Refused(f"Another worker already listens at {path}.")


def _stop(number, frame):
    sys.exit()
