"""Customer-experience maturity self-assessment: questionnaires, scoring, gap reports."""

__version__ = "0.1.0"
