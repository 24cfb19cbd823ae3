"""Many people's answers to one questionnaire: the organisation's answer, how far they agree, what to talk about."""
