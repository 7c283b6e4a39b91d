"""What a damaged zip archive, as office files are, lets rise when it is read. Pure."""

import struct
import zipfile
import zlib

BROKEN_ZIP = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, KeyError, NotImplementedError, OSError, RuntimeError,
    ValueError,
)  # fmt: skip
