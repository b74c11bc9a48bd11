"""What stands around the dashboard and the API on every request: who may ask, how much, and what is told.

Pure ASGI middlewares, the same for every way to start the server, and the server that
`indicators serve` runs.
"""

from indicators.web.middleware.health_checks import HealthChecks, Readiness
from indicators.web.middleware.html_shell import HtmlShell, inline_scripts
from indicators.web.middleware.request_limits import RequestLimits
from indicators.web.middleware.script_preload import (
    early_run_script,
    find_script,
    preload_links,
    scripts_with_imports,
)
from indicators.web.middleware.security_headers import SecurityHeaders
from indicators.web.middleware.static_files import CompressedFiles, compressible_files, precompress
from indicators.web.middleware.trusted_hosts import TrustedHosts

__all__ = [
    "CompressedFiles",
    "HealthChecks",
    "HtmlShell",
    "Readiness",
    "RequestLimits",
    "SecurityHeaders",
    "TrustedHosts",
    "compressible_files",
    "early_run_script",
    "find_script",
    "inline_scripts",
    "precompress",
    "preload_links",
    "scripts_with_imports",
]
