"""`cxmaturity list`: the questionnaires."""

import typer

from cxmaturity.cli.commands import Command
from cxmaturity.cli.naming import named_questionnaire
from cxmaturity.cli.settings import put, settings
from cxmaturity.cli.terminal import one_line
from cxmaturity.cli.wrapping import width_of_results, wrapped


def list_(context: typer.Context) -> None:
    """List the questionnaires."""
    from cxmaturity.domain.length import length_words

    chosen = settings(context)
    catalogue = chosen.catalogue()
    lines: list[str] = []
    width = width_of_results()
    for id_ in catalogue.ids():
        questionnaire = named_questionnaire(id_, catalogue)
        about = (f"    {one_line(questionnaire.title)}", f"    {length_words(questionnaire)}")
        lines += [f"{id_}@{questionnaire.version}", *(line for text in about for line in wrapped(text, width))]
    put("".join(line + "\n" for line in lines).encode())
    chosen.say("\nRead one: cxmaturity show organisational")


COMMAND = Command(
    list_,
    (
        "cxmaturity list",
        "cxmaturity list --questionnaires own",
    ),
)
