"""`python -m cxmaturity`, and the console script."""

import _signal as signal  # type: ignore[import-not-found]  # part of Python itself: no file is read for it
import os


def _leave(_number: int, _frame: object) -> None:
    """End at once: nothing has been done yet that could be lost, and half-loaded libraries are no place to raise in."""
    os.write(2, b"Interrupted; nothing was lost.\n")
    os._exit(130)


if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # from the first import on
    signal.signal(signal.SIGINT, _leave)

import gc  # noqa: E402
import sys  # noqa: E402

gc.set_threshold(50_000)  # from the first import on: a short run makes much to keep and little to collect

from cxmaturity.cli import stopping, streams  # noqa: E402
from cxmaturity.cli.boundary import run, tell_interrupted  # noqa: E402


def main() -> None:
    """Run the command line and leave with its exit code."""
    try:
        stopping.listen()
        streams.take_over()
        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # just before a command begins or after its end
        code = tell_interrupted()
    if stopping.stopped():
        os._exit(code)  # all is said and tidied up; Python's own end could make another code of an interruption
    gc.freeze()  # the interpreter's end has nothing left to search
    sys.exit(code)


if __name__ == "__main__":
    main()
