"""What answers to other questionnaires suggest in an interview: offered with the question, never taken silently."""

from cxmaturity.domain.model import Practice
from cxmaturity.interview.session import Session


def suggestion_words(session: Session, practice: Practice) -> str:
    """The suggestion for a practice in words, with how to take it; nothing where there is none."""
    suggestion = session.suggestion(practice)
    if suggestion is None:
        return ""
    source, answer = suggestion.source, suggestion.answer
    low, high = (source.point(rank).name for rank in (answer.low or 1, answer.high or 1))
    stands = low if low == high else f"{low} to {high}"
    evidence = ", with its evidence" if answer.evidence else ""
    option = session.point_name(suggestion.rank)
    if session.blind:
        return f"Suggested: {option}, by {suggestion.answers.file} ({source.id}). = takes it{evidence}."
    return (
        f"Suggested: {suggestion.rank} {option}, as {source.practices[suggestion.practice].title} is at {stands}"
        f" in {suggestion.answers.file} ({source.id}, {suggestion.answers.date.isoformat()}). {suggestion.says}"
        f" = takes it{evidence}."
    )
