"""Whether memory grows with use: many reruns by readers who come and go, resident memory along the way.

Run: python -m benchmarks.leak [reruns]
"""

from __future__ import annotations

import asyncio
import sys

from benchmarks.readers import DASHBOARD_VISITS, Reader
from benchmarks.servers import DASHBOARD, Server, running

#: A reader leaves after this many changes, and the next one comes.
STAYS = 50
STEPS = 10


async def _read(server: Server, reruns: int) -> None:
    for n in range(max(1, reruns // STAYS)):
        reader = Reader(server.url, *DASHBOARD_VISITS[n % len(DASHBOARD_VISITS)])
        await reader.open()
        for _ in range(STAYS):
            await reader.change()
        await reader.close()


def main(reruns: int) -> None:
    """Print the memory after each tenth of the reruns."""
    with running(DASHBOARD) as server:
        server.settle()
        print(f"{'reruns':>8} {'MB':>7}\n{0:>8} {server.memory():>7.1f}")
        for step in range(STEPS):
            asyncio.run(_read(server, reruns // STEPS))
            print(f"{(step + 1) * (reruns // STEPS):>8} {server.memory():>7.1f}", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
