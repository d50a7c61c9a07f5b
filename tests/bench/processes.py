"""Time and memory of a process with all its children, as the kernel counts them."""

import contextlib
import resource
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

#: How often memory is looked at, in seconds.
INTERVAL = 0.04


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock, seconds of processor time, and the peak of memory in MiB (0 where it was not watched)."""

    wall: float
    cpu: float
    memory: float


def run(command: list[str], *, watch_memory: bool = False, **options) -> Cost:
    """Run ``command`` to its end. Watching its memory slows it down a little, so time it in another run.

    Raises ``subprocess.CalledProcessError`` where it fails.
    """
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)  # noqa: S603
    with watched(process.pid) if watch_memory else contextlib.nullcontext([0.0]) as peak:
        code = process.wait()
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if code:
        raise subprocess.CalledProcessError(code, command)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(wall, cpu, peak[0])


@contextlib.contextmanager
def watched(pid: int) -> Iterator[list[float]]:
    """A list whose one number is the highest memory (MiB) of the process and its children while the block runs."""
    peak, over = [0.0], threading.Event()

    def look():
        while not over.wait(INTERVAL):
            peak[0] = max(peak[0], memory_of(pid))

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    try:
        yield peak
    finally:
        peak[0] = max(peak[0], memory_of(pid))
        over.set()
        watcher.join()


def memory_of(pid: int) -> float:
    """MiB of the process and all below it; what they share is counted once (proportional set size)."""
    return sum(_own_memory(member) for member in _family(pid)) / 1024


def _family(pid: int) -> list[int]:
    found, waiting = [], [pid]
    while waiting:
        member = waiting.pop()
        found.append(member)
        with contextlib.suppress(OSError):
            for task in Path(f"/proc/{member}/task").iterdir():
                waiting += [int(child) for child in (task / "children").read_text().split()]
    return found


def _own_memory(pid: int) -> int:
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0
