"""`cxmaturity show`: a questionnaire as a document."""

from typing import TYPE_CHECKING, Annotated

import typer

from cxmaturity.cli.choosing import questionnaire_asked
from cxmaturity.cli.commands import Command
from cxmaturity.cli.completion import practices
from cxmaturity.cli.formats import format_option
from cxmaturity.cli.naming import named_practice, named_questionnaire
from cxmaturity.cli.options import asked
from cxmaturity.cli.settings import settings
from cxmaturity.files.questionnaire.catalogue import Catalogue

if TYPE_CHECKING:
    from cxmaturity.reports.document.blocks import Document


def show(
    context: typer.Context,
    questionnaire: Annotated[
        str | None, asked("A questionnaire's id or title; chosen from a list if left out, but for --crosswalk.")
    ] = None,
    practice: Annotated[
        str | None,
        typer.Argument(
            metavar="[PRACTICE]",
            autocompletion=practices,
            help="Only this practice: its id, title or a part of either.",
        ),
    ] = None,
    crosswalk: Annotated[
        bool,
        typer.Option("--crosswalk", help="How the scales of the questionnaires, or of this one and others, relate."),
    ] = False,
    format: Annotated[str, format_option("show", "For the terminal, or Markdown.")] = "table",
) -> None:
    """Show a questionnaire, or one of its practices, as a document.

    It has every practice with its options and steps. With --crosswalk: how the scales relate, which evidence
    serves several questionnaires, and which answers do not fit together.
    """
    from cxmaturity.cli.paging import collecting
    from cxmaturity.cli.printing import put_document
    from cxmaturity.reports.build.questionnaire import practice_document, questionnaire_document

    chosen = settings(context)
    catalogue = chosen.catalogue()
    if practice is not None and crosswalk:
        raise typer.BadParameter("--crosswalk speaks of questionnaires, not of a practice", param_hint="PRACTICE")
    named = None if crosswalk and questionnaire is None else questionnaire_asked(questionnaire, chosen)
    if named is None or crosswalk:
        document = _crosswalk(catalogue, named.id if named else None)
    elif practice is None:
        document = questionnaire_document(named)
    else:
        document = practice_document(named, named_practice(practice, named))
    with collecting(chosen, long=True) as to:
        put_document(document, format, chosen, to=to)


def _crosswalk(catalogue: Catalogue, about: str | None) -> "Document":
    from cxmaturity.reports.build.comparison import crosswalk_view
    from cxmaturity.reports.build.crosswalk import crosswalk_document

    questionnaires = [named_questionnaire(id_, catalogue) for id_ in catalogue.ids()]
    return crosswalk_document(*crosswalk_view(catalogue.crosswalk(), questionnaires, about))


COMMAND = Command(
    show,
    (
        "cxmaturity show digital",
        "cxmaturity show digital agent.channels",
        "cxmaturity show organisational --format md",
        "cxmaturity show --crosswalk",
    ),
)
