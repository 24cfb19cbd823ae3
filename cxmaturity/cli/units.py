"""Own units: folders that each hold answers and the outcomes beside them."""

from collections.abc import Iterator
from pathlib import Path

from cxmaturity.cli.beside import reported_by
from cxmaturity.cli.loading import OUTCOMES, assess_all, expand, load
from cxmaturity.cli.settings import Settings
from cxmaturity.domain.assessment import Assessment
from cxmaturity.domain.outcomes.figures import SCHEMA, Figures, MeasureFigures
from cxmaturity.domain.outcomes.link import About, Link, Unit, link
from cxmaturity.domain.problems import Problem, ProblemsFoundError
from cxmaturity.files.yaml.source import refused

Pair = tuple[Assessment, MeasureFigures]


def links_of(folder: str, chosen: Settings) -> tuple[Link, ...]:
    """The links of every index and every measure over the units of a folder.

    ProblemsFoundError lists what is wrong in any of their files, or that no folder in it holds both.
    """
    from cxmaturity.statistics.permutation import p_of_permutations

    together: dict[About, list[Unit]] = {}
    for assessment, measure in _pairs(folder, chosen):
        index, value = assessment.result.index, measure.value
        about = About(assessment.questionnaire.id, measure.id, measure.variant, measure.title)
        units = together.setdefault(about, [])
        if index is not None and value is not None:
            units.append(Unit(assessment.answers.organisation, index, value))
    return tuple(link(about, units, p_of_permutations) for about, units in together.items())


def figures_of_links(links: tuple[Link, ...]) -> Figures:
    """The links in the shape that JSON has."""
    from cxmaturity.statistics.bootstrap import DRAWS, SEED

    return Figures(SCHEMA, "", "", (), DRAWS, SEED, links=links)


def _pairs(folder: str, chosen: Settings) -> Iterator[Pair]:
    units = [path for path in sorted(Path(folder).iterdir()) if (path / OUTCOMES).is_file()]
    if not units:
        hint = f"put each unit's answers and their {OUTCOMES} into a folder of their own there"
        raise refused(folder, None, "no-units", "no folder in it holds outcomes", hint)
    problems: list[Problem] = []
    for unit in units:
        try:
            assessments = assess_all(load(expand([str(unit)]), chosen.catalogue()), None)
            measures = reported_by(str(unit / OUTCOMES), chosen).figures.measures
        except ProblemsFoundError as error:
            problems += error.problems
            continue
        yield from ((assessment, measure) for assessment in assessments for measure in measures)
    if problems:
        raise ProblemsFoundError(problems)
