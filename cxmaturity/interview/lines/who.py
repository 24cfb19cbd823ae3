"""Who and when, and where it aims, asked line by line. Nothing here names a person, and only the date is needed."""

import datetime

from msgspec.structs import replace

from cxmaturity.domain.answers import Answers, Respondent, Target
from cxmaturity.domain.model import Questionnaire
from cxmaturity.domain.naming import Named, meant
from cxmaturity.domain.scoring.rule import rule_of
from cxmaturity.interview.lines.prompts import DATE, Kind, Talk

LEVELS = ("leader", "manager", "front line")

Who = tuple[str, datetime.date, Respondent]
"""What `Session.who` takes: the organisation, the date and the respondent."""


def ask_who(talk: Talk, answers: Answers) -> Who:
    """Ask whose assessment it is, of which day, and who answers; what stands is kept with Enter."""
    talk.pause()
    talk.say("Who and when", strong=True)
    talk.say("Only the date is needed; nobody's name is asked for.")
    organisation = talk.ask("Organisation", answers.organisation)
    date = talk.ask_for("Date of the assessment", answers.date, DATE, needed=True) or answers.date
    who = answers.respondent
    role = talk.ask("Your role, such as Head of CX", who.role)
    level = talk.ask_for("Your level: 1 leader, 2 manager, 3 front line", who.level or None, LEVEL)
    function = talk.ask("Your function, such as marketing", who.function)
    return organisation, date, Respondent(role, level or "", function)


def _level(text: str) -> str | None:
    typed = " ".join(text.replace("-", " ").lower().split())
    return next((name for i, name in enumerate(LEVELS, 1) if typed in {name, str(i)}), None)


LEVEL: Kind[str] = Kind(str, _level, "is none of these levels. Type 1, 2 or 3, or the word.")


def ask_target(talk: Talk, questionnaire: Questionnaire, target: Target) -> Target:
    """The stage aimed at and, where there is one, by when. Targets of single dimensions stay as they are."""
    question = rule_of(questionnaire).target_question(questionnaire)
    stage = talk.ask_for(question, target.stage, _stages(questionnaire))
    by = None if stage is None else talk.ask_for("Target date, the day by which to be there", target.by, DATE)
    return replace(target, stage=stage, by=by)


def _stages(questionnaire: Questionnaire) -> Kind[int]:
    """The stages that can be aimed at: by rank, id or name."""
    rule = rule_of(questionnaire)
    stages = {stage.rank: stage for stage in rule.stages(questionnaire, len(questionnaire.dimensions))}
    named = [Named(str(rank), name) for rank, stage in stages.items() for name in (stage.short, stage.name)]

    def known(text: str) -> int | None:
        rank = rule.stage_rank(questionnaire, text.lower())
        ranks = set(meant(text, named)) if rank is None else {str(rank)}
        return int(ranks.pop()) if len(ranks) == 1 else None

    return Kind(lambda rank: stages[rank].short, known, rule.target_refusal())
