"""About: method, hedges, licence and how programs get the data."""

from indicators.ui import about, frame
from indicators.ui.session import here

now = here()
frame.title(now.say("About"), now.dataset.about.description[now.language])
about.method(now)
about.qualifiers(now)
about.programs(now)
about.licence(now)
