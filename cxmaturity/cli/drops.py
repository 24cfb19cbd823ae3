"""Whether answers stand lower than they did: for pipelines that shall stop where a stage is lost."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import typer

from cxmaturity.cli.loading import Loaded, load_each
from cxmaturity.cli.settings import Settings
from cxmaturity.domain.assessment import Assessment, assess
from cxmaturity.domain.language import day, say
from cxmaturity.files.yaml.source import read_source


def before(read: Sequence[Loaded], earlier: str, chosen: Settings) -> list[Assessment | None]:
    """The earlier assessment of each: a file that is named, for one; else the file itself as git has it there.

    ProblemsFoundError lists every error in them; wrong usage where they answer another questionnaire.
    """
    if Path(earlier).is_file():
        if len(read) > 1:
            message = f"{earlier} is one file, and {len(read)} are scored; name a commit, tag or branch"
            raise typer.BadParameter(message, param_hint="--fail-on-drop")
        reads = [partial(read_source, earlier)]
    else:
        from cxmaturity.files.history import at

        reads = [partial(at, file.answers.file, earlier) for file in read]
    loaded = load_each(reads, chosen.catalogue(), notify=chosen.say)
    for then, now in zip(loaded, read, strict=True):
        if then.questionnaire.id != now.questionnaire.id:
            message = (
                f"{then.answers.file} answers {then.questionnaire.id}, and {now.answers.file} {now.questionnaire.id}"
            )
            raise typer.BadParameter(message, param_hint="--fail-on-drop")
    return [assess(file.questionnaire, file.answers) for file in loaded]


def dropped(then: Assessment, now: Assessment) -> str:
    """That a file stands lower than it did; nothing where it does not. Unclaimed counts as the worst case."""
    was, stands = then.result.stage.stands, now.result.stage.stands
    if was is None or (stands is not None and stands >= was):
        return ""
    from cxmaturity.reports.words.result import Words

    stage = Words(then).name(was)
    if stands is None:
        return say("{file}: there is nothing to score, so {stage} is lost", file=now.answers.file, stage=stage)
    sentence = "{file}: {now}{claimed}, down from {stage} on {day}"
    claimed = "" if now.result.stage.claimed else " (no stage is claimed, so the worst case counts)"
    name = Words(now).name(stands)
    date = day(then.answers.date.isoformat())
    return say(sentence, file=now.answers.file, now=name, claimed=claimed, stage=stage, day=date)
