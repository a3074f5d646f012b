"""Kernels of notebooks, forked from one process that has loaded what they need: to load that takes longer than to run.

The tests begin it in the environment that a reader has. It is asked for a kernel through a connection, which stays open
as long as that kernel lives.
"""

from __future__ import annotations

import importlib
import os
import signal
import socket
import sys
from threading import Thread

ASK = """
import os, socket, sys
asked = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
asked.sendall("\\n".join([os.getcwd(), sys.argv[2]]).encode())
asked.recv(1)
"""
"""What Jupyter begins in place of a kernel: it asks for one, and ends when that one does."""


def serve(listening: socket.socket, modules: list[str]) -> None:
    """Load the modules, and fork a kernel for each one who asks."""
    os.environ["MPLBACKEND"] = "module://matplotlib_inline.backend_inline"  # as kernels do, before Matplotlib is there
    for name in ["ipykernel.kernelapp", *modules]:
        importlib.import_module(name)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        asked, _ = listening.accept()
        if os.fork() == 0:
            listening.close()
            become_a_kernel(asked)
        asked.close()


def become_a_kernel(asked: socket.socket) -> None:
    """Run a kernel until it is told to end, or until nobody waits for it any more."""
    folder, _, connection = asked.recv(10_000).decode().partition("\n")
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    Thread(target=lambda: asked.recv(1) or os._exit(1), daemon=True).start()
    os.chdir(folder)
    sys.modules["ipykernel.kernelapp"].launch_new_instance(argv=["-f", connection])
    os._exit(0)


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])), sys.argv[2:])
