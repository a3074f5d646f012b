"""Ctrl-C ends a build at whatever moment it comes.

Python by itself can lose it. A signal is only noted when it comes, and raised by the main thread later. If that thread
is about to wait, for a page that computes, say, it doesn't notice before the wait is over. And if it is in a finalizer
or in the callback of a weak reference, such as imports have, then what is raised there goes no further.
"""

from __future__ import annotations

import signal
import socket
import sys
from threading import Event, Thread, current_thread, main_thread
from types import FrameType

PATIENCE = 0.1
"""After how many seconds the main thread is roused that has not heard an interrupt: it hears it at once, or waits."""


class Interrupt:
    """Sees to it that an interrupt is heard, from when it is made until it is closed."""

    def __init__(self) -> None:
        self._heard = Event()
        self._noted, self._note = socket.socketpair()
        self._note.setblocking(False)
        self._before = signal.getsignal(signal.SIGINT), signal.set_wakeup_fd(self._note.fileno()), sys.unraisablehook
        signal.signal(signal.SIGINT, self._raise)
        sys.unraisablehook = self._raise_again
        Thread(target=self._rouse, daemon=True).start()

    def close(self) -> None:
        """Leave interrupts to whom they were left before."""
        handler, descriptor, sys.unraisablehook = self._before
        signal.signal(signal.SIGINT, handler)
        signal.set_wakeup_fd(descriptor)
        self._note.close()

    def _raise(self, number: int, frame: FrameType | None) -> None:
        self._heard.set()
        signal.default_int_handler(number, frame)

    def _raise_again(self, lost: sys.UnraisableHookArgs) -> None:
        if issubclass(lost.exc_type, KeyboardInterrupt):
            self._heard.clear()  # raised here once more, it would be lost once more
            self._note.send(bytes([signal.SIGINT]))
        else:
            self._before[2](lost)

    def _rouse(self) -> None:
        """Interrupt whatever the main thread does or waits for, when a signal has come that it has not heard."""
        with self._noted:
            while noted := self._noted.recv(64):
                while signal.SIGINT in noted and not self._heard.wait(PATIENCE):
                    signal.pthread_kill(main_thread().ident or 0, signal.SIGINT)


def heard() -> Interrupt | None:
    """Return what sees to it that interrupts are heard, if they are this program's to hear."""
    ours = current_thread() is main_thread() and signal.getsignal(signal.SIGINT) is signal.default_int_handler
    return Interrupt() if ours and sys.platform != "win32" else None  # Windows can't interrupt a thread that waits
