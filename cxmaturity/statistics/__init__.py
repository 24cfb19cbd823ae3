"""Numbers that take many draws: the one room that knows numpy."""
