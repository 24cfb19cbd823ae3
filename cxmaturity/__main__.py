"""`python -m cxmaturity`, and the console script."""

import gc
import sys

gc.set_threshold(50_000)  # from the first import on: a short run makes much to keep and little to collect

from cxmaturity.cli.boundary import run  # noqa: E402


def main() -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
