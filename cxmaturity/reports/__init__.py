"""Assessments for people: the view that templates see, the words, and the rendering."""
