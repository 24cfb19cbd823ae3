"""What is allowed in answers and probably not meant. All of it gives warnings."""

from cxmaturity.domain.answers import MISSING
from cxmaturity.domain.language import say
from cxmaturity.files.answers.load import ReadAnswers
from cxmaturity.files.suggestions import suggestion
from cxmaturity.files.yaml.tree import Path

_CALLED = {"note": "a note", "evidence": "evidence"}


def warn_of_answers(read: ReadAnswers) -> None:
    """Warn of evidence from after the assessment, a target before it, owners of no step, and words to no answer."""
    answers = read.answers
    by = answers.target.by
    if by is not None and by <= answers.date:
        message = f"the target is set for {by}, and the assessment is of {answers.date}"
        read.findings.warning(("target", "by"), "past-target", message, "set a later day, or check both dates")
    titles = read.questionnaire.owners
    for title in answers.owners:
        if title not in titles:
            hint = suggestion(title, titles)
            read.findings.warning(("owners", title), "unknown-owner", "no step has this owner", hint)
    for id_, answer in answers.answers.items():
        words = [key for key, there in (("note", answer.note), ("evidence", answer.evidence)) if there]
        if answer.status == MISSING.status and words:
            message = say("{words} without an answer", words=" and ".join(_CALLED[key] for key in words))
            hint = say("answer {practice} with `is: ...`, or with `is: dk` where nobody knows", practice=id_)
            read.findings.warning(("answers", id_, words[0]), "no-answer", message, hint)
        for i, evidence in enumerate(answer.evidence):
            path: Path = ("answers", id_, "evidence", i)
            if evidence.date is not None and evidence.date > answers.date:
                message = f"evidence from {evidence.date}, after the assessment of {answers.date}, does not count"
                read.findings.warning((*path, "date"), "future-evidence", message, "check both dates")
