"""A packed dataset: a folder with a vocabulary, files of rows, and a manifest that names them.

`manifest.json` is written last, so that a folder is never seen half done; the files it names carry
the version in their names and stay until the version after the next, so that whoever still reads
them is not disturbed. Knows nothing of engines and rows.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from indicators.errors import DataFileError
from indicators.load import parse_vocabulary
from indicators.model import Dataset
from indicators.yamlfile import text_of

MANIFEST: Final = "manifest.json"
#: What wrote the folder; another number means other columns.
FORMAT: Final = "regional-indicators/1"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a folder holds: the version of its content, its files with their sizes, its number of rows."""

    format: str
    digest: str
    rows: int
    vocabulary: str
    observations: str
    combinations: str
    bytes: dict[str, int]

    @property
    def files(self) -> tuple[str, str, str]:
        """The names of the files."""
        return self.vocabulary, self.observations, self.combinations


@dataclass(frozen=True, slots=True)
class Packed:
    """A packed dataset that was opened: its records, and where its rows are."""

    folder: Path
    manifest: Manifest
    dataset: Dataset

    @property
    def observations(self) -> Path:
        """The file of rows."""
        return self.folder / self.manifest.observations

    @property
    def combinations(self) -> Path:
        """The file of numbers of rows by combination of ids."""
        return self.folder / self.manifest.combinations


def manifest_of(folder: Path) -> Manifest:
    """The manifest of a packed dataset; raises DataFileError when the folder holds none or is not whole."""
    path = folder / MANIFEST
    try:
        manifest = Manifest(**json.loads(path.read_text(encoding="utf-8")))
        sizes = {name: (folder / name).stat().st_size for name in manifest.files}
    except FileNotFoundError as error:
        name = Path(str(error.filename)).name
        raise DataFileError(folder, f"not a packed dataset: there is no {name}") from None
    except (OSError, ValueError, TypeError) as error:
        raise DataFileError(path, f"cannot be read ({error})") from None
    if manifest.format != FORMAT:
        raise DataFileError(path, f"expected the format {FORMAT}; found {manifest.format!r}: pack it again")
    for name, size in sizes.items():
        if manifest.bytes.get(name) != size:
            raise DataFileError(
                folder / name,
                f"expected {manifest.bytes.get(name, 0):,} bytes; found {size:,}: copy or pack it again",
            )
    return manifest


def packed(folder: Path) -> Packed:
    """The packed dataset in a folder.

    Raises DataFileError when it cannot be read, InvalidDataset when its vocabulary has faults.
    """
    manifest = manifest_of(folder)
    path = folder / manifest.vocabulary
    return Packed(folder, manifest, parse_vocabulary(text_of(path), str(path), manifest.digest))


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Make `manifest` the one of the folder, at once, and drop files that nobody reads any more."""
    try:
        kept = {*manifest.files, *manifest_of(folder).files}
    except DataFileError:
        kept = set(manifest.files)
    new = folder / f"{MANIFEST}.new"
    new.write_text(json.dumps(asdict(manifest), indent=1) + "\n", encoding="utf-8")
    new.replace(folder / MANIFEST)
    for name in ("vocabulary", "observations", "combinations"):
        for path in folder.glob(f"{name}-*"):
            if path.name not in kept:
                path.unlink()
