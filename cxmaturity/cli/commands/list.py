"""`cxmaturity list`: the questionnaires."""

import typer

from cxmaturity.cli.commands import Command
from cxmaturity.cli.naming import named_questionnaire
from cxmaturity.cli.settings import put, settings
from cxmaturity.cli.terminal import one_line


def list_(context: typer.Context) -> None:
    """List the questionnaires."""
    from cxmaturity.domain.length import length_words

    chosen = settings(context)
    catalogue = chosen.catalogue()
    lines: list[str] = []
    for id_ in catalogue.ids():
        questionnaire = named_questionnaire(id_, catalogue)
        lines += [
            f"{id_}@{questionnaire.version}",
            f"    {one_line(questionnaire.title)}",
            f"    {length_words(questionnaire)}",
        ]
    put("".join(line + "\n" for line in lines).encode())
    chosen.say("\nRead one: cxmaturity show organisational")


COMMAND = Command(
    list_,
    (
        "cxmaturity list",
        "cxmaturity list --questionnaires own",
    ),
)
