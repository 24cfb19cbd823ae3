"""What survey tools export, taken back: a respondent a row, nothing guessed, and nobody's name."""
