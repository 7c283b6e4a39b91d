"""Serve named front-end files from installed wheels: nothing copied into the repository, no CDN."""

import importlib.util
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

# package, folder inside it, folder under STATIC_URL, files
PACKAGE_ASSETS = [
    ("bootstrap", "static/bootstrap", "vendor/bootstrap", ["css/bootstrap.min.css", "css/bootstrap.min.css.map"]),
]


class PackageStorage(FileSystemStorage):
    """A package's folder, and the folder under STATIC_URL that its files are served from."""

    def __init__(self, location: Path, prefix: str):
        super().__init__(location)
        self.prefix = prefix


class PackageAssetsFinder(BaseFinder):
    """Find the files of PACKAGE_ASSETS, and no other file of those packages."""

    def __init__(self, *args: Any, **kwargs: Any):
        self.files: dict[str, tuple[PackageStorage, str]] = {}
        for package, folder, prefix, names in PACKAGE_ASSETS:
            spec = importlib.util.find_spec(package)
            if spec is None or not spec.origin:
                raise ImportError(f"{package} is not installed")
            storage = PackageStorage(Path(spec.origin).parent / folder, prefix)
            for name in names:
                self.files[f"{prefix}/{name}"] = (storage, name)
        super().__init__(*args, **kwargs)

    def check(self, **kwargs: Any) -> list:
        return []

    def find(self, path: str, find_all: bool = False) -> Any:
        if path not in self.files:
            return []
        storage, name = self.files[path]
        found = storage.path(name)
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, PackageStorage]]:
        for storage, name in self.files.values():
            yield name, storage
