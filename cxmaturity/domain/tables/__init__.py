"""Answers in the columns of a table: what a cell can say, and the rule of a questionnaire run over all rows at once."""
