"""From today to a target: what is needed, what rests on what, and a plan as a value."""
