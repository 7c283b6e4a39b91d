"""Serve named front-end files from installed wheels: nothing copied into the repository, no CDN."""

import importlib.util
from pathlib import Path

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

# package, folder inside it, folder under STATIC_URL, files
PACKAGE_ASSETS = [
    ("bootstrap", "static/bootstrap", "vendor/bootstrap", ["css/bootstrap.min.css", "css/bootstrap.min.css.map"]),
]


class PackageAssetsFinder(BaseFinder):
    """Find the files of PACKAGE_ASSETS, and no other file of those packages."""

    def __init__(self, *args, **kwargs):
        self.files: dict[str, tuple[FileSystemStorage, str]] = {}
        for package, folder, prefix, names in PACKAGE_ASSETS:
            spec = importlib.util.find_spec(package)
            if spec is None or not spec.origin:
                raise ImportError(f"{package} is not installed")
            storage = FileSystemStorage(location=Path(spec.origin).parent / folder)
            storage.prefix = prefix
            for name in names:
                self.files[f"{prefix}/{name}"] = (storage, name)
        super().__init__(*args, **kwargs)

    def check(self, **kwargs):
        return []

    def find(self, path, find_all=False, **kwargs):
        if path not in self.files:
            return []
        storage, name = self.files[path]
        found = storage.path(name)
        return [found] if find_all else found

    def list(self, ignore_patterns):
        for storage, name in self.files.values():
            yield name, storage
