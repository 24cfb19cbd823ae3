"""The commands: one thin module each, which holds its `COMMAND`. Adding one is its module and its name here."""

COMMANDS = (
    "demo",
    "assess",
    "list",
    "show",
    "new",
    "score",
    "report",
    "templates",
    "plan",
    "explain",
    "check",
    "help",
)
"""Every command by its name, which is its module's too, in the order of the help."""
