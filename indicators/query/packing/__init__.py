"""A long table and a vocabulary → a packed dataset, every row checked by the rules of the data file.

Rows are read, checked and sorted a part at a time, so that a table may be larger than memory.
"""

from indicators.query.packing.pack_folder import PackOutcome, pack_dataset

__all__ = ["PackOutcome", "pack_dataset"]
