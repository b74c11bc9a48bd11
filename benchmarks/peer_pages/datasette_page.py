"""The same figures as Datasette has them: a table. Run: python -m benchmarks.peer_pages.datasette_page PORT"""

import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from datasette.cli import serve

from benchmarks.peer_pages import figures

if __name__ == "__main__":
    file = Path(os.environ[figures.FILE_VARIABLE]).with_suffix(".db")
    with closing(sqlite3.connect(file)) as database:
        figures.read_figures().to_sql("region", database, index=False)
    serve([str(file), "--host", "127.0.0.1", "--port", sys.argv[1]])
