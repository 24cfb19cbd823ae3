"""How sure a stage is: what would lose it, under other weights, by other rules, with other answers."""
