"""Files that are passed over: what each seems to be, so that no sheet among them goes unnoticed."""

from __future__ import annotations

import os
import re
import stat
import zipfile
from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.text import Text
from gkpg.findings.finding import Finding
from gkpg.findings.place import Place
from gkpg.workbooks.ole import has_workbook, is_encrypted
from gkpg.workbooks.opening import NOT_READ, READ, read_bytes
from gkpg.workbooks.package import OLE, ZIP
from gkpg.workbooks.unreadable import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gkpg.base.text import Lang


class PassedFile(NamedTuple):
    """A file that was passed over: the name that findings give it, and what it seems to be, a key of `WHY`."""

    file: str
    why: str


#: What files seem to be that are passed over, in the order in which they are told.
WHY: Mapping[str, Text] = {
    "archive": Text("压缩包", "archives"),
    "unfinished": Text("没有下载完或改了结尾的表格", "spreadsheets unfinished or with another ending"),
    "misnamed": Text("内容是工作簿而名称不是", "workbooks by content, not by name"),
    "shortcut": Text("快捷方式或链接", "shortcuts or links"),
    "document": Text("文档", "documents"),
    "picture": Text("图片", "pictures"),
    "media": Text("音视频", "sound or video"),
    "text": Text("文本", "text"),
    "address": Text("网址", "web addresses"),
    "other": Text("其他", "others"),
    "left": Text("程序留下的文件", "left by programs"),
}
#: Those that may be sheets that nobody read, each with the finding that says so.
SUSPICIOUS = {"archive": "S415", "unfinished": "S416", "misnamed": "S417", "shortcut": "S418"}

_ENDINGS = {
    "archive": "zip zipx rar 7z tar gz tgz bz2 tbz xz txz zst lzh lha arj cab iso z01 001 r00 jar",
    "unfinished": "crdownload download downloading opdownload part partial filepart td xltd bc! !ut !qb aria2 cfg!",
    "shortcut": "lnk desktop alias symlink",
    "address": "url webloc website",
    "document": "doc docx docm dot dotx dotm rtf odt ott pdf ofd ceb caj xps oxps ppt pptx pptm pps ppsx odp epub "
    "pages key vsd vsdx msg eml",
    "picture": "jpg jpeg jpe jfif png gif bmp tif tiff webp heic heif avif svg psd ico emf wmf dng raw",
    "media": "mp3 wav m4a aac flac ogg amr wma mp4 mov avi mkv wmv flv m4v 3gp webm",
    "text": "txt md htm html mht mhtml xml json yaml yml log ini toml tsv",
}
_BY_ENDING = {f".{ending}": why for why, endings in _ENDINGS.items() for ending in endings.split()}
#: What is taken by its ending alone: a look inside would open every picture of a shared drive.
_AS_NAMED = {"document", "picture", "media", "address", "shortcut"}
_SYSTEM = {"thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r"}
_LEFT = re.compile(r"~(df|wr[a-z])[0-9a-f]+\.tmp", re.IGNORECASE)
_SPREADSHEET = re.compile(rf"({'|'.join(map(re.escape, sorted(READ | NOT_READ)))})(?![a-z0-9])", re.IGNORECASE)
#: The parts of packages by which a workbook is known.
_WORKBOOKS = {"xl/workbook.xml", "xl/workbook.bin"}
_SHOWN = 3


def describe_passed_file(path: str, name: str) -> PassedFile:
    """What a file seems to be that is passed over. `name` is what findings call it."""
    return PassedFile(name, _why(path, os.path.basename(path)))


def _why(path: str, own_name: str) -> str:
    if own_name.lower() in _SYSTEM or _LEFT.fullmatch(own_name):
        return "left"
    if os.path.islink(path) and os.path.isdir(path):
        return "shortcut"
    said = _BY_ENDING.get(os.path.splitext(own_name)[1].lower(), "other")
    if said in _AS_NAMED:
        return said
    inside = _inside(path)
    if inside == "misnamed" or (inside and said in {"other", "text"}):
        return inside
    return "unfinished" if said in {"other", "text"} and _SPREADSHEET.search(own_name) else said


def _inside(path: str) -> str:
    """`misnamed` for a workbook, `unfinished` for the beginning of what may be one; empty for all else."""
    head = _head(path)
    if head.startswith(ZIP):
        return _in_package(path)
    if head.startswith(OLE):
        try:
            raw = read_bytes(path)
        except UnreadableError:
            return "misnamed"
        return "misnamed" if has_workbook(raw) or is_encrypted(raw) else ""
    return ""


def _in_package(path: str) -> str:
    try:
        with zipfile.ZipFile(path) as package:
            names = {name.replace("\\", "/") for name in package.namelist()}
            if names & _WORKBOOKS:
                return "misnamed"
            return "misnamed" if "mimetype" in names and b"spreadsheet" in package.read("mimetype")[:200] else ""
    except (zipfile.BadZipFile, OSError, ValueError, KeyError, RuntimeError, NotImplementedError):
        return "unfinished"


def _head(path: str) -> bytes:
    """The first bytes of a regular file; nothing of any other, or where they cannot be had. Waits for no pipe."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        try:
            return os.read(handle, 8) if stat.S_ISREG(os.fstat(handle).st_mode) else b""
        finally:
            os.close(handle)
    except OSError:
        return b""


def warn_of(file: PassedFile) -> Finding | None:
    """The warning that a file may be a sheet that nobody read; None where nothing says so."""
    code = SUSPICIOUS.get(file.why)
    return Finding(code, Place(file.file)) if code else None


def list_passed_files(files: tuple[PassedFile, ...], count: int, lang: Lang) -> str:
    """How many files were passed over, kind by kind, with the names of the first of each.

    `count` is the number of all; what programs leave behind is not among `files`.
    """
    by_kind = {why: [file.file for file in files if file.why == why] for why in WHY}
    figures = {why: len(names) for why, names in by_kind.items()}
    figures["left"] += count - len(files)
    kinds = []
    for why, words in WHY.items():
        if figures[why]:
            names = by_kind[why][:_SHOWN]
            more = "…" if names and figures[why] > len(names) else ""
            shown = Text("、", ", ").say(lang).join(names) + more
            brackets = Text("（{}）", " ({})").say(lang).format(shown) if shown else ""
            kinds.append(f"{words.say(lang)} {figures[why]}{brackets}")
    return Text("、", ", ").say(lang).join(kinds)
