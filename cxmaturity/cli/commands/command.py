"""What a command is to the registry."""

from collections.abc import Callable

from msgspec import Struct


class Command(Struct, frozen=True):
    """A command: the function whose parameters are its options, and lines that show its use, ready to be typed."""

    run: Callable[..., int | None]
    examples: tuple[str, ...]

    @property
    def epilog(self) -> str:
        """The end of the command's help."""
        return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in self.examples)
