"""What an answers file still knows of the people behind it: their votes on each practice, and what to talk about."""

from cxmaturity.domain.agreement.agenda import Stages, agenda
from cxmaturity.domain.agreement.distribution import average_deviation, quartiles, rwg, same
from cxmaturity.domain.agreement.people import Answered
from cxmaturity.domain.agreement.team import By, Group, Statistics, Status, Team, TeamPractice
from cxmaturity.domain.answers import Answer, Answers, Votes
from cxmaturity.domain.model import Practice, Questionnaire
from cxmaturity.domain.references import QuestionnaireRef


def remembered(questionnaire: Questionnaire, answers: Answers) -> Team | None:
    """The team behind answers, as far as their file knows it; None where one person answered, or no votes are kept.

    Practices without votes are left out. The agenda is as people answered alone, whatever a meeting has settled since.
    A file keeps no votes of groups, which `Votes.medians` stand for, and no gaps and statistics.
    """
    behind = answers.team
    votes = {id_: voted for id_ in questionnaire.practices if (voted := answers.of(id_).votes) is not None}
    if behind is None or not votes:
        return None
    every = {
        id_: _practice(practice, votes.get(id_, Votes()), answers.of(id_))
        for id_, practice in questionnaire.practices.items()
    }
    practices = tuple(every[id_] for id_ in votes)
    given = {id_: _answered(questionnaire.practices[id_], voted) for id_, voted in votes.items()}
    stages = Stages(questionnaire, every.values())
    sizes: tuple[tuple[By, dict[str, int]], ...] = (("level", behind.levels), ("function", behind.functions))
    return Team(
        schema="cxmaturity/team@1",
        questionnaire=QuestionnaireRef(questionnaire.id, questionnaire.version, questionnaire.sha256),
        organisation=answers.organisation,
        date=answers.date.isoformat(),
        respondents=behind.respondents,
        min_cell=1,
        groups=tuple(Group(by, name, n) for by, groups in sizes for name, n in groups.items()),
        stage=stages.whole,
        practices=practices,
        statistics=Statistics(),
        agenda=agenda(stages, practices, given, {}),
        gaps=(),
        seed=0,
        draws=0,
    )


def _practice(practice: Practice, votes: Votes, answer: Answer) -> TeamPractice:
    counts = {option.rank: votes.counts.get(option.rank, 0) for option in practice.options}
    place = quartiles(counts)
    status: Status = "dk"
    if answer.status == "na":
        status = "na"
    elif place is not None:
        status = "answered" if place.low == place.high else "range"
    return TeamPractice(
        practice=practice.id,
        status=status,
        counts=counts,
        votes=sum(counts.values()),
        dk=votes.dk,
        na=votes.na,
        missing=votes.missing,
        low=place.low if place else None,
        median=place.median if place else None,
        high=place.high if place else None,
        rwg=rwg(counts),
        ad=average_deviation(counts),
        same=same(counts),
    )


def _answered(practice: Practice, votes: Votes) -> Answered:
    """The votes one by one, in the order of the scale: who gave which is not kept."""
    each = tuple(rank for rank in sorted(votes.counts) for _ in range(votes.counts[rank]))
    return Answered(practice, each, votes.dk, votes.na, votes.missing)
