"""What a new user types next: the same wherever it is recommended."""

OWN = "cxmaturity assess digital digital.yaml"
"""Answering a questionnaire oneself."""
REPORT = "cxmaturity report digital.yaml -o report.html"
"""The report of these answers."""
