"""The meeting: what people answered differently is settled, one item of the agenda after the other."""
