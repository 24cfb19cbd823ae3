"""Tables of answers, scored where they are: each engine is a small adapter to what the domain asks of columns."""
