"""`cxmaturity show`: a questionnaire as a document."""

from typing import TYPE_CHECKING, Annotated

import typer

from cxmaturity.cli.commands.command import Command
from cxmaturity.cli.formats import format_option
from cxmaturity.cli.naming import named_questionnaire
from cxmaturity.cli.settings import settings
from cxmaturity.files.questionnaire.catalogue import Catalogue

if TYPE_CHECKING:
    from cxmaturity.reports.document.blocks import Document


def show(
    context: typer.Context,
    questionnaire: Annotated[
        str | None,
        typer.Argument(metavar="[ID]", help="A questionnaire's id, as `list` prints it; with --crosswalk optional."),
    ] = None,
    crosswalk: Annotated[
        bool,
        typer.Option("--crosswalk", help="How the scales of the questionnaires, or of this one and others, relate."),
    ] = False,
    format: Annotated[str, format_option("show", "For the terminal, or Markdown.")] = "table",
) -> None:
    """Show a questionnaire as a document.

    It has every practice with its options and steps. With --crosswalk: how the scales relate, which evidence
    serves several questionnaires, and which answers do not fit together.
    """
    from cxmaturity.cli.printing import put_document
    from cxmaturity.reports.build.questionnaire import questionnaire_document

    chosen = settings(context)
    catalogue = chosen.catalogue()
    if questionnaire is None and not crosswalk:
        raise typer.BadParameter(f"name a questionnaire; choose from {', '.join(catalogue.names())}", param_hint="ID")
    named = None if questionnaire is None else named_questionnaire(questionnaire, catalogue)
    document = None if named is None or crosswalk else questionnaire_document(named)
    put_document(document or _crosswalk(catalogue, questionnaire), format, chosen)


def _crosswalk(catalogue: Catalogue, about: str | None) -> "Document":
    from cxmaturity.reports.build.crosswalk import crosswalk_document
    from cxmaturity.reports.together import crosswalk_view

    questionnaires = [named_questionnaire(id_, catalogue) for id_ in catalogue.ids()]
    return crosswalk_document(*crosswalk_view(catalogue.crosswalk(), questionnaires, about))


COMMAND = Command(
    show,
    (
        "cxmaturity show digital",
        "cxmaturity show digital channels",
        "cxmaturity show organisational --format md",
        "cxmaturity show --crosswalk",
    ),
)
