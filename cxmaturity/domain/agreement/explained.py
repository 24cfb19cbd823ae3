"""The arithmetic behind a team's answers, line by line, from the votes that their file has."""

from collections.abc import Iterator

from cxmaturity.domain.agreement.distribution import average_deviation, by_chance, quartiles, rwg, variance
from cxmaturity.domain.agreement.reliability import (
    FEWEST,
    Absent,
    disagreement,
    intraclass,
    krippendorff_alpha,
    mean_squares,
)
from cxmaturity.domain.answers import Answers, Votes
from cxmaturity.domain.language import counted_plain, rounded
from cxmaturity.domain.model import Practice, Questionnaire

AGREEMENT = "agreement"
"""What asks for the statistics of a team's answers, where a practice or a dimension could stand."""
_DIGITS = 4


def every_option(practice: Practice, votes: Votes) -> dict[int, int]:
    """Votes by rank with a count for every option, as a file leaves out those that nobody chose."""
    return {option.rank: votes.counts.get(option.rank, 0) for option in practice.options}


def practice_lines(practice: Practice, votes: Votes) -> Iterator[str]:
    """How the votes on one practice make its answer, and how far they agree."""
    counts = every_option(practice, votes)
    n = sum(counts.values())
    by_rank = ", ".join(f"rank {rank} {people}" for rank, people in counts.items())
    yield f"votes: {n}: {by_rank}; no vote: dk {votes.dk}, na {votes.na}, missing {votes.missing}"
    quarters = quartiles(counts)
    if quarters is None:
        return
    places = (-(-n // 4), -(-n // 2), n + 1 - -(-n // 4))
    for name, place, rank in zip(
        ("lower quartile", "lower median", "upper quartile"),
        places,
        (quarters.low, quarters.median, quarters.high),
        strict=True,
    ):
        yield f"{name} = rank {rank}: vote {place} of {n} from below"
    agreement = rwg(counts)
    if agreement is None:
        yield "rwg, AD: none, as it takes two votes"
        return
    s2, v = (rounded(float(value), _DIGITS) for value in (variance(counts), by_chance(counts)))
    yield f"rwg = 1 - s2 / v = 1 - {s2} / {v} = {rounded(agreement, _DIGITS)}; below 0 it is 0"
    yield f"  s2 is the variance of the votes, v that of {len(counts)} options chosen by chance"
    apart = sum(abs(rank - quarters.median) * people for rank, people in counts.items())
    limit = rounded(len(counts) / 6, _DIGITS)
    deviation = rounded(average_deviation(counts), _DIGITS)
    yield f"AD = {apart} / {n} = {deviation}: points from the median; up to {len(counts)} / 6 = {limit} they agree"


def agreement_lines(questionnaire: Questionnaire, answers: Answers) -> Iterator[str]:
    """The statistics over all practices of a team's answers that their file is enough for, and those that it is not."""
    practices = questionnaire.practices.values()
    given = [(practice, answers.of(practice.id)) for practice in practices]
    voted = [
        every_option(practice, answer.votes) for practice, answer in given if answer.votes and answer.status != "na"
    ]
    units = [counts for counts in voted if sum(counts.values())]
    people = answers.team.respondents if answers.team else 0
    votes = counted_plain(sum(sum(unit.values()) for unit in units), "vote")
    yield f"{votes} of {people} people on {len(units)} practices"
    yield "Krippendorff's alpha = 1 - Do / De, ordinal (Krippendorff 2011); practices are the units, people the coders"
    parts, alpha = disagreement(units), krippendorff_alpha(units)
    if isinstance(parts, Absent) or isinstance(alpha, Absent):
        yield f"  none: {parts.reason if isinstance(parts, Absent) else ''}"
    else:
        observed, expected = (rounded(float(part), _DIGITS) for part in parts)
        yield f"  = 1 - {observed} / {expected} = {rounded(alpha, _DIGITS)}"
    yield "ICC(1) = (MSB - MSW) / (MSB + (k - 1) MSW), ICC(2) = (MSB - MSW) / MSB (Shrout and Fleiss 1979)"
    squares, icc = mean_squares(units), intraclass(units)
    if isinstance(squares, Absent) or isinstance(icc, Absent):
        yield f"  none: {icc.reason if isinstance(icc, Absent) else ''}"
    else:
        b, w, k = (rounded(float(part), _DIGITS) for part in squares)
        less = rounded(float(squares[2]) - 1, _DIGITS)
        yield f"  ICC(1) = ({b} - {w}) / ({b} + {less} x {w}) = {rounded(icc[0], _DIGITS)}, with k = {k}"
        yield f"  ICC(2) = ({b} - {w}) / {b} = {rounded(icc[1], _DIGITS)}"
    yield "Cronbach's alpha = k / (k - 1) x (1 - sum of variances / variance of the sum) (Cronbach 1951)"
    yield "  its interval = 1 - (1 - alpha) F, F at 0.975 and 0.025 with n - 1 and (n - 1)(k - 1) (Feldt et al. 1987)"
    yield "Omega = (sum of loadings)^2 / ((sum of loadings)^2 + sum of what is unique), one factor (McDonald 1999)"
    yield f"  these need each person's answers, which this file has not: `team` prints them, from {FEWEST} people on"
    yield "rwg and AD are of each practice: explain FILE PRACTICE --trace"
