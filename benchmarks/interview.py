"""Measures the full-screen interview: its first paint beside Textual's own hello-world, and a key's repaint.

`python -m benchmarks.interview`. Both programs run in a terminal of 120 x 40; what is timed is from the start of
the process until the text that ends the first paint has arrived. The repaint is measured on 300 practices, inside the
process, as the work from a key until it is painted: Textual paints at the next frame, so that is what must fit.
"""

import asyncio
import datetime
import fcntl
import os
import pty
import select
import statistics
import struct
import sys
import tempfile
import termios
import time
from pathlib import Path

from cxmaturity.domain.answers import Answers
from cxmaturity.interview.screen.app import Interview
from cxmaturity.interview.session import Session, Spoken
from tests.build import questionnaire_of

HELLO = """
from textual.app import App, ComposeResult
from textual.widgets import Static

class Hello(App):
    def compose(self) -> ComposeResult:
        yield Static("Hello, world")

Hello().run()
"""
RUNS = 11
FRAME = 1 / 60


def first_paint(command: list[str], sign: bytes) -> float:
    """Seconds from a command's start until a sign has been painted; the program is ended then."""
    start = time.perf_counter()
    process, terminal = pty.fork()
    if process == 0:
        os.environ["TERM"] = "xterm-256color"
        os.execvp(command[0], command)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    seen = b""
    while sign not in seen:
        if not select.select([terminal], [], [], 20)[0]:
            raise TimeoutError(f"{sign!r} was not painted: {seen[-500:]!r}")
        seen += os.read(terminal, 65536)
    elapsed = time.perf_counter() - start
    os.kill(process, 9)
    os.waitpid(process, 0)
    os.close(terminal)
    return elapsed


def large() -> Session:
    """An interview with 300 practices of five points in 30 dimensions, that saves nowhere."""
    tree: dict[str, object] = {f"d{i}": {"practices": {f"x{j}": {} for j in range(10)}} for i in range(30)}
    questionnaire = questionnaire_of({"scale": [1, 2, 3, 4, 5], "tree": tree})
    answers = Answers(file="", sha256="", date=datetime.date(2026, 1, 1))
    return Session(questionnaire, answers, lambda _: None)


async def repaint() -> float:
    """The median seconds of work that a key makes until it is painted, for keys that move the highlight."""
    app = Interview(large(), lambda _: Spoken("", "", ()), str, ask_who=False)
    times: list[float] = []
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        for key in ["down", "up"] * 20:
            start = time.process_time()
            await pilot.press(key)
            times.append(time.process_time() - start)
    return statistics.median(times)


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PYTHONPATH"] = str(Path(__file__).parents[1])
        ours: list[float] = []
        hello: list[float] = []
        for i in range(RUNS):
            hello.append(first_paint([sys.executable, "-c", HELLO], b"Hello, world"))
            file = f"{folder}/{i}.yaml"
            command = [sys.executable, "-m", "cxmaturity", "assess", "digital", "-o", file]
            ours.append(first_paint(command, b"Organisation"))
        ratio = statistics.median(ours) / statistics.median(hello)
        print(
            f"First paint: {statistics.median(ours) * 1000:.0f} ms, {ratio:.2f} x Textual's hello-world"
            f" ({statistics.median(hello) * 1000:.0f} ms), medians of {RUNS} runs."
        )
    key = asyncio.run(repaint())
    print(
        f"A key on 300 practices: {key * 1000:.1f} ms of work until it is painted (a frame has {FRAME * 1000:.1f} ms)."
    )


if __name__ == "__main__":
    main()
