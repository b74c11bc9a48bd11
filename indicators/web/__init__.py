"""What stands around the dashboard and the API on every request: who may ask, how much, and what is told.

Pure ASGI middlewares, the same for every way to start the server, and the server that
`indicators serve` runs. Knows nothing of pages, and nothing of Streamlit but its paths.
"""

from indicators.web.ahead import needed, preloads, run_ahead, script_of
from indicators.web.bundles import Bundles, files_in, prepare
from indicators.web.headers import Headers
from indicators.web.health import Health, Readiness
from indicators.web.hosts import Hosts
from indicators.web.limits import Limits
from indicators.web.shell import Shell, inline_scripts

__all__ = [
    "Bundles",
    "Headers",
    "Health",
    "Hosts",
    "Limits",
    "Readiness",
    "Shell",
    "files_in",
    "inline_scripts",
    "needed",
    "preloads",
    "prepare",
    "run_ahead",
    "script_of",
]
