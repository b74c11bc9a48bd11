"""Workbench: try out a data file before it is served; only where the operator offers it."""

from indicators.ui import frame, workbench
from indicators.ui.session import here

now = here()
frame.title(
    now.say("Workbench"),
    now.say(
        "Try out a data file, or what is to be added to it. Only you see it, nothing is served, and it is gone when you close the page."
    ),
)
workbench.desk(now)
