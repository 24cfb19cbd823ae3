"""The exit codes of the program, and the one that a command asks for by an error."""

FINE, INPUT, USAGE, FAIL_UNDER, UNREACHABLE, BUG = 0, 1, 2, 3, 4, 70


class FailUnderError(Exception):
    """A file stands below the stage that `--fail-under` asks for."""
