"""Measurements behind the README's claims; run them with `python -m benchmarks`."""
