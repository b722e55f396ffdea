"""Cuts a program off from the network: Python reads this at its start where PYTHONPATH names the folder.

Who asks for a host or a connection ends at once, so that no `except` can hide it; so does who starts another program,
which could ask in its place. The macros plugin asks git for the last commit, and `platform` asks uname.
"""

import os
import sys

ASKING = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.sendto", "socket.sendmsg")
STARTING = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.startfile", "pty.spawn")
AT_HOME = (["git", "log"], ["git", "rev-parse"], ["git", "describe"], ["uname", "-p"])


def _watch(event: str, arguments: tuple) -> None:
    if event in ASKING:
        _end(f"the network was asked: {event} {arguments[-1]!r}")
    if event in STARTING:
        words = arguments[1] if event != "os.system" else arguments[0]
        started = [os.fsdecode(word) for word in words] if isinstance(words, (list, tuple)) else [repr(words)]
        if started[:2] not in AT_HOME:
            _end(f"a program was started: {' '.join(started)}")


def _end(why: str) -> None:
    sys.stderr.write(f"cut off: {why}\n")
    sys.stderr.flush()
    os._exit(70)


sys.addaudithook(_watch)
