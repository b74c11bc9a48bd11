"""The data at stable addresses: a Starlette application over `query` and `export`.

It stands beside the dashboard, in its process and on its port, and answers GET and HEAD, and POST of a text. It has its own handlers for what is unknown, so that no wrong question gets a page of the
dashboard or a traceback.
"""

from indicators.web.api.application import ApiDispatcher, build_application

__all__ = ["ApiDispatcher", "build_application"]
