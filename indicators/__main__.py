"""`python -m indicators` is the same as `indicators`."""

from indicators.cli import main

main(prog_name="indicators")
