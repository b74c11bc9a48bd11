"""What stands around the dashboard and the API on every request: who may ask, how much, and what is told.

Pure ASGI middlewares, the same for every way to start the server. What they need to know of
Streamlit is handed to them.
"""

from indicators.web.middleware.health_checks import HealthChecks, Readiness
from indicators.web.middleware.html_shell import HtmlShell
from indicators.web.middleware.request_limits import RequestLimits
from indicators.web.middleware.security_headers import SecurityHeaders
from indicators.web.middleware.static_files import CompressedFiles, CompressedFolder
from indicators.web.middleware.trusted_hosts import TrustedHosts

__all__ = [
    "CompressedFiles",
    "CompressedFolder",
    "HealthChecks",
    "HtmlShell",
    "Readiness",
    "RequestLimits",
    "SecurityHeaders",
    "TrustedHosts",
]
