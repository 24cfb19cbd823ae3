"""Questionnaires and the crosswalk: loaded, checked, found by name."""
