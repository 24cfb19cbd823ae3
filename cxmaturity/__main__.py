"""`python -m cxmaturity`, and the console script."""

import gc
import sys

gc.set_threshold(50_000)  # from the first import on: a short run makes much to keep and little to collect

from cxmaturity.cli.boundary import run  # noqa: E402


def main() -> None:
    """Run the command line and leave with its exit code."""
    code = run(sys.argv[1:])
    gc.freeze()  # the interpreter's end has nothing left to search
    sys.exit(code)


if __name__ == "__main__":
    main()
