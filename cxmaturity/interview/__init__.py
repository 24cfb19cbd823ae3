"""The interactive questionnaire: a session that knows no screen, and two faces that stand on it."""
