"""Files of older and other word processors (.doc, .odt, .rtf) as .docx, through LibreOffice where installed. Pure.

LibreOffice runs with a profile of its own: no macros, no links followed, no network (TRUST.md P7, P8).
"""

import re
from pathlib import Path
from xml.sax.saxutils import quoteattr

from plans.importing.archives import check_open_document
from plans.importing.programs import find_program, run
from plans.importing.source import UnreadableFile

OLE = b"\xd0\xcf\x11\xe0"
RTF = b"{\\rtf"

_SECONDS = 60
_FILTERS = {".doc": "MS Word 97", ".odt": "writer8", ".rtf": "Rich Text Format"}  # else anything is read as text
_STARTS = 2  # the first one in a new profile only asks to be started again
_MEGABYTES = 3_000
_SAVE_AGAIN = "Chưa lưu gì. Hãy mở bằng Word, chọn Lưu thành… .docx rồi tải lên lại, hoặc dán nội dung vào ô."
_ENCRYPTED = ("EncryptedPackage".encode("utf-16-le"), "EncryptionInfo".encode("utf-16-le"))
_MACROS = ("_VBA_PROJECT".encode("utf-16-le"), "Macros".encode("utf-16-le"))
_FOREIGN = re.compile(
    rb"\\obj(?:data|emb|link|autlink|update|ocx)|\\\*\\template\s[^}]*(?:[a-z]+:/|\\\\\\\\)"
    rb"|INCLUDE(?:TEXT|PICTURE)|DDE(?:AUTO)?\s",
    re.IGNORECASE,
)

# What an office's own LibreOffice would ask about is settled here, once, to the careful side.
_SETTINGS = (
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("/org.openoffice.Office.Writer/Content/Update", "Field", "false"),
    ("/org.openoffice.Inet/Settings", "ooInetProxyType", "1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
)


def to_word(content: bytes, folder: Path) -> bytes:
    """Return `content` (OLE .doc, .odt or .rtf) as a .docx; every file made on the way stays in `folder`.

    Raises UnreadableFile where LibreOffice is not installed, the file is encrypted, has macros or embedded objects,
    or cannot be converted.
    """
    suffix = _check(content)
    program = _program()
    if program is None:
        raise UnreadableFile(
            f"Máy chủ chưa cài LibreOffice nên chưa đọc được tệp {suffix}. {_SAVE_AGAIN} "
            "Quản trị có thể cài gói libreoffice-writer-nogui."
        )
    source, made = folder / f"source{suffix}", folder / "made"
    source.write_bytes(content)
    profile = _write_profile(folder / "profile")
    command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--nologo", "--norestore"]
    command += [
        f"--infilter={_FILTERS[suffix]}",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(made),
        str(source),
    ]
    converted = made / "source.docx"
    for _ in range(_STARTS):
        if not converted.is_file():
            run(command, folder=folder, seconds=_SECONDS, megabytes=_MEGABYTES)
    if not converted.is_file():
        raise UnreadableFile(f"Tệp {suffix} bị hỏng, đặt mật khẩu hoặc quá nặng nên không đọc được. {_SAVE_AGAIN}")
    return converted.read_bytes()


def _check(content: bytes) -> str:
    """Return the suffix that tells LibreOffice what the file is; raise UnreadableFile for what we do not open."""
    if content.startswith(RTF):
        if _FOREIGN.search(content):
            raise UnreadableFile(f"Tệp có nhúng đối tượng hoặc trỏ tới mẫu, ảnh ở nơi khác. {_SAVE_AGAIN}")
        return ".rtf"
    if not content.startswith(OLE):
        check_open_document(content)
        return ".odt"
    if any(stream in content for stream in _ENCRYPTED):
        raise UnreadableFile("Tệp đặt mật khẩu. Chưa lưu gì. Hãy gỡ mật khẩu trong Word rồi tải lên lại.")
    if any(stream in content for stream in _MACROS):
        raise UnreadableFile("Tệp có macro. Chưa lưu gì. Hãy lưu lại dạng .docx thường rồi tải lên lại.")
    return ".doc"


def _program() -> str | None:
    """LibreOffice's own process, so that ending it ends all of it: `soffice` is a script that starts others."""
    script = find_program("soffice")
    if script is None:
        return None
    program = Path(script).resolve().with_name("soffice.bin")
    return str(program) if program.is_file() else script


def _write_profile(folder: Path) -> Path:
    items = "".join(
        f'<item oor:path={quoteattr(path)}><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    (folder / "user").mkdir(parents=True)
    (folder / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{items}</oor:items>"
    )
    return folder
