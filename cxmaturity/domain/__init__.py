"""The rules of an assessment as pure values and functions: no file, screen, clock or library."""
