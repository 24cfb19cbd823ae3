"""What survey tools call the columns that are about a response: when it was given, whether it is whole, whose."""

_ENDED = (
    *(
        "submitdate",
        "date submitted",
        "submit date (utc)",
        "submitted at",
        "recordeddate",
        "recorded date",
        "enddate",
        "end date",
    ),
    *("completion time", "end", "_submission_time", "date modified", "timestamp", "datestamp"),
)
_STARTED = ("startdate", "date started", "start date", "start time", "start", "date created", "start date (utc)")
PERSON = (
    *("email", "email address", "e-mail", "e-mail address", "username", "recipientemail", "token", "access code"),
    *("respondent id", "response id", "responseid", "_uuid", "_id", "instanceid", "#", "id"),
)
TIMES = {
    "ended": _ENDED,
    "started": _STARTED,
    "seconds": ("duration (in seconds)", "duration", "interviewtime", "total time", "time taken (seconds)"),
    "finished": ("finished", "completed", "complete"),
    "progress": ("progress",),
    "kind": ("status", "response type", "survey status", "response status"),
    "channel": ("distributionchannel", "distribution channel"),
}
"""What columns about a response are called, by what they say; the first that is there counts."""
TIMED = frozenset(name for what in ("ended", "started", "seconds") for name in TIMES[what])
"""What tells that a row is one of headings: the names of columns of times."""
