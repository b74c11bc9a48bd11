"""Timed comparisons, not tests: each module can be run, `python -m benchmarks` prints one table."""
