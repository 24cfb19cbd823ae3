"""Pictures: each drawn once, as SVG, for every format that has pictures."""
