"""Pages of tests are those of a server with the real data and the default settings."""

from collections.abc import Iterator

import pytest

from tests.serving import serving


@pytest.fixture(scope="session", autouse=True)
def _real_server() -> Iterator[None]:
    with serving():
        yield
