"""Kinds of files that are handed in and are no workbook: what such a file is, which says what to do about it.

Nothing here opens a file; only so much is said as its first bytes and the names in it tell.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.text import Text

if TYPE_CHECKING:
    from collections.abc import Collection


class FileKind(NamedTuple):
    """What a file is, and what to do; None for the general advice to save it as xlsx again."""

    what: Text
    remedy: Text | None = None


_UNPACK = Text("请解压，把里面的 xlsx 交来", "unpack it and hand in the xlsx in it")
_ITSELF = Text("请交填好的 xlsx 评分表本身", "hand in the filled xlsx itself")
_SAVE_AS = Text("请用 Excel 或 WPS 打开，另存为 xlsx 再交", "open it in Excel or WPS, save it as xlsx and hand that in")
_AGAIN = Text("请把完整的原文件重新传一次", "transfer the whole file once more")
_DECRYPT = Text(
    "请在装有该加密软件的电脑上解密，再交解密后的文件",
    "have it decrypted on a computer that has the encryption program, and hand in what comes of it",
)
_DOWNLOAD = Text("请登录系统，重新下载原文件再交", "log in, download the file anew and hand that in")
_UNKNOWN = Text(
    "请在能打开它的电脑上另存为 xlsx；单位装有文档加密软件的，先解密",
    "save it as xlsx where it can be opened; if your office has an encryption program for documents, decrypt it first",
)

EMPTY = FileKind(Text("空文件", "an empty file"), _AGAIN)
CUT_OFF = FileKind(Text("没有传完，缺了后面一段", "cut off: its end is missing"), _AGAIN)
_ZEROS = FileKind(Text("内容全是零字节", "nothing but zero bytes"), _AGAIN)
_ARCHIVE = FileKind(Text("其实是压缩包", "really an archive"), _UNPACK)
_TAKEN_APART = FileKind(
    Text("其实是压缩包，里面是拆开的工作簿", "really an archive, of a workbook taken apart"),
    Text(
        "请把原来的 xlsx 文件本身交来，不要解压或再压缩", "hand in the xlsx itself, neither unpacked nor packed again"
    ),
)
_PICTURE = FileKind(Text("其实是图片", "really a picture"), _ITSELF)
_WORD = FileKind(Text("其实是 Word 文档", "really a Word document"), _ITSELF)
_SLIDES = FileKind(Text("其实是演示文稿", "really a presentation"), _ITSELF)
_SHORTCUT = FileKind(Text("只是快捷方式", "only a shortcut"), _ITSELF)
_PROGRAM = FileKind(Text("其实是程序", "really a program"), _ITSELF)
_WEB_TABLE = FileKind(Text("其实是网页", "really a web page"), _SAVE_AS)
_WEB_PAGE = FileKind(
    Text("其实是网页，像是登录页或出错页", "really a web page, such as a login or error page"),
    _DOWNLOAD,
)
_WEB_ARCHIVE = FileKind(Text("其实是单文件网页（mht）", "really a web page in a single file (mht)"), _SAVE_AS)
_MAIL = FileKind(
    Text("其实是邮件", "really an e-mail"), Text("请把附件里的 xlsx 交来", "hand in the xlsx attached to it")
)
_XML_TABLE = FileKind(Text("其实是 XML 表格", "really an XML spreadsheet"), _SAVE_AS)
_FLAT_ODF = FileKind(Text("其实是单文件的 OpenDocument", "really a flat OpenDocument file"), _SAVE_AS)
_XML = FileKind(Text("其实是 XML 数据", "really XML data"), _SAVE_AS)
_JSON = FileKind(
    Text("其实是 JSON 数据，像是系统的出错信息", "really JSON data, such as a system's error message"), _DOWNLOAD
)
_JSON_TABLE = FileKind(Text("其实是 JSON 数据", "really JSON data"), _ITSELF)
_OLD = FileKind(Text("其实是 Excel 4.0 或更早的工作簿", "really a workbook of Excel 4.0 or older"), _SAVE_AS)
_TEXT = FileKind(Text("其实是文本（csv 一类）", "really text, such as csv"), _SAVE_AS)
_DRIVER = FileKind(
    Text("被单位的文档加密软件加了密", "encrypted by an office's encryption program for documents"), _DECRYPT
)
_OTHER = FileKind(Text("不是工作簿", "no workbook"), _UNKNOWN)

#: How files begin that are never workbooks.
_BEGINNINGS: tuple[tuple[bytes, FileKind], ...] = (
    (b"%TSD-Header-", _DRIVER),
    (b"%PDF", FileKind(Text("其实是 PDF 文件", "really a PDF file"), _ITSELF)),
    (b"{\\rtf", FileKind(Text("其实是 RTF 文档", "really an RTF document"), _ITSELF)),
    *((each, _PICTURE) for each in (b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8", b"II*\0", b"MM\0*")),
    (b"PK\x05\x06", FileKind(Text("其实是空的压缩包", "really an empty archive"), _ITSELF)),
    *((each, _ARCHIVE) for each in (b"Rar!\x1a\x07", b"7z\xbc\xaf'\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0")),
    (b"MZ", _PROGRAM),
    (b"\x7fELF", _PROGRAM),
    (b"SQLite format 3\0", FileKind(Text("其实是数据库", "really a database"), _ITSELF)),
    (b"L\0\0\0\x01\x14\x02\0", _SHORTCUT),
    (b"[InternetShortcut]", _SHORTCUT),
    (b"\0\x05\x16\x07", FileKind(Text("只是 Mac 的附属文件", "only a companion file of macOS"), _ITSELF)),
    (b"ID;P", FileKind(Text("其实是 SYLK 表格", "really a SYLK table"), _SAVE_AS)),
    *((each, _OLD) for each in (b"\t\0\4\0", b"\t\2\6\0", b"\t\4\6\0", b"\t\x08\x08\0\0\5", b"\t\x08\x10\0\0\6")),
)
#: E-SafeNet writes its name behind a few bytes that differ.
_SAFENET, _SAFENET_WITHIN = b"E-SafeNet", 64
_WEBP = re.compile(rb"RIFF....WEBP|....ftyp(?:heic|heix|mif1|avif)|BM....\0\0\0\0", re.DOTALL)
_MAIL_HEADER = re.compile(rb"(?:[A-Za-z-]{1,60}: ?[^\r\n]{0,500}(?:\r?\n[ \t][^\r\n]{0,500})*\r?\n){1,40}")
_COMMENT = re.compile(r"\s*(?:<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z))", re.DOTALL)
_HTML = re.compile(r"<!doctype\s+html|<(?:html|head|body|table|meta|script|div|title)\b", re.IGNORECASE)
_TABLE = re.compile(r"<table\b", re.IGNORECASE)
_PASSWORD = re.compile("type\\s*=\\s*[\"']?password", re.IGNORECASE)
_LONGEST_HEAD = 200_000
_BLANK = b" \t\r\n\0\x0b\x0c"

#: What the parts of a zip package say that it is, by how their names begin.
_PACKAGES: tuple[tuple[str, FileKind], ...] = (
    ("word/", _WORD),
    ("ppt/", _SLIDES),
    ("visio/", FileKind(Text("其实是 Visio 图", "really a Visio drawing"), _ITSELF)),
    ("ofd.xml", FileKind(Text("其实是 OFD 版式文件", "really an OFD document"), _ITSELF)),
    (
        "index/document.iwa",
        FileKind(Text("其实是 Numbers、Pages 一类的文件", "really a file of Numbers or Pages"), _SAVE_AS),
    ),
    ("index.zip", FileKind(Text("其实是 Numbers、Pages 一类的文件", "really a file of Numbers or Pages"), _SAVE_AS)),
    ("androidmanifest.xml", _PROGRAM),
    (
        "content.xml",
        FileKind(Text("其实是 OpenDocument 的别种文档", "really an OpenDocument file of another kind"), _ITSELF),
    ),
)
_SHEETS = re.compile(r"\.(?:xls[xmb]?|xlt[xm]?|ods|ots|ett?|csv)$")
#: What the streams of a compound file say that it is.
_STREAMS: tuple[tuple[str, FileKind], ...] = (
    ("WordDocument", _WORD),
    ("PowerPoint Document", _SLIDES),
    ("VisioDocument", FileKind(Text("其实是 Visio 图", "really a Visio drawing"), _ITSELF)),
    ("__properties_version1.0", _MAIL),
)


def kind_of_bytes(raw: bytes) -> FileKind:
    """What a file is that is neither a zip package nor a compound file."""
    return telling_kind(raw) or (_TEXT if _is_text(raw) else _OTHER)


def telling_kind(raw: bytes) -> FileKind | None:
    """What a file is that says so itself; None for text without any sign, and for what nobody knows."""
    if not raw:
        return EMPTY
    known = next((kind for begin, kind in _BEGINNINGS if raw.startswith(begin)), None)
    if known is not None:
        return known
    if _SAFENET in raw[:_SAFENET_WITHIN]:
        return _DRIVER
    if _WEBP.match(raw[:32]):
        return _PICTURE
    if not raw.strip(b"\0"):
        return _ZEROS
    return _marked_up(raw) or _mail(raw) or _json(raw)


def kind_of_package(names: Collection[str]) -> FileKind:
    """What a zip file without a workbook is, by the names of its parts in small letters."""
    for begin, kind in _PACKAGES:
        if any(name.startswith(begin) for name in names):
            return kind
    if any(name.endswith("/xl/workbook.xml") for name in names):
        return _TAKEN_APART
    sheets = sum(1 for name in names if _SHEETS.search(name))
    if sheets:
        return FileKind(
            Text(f"其实是压缩包，里面有 {sheets} 个表格文件", f"really an archive, with {sheets} spreadsheets in it"),
            _UNPACK,
        )
    if any(name.startswith("xl/") for name in names):
        return FileKind(Text("缺少工作簿部件", "its workbook part is missing"))
    return _ARCHIVE


def kind_of_streams(names: Collection[str] | None) -> FileKind:
    """What a compound file without a workbook is, by the names of its streams; None where it is broken."""
    if names is None:
        return FileKind(Text("文件损坏", "the file is damaged"))
    return next((kind for name, kind in _STREAMS if name in names), _OTHER)


def _marked_up(raw: bytes) -> FileKind | None:
    """A web page or other XML, whatever blanks and comments stand before it."""
    encoding = "utf-16" if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "latin-1"
    text = raw[:_LONGEST_HEAD].decode(encoding, "replace")
    begin = text.removeprefix("\xef\xbb\xbf").lstrip("\ufeff \t\r\n\0\x0b\x0c")
    if not begin.startswith("<"):
        return None
    if "urn:schemas-microsoft-com:office:spreadsheet" in text and "<html" not in text[:1_000].lower():
        return _XML_TABLE
    if "schemas.microsoft.com/office/word/" in text or 'progid="Word.Document"' in text:
        return _WORD
    if "urn:oasis:names:tc:opendocument:xmlns:office:1.0" in text:
        return _FLAT_ODF
    end = 0
    while comment := _COMMENT.match(begin, end):
        end = comment.end()
    rest = begin[end:].lstrip()
    if _HTML.match(rest) or _HTML.search(rest[:2_000]):
        page = raw.decode(encoding, "replace")
        return _WEB_TABLE if _TABLE.search(page) and not _PASSWORD.search(page) else _WEB_PAGE
    return _XML if begin.startswith("<?xml") else None


def _mail(raw: bytes) -> FileKind | None:
    """A web page in one file, or a mail: both begin with lines of `Name: value`."""
    head = _MAIL_HEADER.match(raw[:20_000].lstrip(_BLANK))
    if head is None:
        return None
    lines = head[0].lower()
    if b"mime-version:" not in lines and b"content-type: multipart" not in lines:
        return None
    return _MAIL if re.search(rb"^(?:received|to|message-id):", lines, re.MULTILINE) else _WEB_ARCHIVE


def _json(raw: bytes) -> FileKind | None:
    """JSON data; a small one is mostly what a system answers in place of a file."""
    stripped = raw.removeprefix(codecs.BOM_UTF8).strip(_BLANK)
    if not (stripped.startswith((b"{", b"[")) and stripped.endswith((b"}", b"]"))):
        return None
    import json  # noqa: PLC0415 - for few files only

    try:
        found = json.loads(stripped)
    except (ValueError, RecursionError):
        return None
    return _JSON if isinstance(found, dict) and len(stripped) < 10_000 else _JSON_TABLE


def _is_text(raw: bytes) -> bool:
    """Whether these are words, in one of the encodings in which spreadsheets save text."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8", "gb18030")
    for encoding in encodings:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        return not any(character < " " and character not in "\t\r\n\x0b\x0c" for character in text)
    return False
