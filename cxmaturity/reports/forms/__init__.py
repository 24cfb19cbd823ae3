"""Questionnaires handed out to many respondents: the content of a form, made once, and one module for each target."""
