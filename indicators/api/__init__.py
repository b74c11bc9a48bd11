"""The data at stable addresses: a Starlette application over `select` and `export`.

It stands beside the dashboard, in its process and on its port, and answers GET and HEAD only. It has its own handlers for what is unknown, so that no wrong question gets a page of the
dashboard or a traceback.
"""

from indicators.api.application import Beside, application

__all__ = ["Beside", "application"]
