"""What a file is that cannot be read, and what to do about it: each kind in its own words, in one line."""

from __future__ import annotations

import codecs
import gzip
import io
import json
import struct
import zipfile
from typing import TYPE_CHECKING

import pytest

from gkpg.workbooks.opening import read_workbook
from gkpg.workbooks.unreadable import UnreadableError
from tests.otherformats import compound, in_cells, ods, xls, xlsb, xlsx, zipped

if TYPE_CHECKING:
    from collections.abc import Callable

    from gkpg.workbooks.cells import Workbook

SAVE_AS = "请用 Excel 或 WPS 打开，另存为 xlsx 再交"
ITSELF = "请交填好的 xlsx 评分表本身"
AGAIN = "请把完整的原文件重新传一次"
UNPACK = "请解压，把里面的 xlsx 交来"
DECRYPT = "请在装有该加密软件的电脑上解密，再交解密后的文件"
DOWNLOAD = "请登录系统，重新下载原文件再交"
UNKNOWN = "请在能打开它的电脑上另存为 xlsx；单位装有文档加密软件的，先解密"

CELLS = in_cells([["编号", "得分"], ["1.1", 2]])
BOOK = xlsx("<row><c><v>1</v></c></row>")
PAGE = "<html><body><table><tr><td>1.1</td></tr></table></body></html>"
XML = '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'

#: A file, what is said that it is, and what is said to do.
KINDS: dict[str, tuple[bytes, str, str]] = {
    "empty": (b"", "空文件", AGAIN),
    "zeros": (bytes(8_192), "内容全是零字节", AGAIN),
    "cut off": (BOOK[:-30], "没有传完，缺了后面一段", AGAIN),
    "cut off in its first part": (BOOK[:40], "没有传完，缺了后面一段", AGAIN),
    "cut off xls": (xls(CELLS)[:-600], "没有传完，缺了后面一段", AGAIN),
    "cut off ods": (ods(CELLS)[:-30], "没有传完，缺了后面一段", AGAIN),
    "a zip of sheets": (zipped({"a/甲区.xlsx": BOOK, "乙区.XLS": b"", "说明.txt": ""}), "其实是压缩包，里面有 2 个表格文件", UNPACK),
    "a zip of pictures": (zipped({"a.png": b""}), "其实是压缩包", UNPACK),
    "a zip of nothing": (zipped({}), "其实是空的压缩包", ITSELF),
    "a workbook zipped from its folder": (zipped({"甲/xl/workbook.xml": "<a/>"}), "其实是压缩包，里面是拆开的工作簿", "请把原来的 xlsx 文件本身交来，不要解压或再压缩"),
    "gzip": (gzip.compress(BOOK), "其实是压缩包", UNPACK),
    "rar": (b"Rar!\x1a\x07\x01\x00" + bytes(50), "其实是压缩包", UNPACK),
    "7z": (b"7z\xbc\xaf'\x1c" + bytes(50), "其实是压缩包", UNPACK),
    "PDF": (b"%PDF-1.7\n", "其实是 PDF 文件", ITSELF),
    "JPEG": (b"\xff\xd8\xff\xe0\0\x10JFIF", "其实是图片", ITSELF),
    "PNG": (b"\x89PNG\r\n\x1a\n", "其实是图片", ITSELF),
    "BMP": (b"BM\x46\0\0\0\0\0\0\0" + bytes(60), "其实是图片", ITSELF),
    "WebP": (b"RIFF\x10\0\0\0WEBPVP8 ", "其实是图片", ITSELF),
    "HEIC": (b"\0\0\0\x18ftypheic", "其实是图片", ITSELF),
    "docx": (zipped({"[Content_Types].xml": "<a/>", "word/document.xml": "<a/>"}), "其实是 Word 文档", ITSELF),
    "docx with backslashes": (zipped({"word\\document.xml": "<a/>"}), "其实是 Word 文档", ITSELF),
    "pptx": (zipped({"ppt/presentation.xml": "<a/>"}), "其实是演示文稿", ITSELF),
    "OFD": (zipped({"OFD.xml": "<a/>"}), "其实是 OFD 版式文件", ITSELF),
    "Numbers": (zipped({"Index/Document.iwa": b""}), "其实是 Numbers、Pages 一类的文件", SAVE_AS),
    "doc": (compound(b"x", "WordDocument"), "其实是 Word 文档", ITSELF),
    "ppt": (compound(b"x", "PowerPoint Document"), "其实是演示文稿", ITSELF),
    "mail": (compound(b"x", "__properties_version1.0"), "其实是邮件", "请把附件里的 xlsx 交来"),
    "RTF": (b"{\\rtf1\\ansi", "其实是 RTF 文档", ITSELF),
    "csv": ("单位,1.1\n甲区,2\n".encode(), "其实是文本（csv 一类）", SAVE_AS),
    "tabs in GBK": ("单位\t1.1\n甲区\t2\n".encode("gbk"), "其实是文本（csv 一类）", SAVE_AS),
    "tabs in UTF-16": ("单位\t1.1\n".encode("utf-16"), "其实是文本（csv 一类）", SAVE_AS),
    "web page": (PAGE.encode(), "其实是网页", SAVE_AS),
    "web page in GBK": (PAGE.replace("1.1", "编号").encode("gbk"), "其实是网页", SAVE_AS),
    "web page in UTF-16": (PAGE.encode("utf-16"), "其实是网页", SAVE_AS),
    "web page behind a comment": (b"\xef\xbb\xbf\r\n<!--" + b" " * 3_000 + b"-->\n<!-- x -->" + PAGE.encode(), "其实是网页", SAVE_AS),
    "web page behind blanks": (b" \r\n" * 5_000 + PAGE.encode(), "其实是网页", SAVE_AS),
    "a table and nothing else": (b"<table border=1><tr><td>1</table>", "其实是网页", SAVE_AS),
    "XHTML": (b'<?xml version="1.0"?>\n<!DOCTYPE html>' + PAGE.encode(), "其实是网页", SAVE_AS),
    "login page": (b"<!DOCTYPE html><html><body><form>login</form></body></html>", "其实是网页，像是登录页或出错页", DOWNLOAD),
    "login page drawn by a table": (PAGE.replace("1.1", "<input type=password>").encode(), "其实是网页，像是登录页或出错页", DOWNLOAD),
    "web page in one file": (b"MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\nContent-Type: multipart/related;\r\n\tboundary=a\r\n\r\n--a\r\n", "其实是单文件网页（mht）", SAVE_AS),
    "saved mail": (b"From: a@b.cn\r\nTo: c@d.cn\r\nMIME-Version: 1.0\r\n\r\n", "其实是邮件", "请把附件里的 xlsx 交来"),
    "XML of 2003": (XML.encode(), "其实是 XML 表格", SAVE_AS),
    "XML of 2003 behind a comment": (XML.replace("<Workbook", f"<!--{' ' * 3_000}--><Workbook").encode(), "其实是 XML 表格", SAVE_AS),
    "Word XML of 2003": (b'<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"/>', "其实是 Word 文档", ITSELF),
    "flat ods": (b'<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>', "其实是单文件的 OpenDocument", SAVE_AS),
    "other XML": (b'<?xml version="1.0"?><data/>', "其实是 XML 数据", SAVE_AS),
    "an answer in JSON": (b'{"code": 403, "msg": "expired"}', "其实是 JSON 数据，像是系统的出错信息", DOWNLOAD),
    "rows in JSON": (json.dumps([{"a": 1}] * 9).encode(), "其实是 JSON 数据", ITSELF),
    "encrypted by a driver": (b"%TSD-Header-###%" + bytes(range(256)) * 20, "被单位的文档加密软件加了密", DECRYPT),
    "encrypted by another": (b"b\x14#e?\0\x13\x01E-SafeNet\0\0\0LOCK" + bytes(range(256)) * 20, "被单位的文档加密软件加了密", DECRYPT),
    "bytes of no sort": (bytes(range(256)) * 20, "不是工作簿", UNKNOWN),
    "shortcut": (b"L\0\0\0\x01\x14\x02\0" + bytes(60), "只是快捷方式", ITSELF),
    "program": (b"MZ\x90\0" + bytes(60), "其实是程序", ITSELF),
    "Excel 4.0": (struct.pack("<2H", 0x409, 6) + bytes(60), "其实是 Excel 4.0 或更早的工作簿", SAVE_AS),
    "compound file of zeros": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4_096), "文件损坏", "请重新保存为 xlsx 再交"),
}  # fmt: skip


@pytest.mark.parametrize("suffix", [".xlsx", ".xls", ""])
@pytest.mark.parametrize("name", KINDS)
def test_a_file_that_is_no_workbook_is_named(name: str, suffix: str) -> None:
    raw, what, todo = KINDS[name]
    with pytest.raises(UnreadableError) as caught:
        read_workbook(raw, suffix=suffix)
    facts = {key: fact if isinstance(fact, str) else fact.zh for key, fact in caught.value.facts.items()}
    assert (caught.value.code, facts["reason"], facts.get("remedy", "请重新保存为 xlsx 再交")) == ("S401", what, todo)


@pytest.mark.parametrize(
    "name", [name for name in KINDS if name not in {"csv", "tabs in GBK", "tabs in UTF-16", "bytes of no sort"}]
)
def test_it_is_named_so_under_the_name_of_a_csv_as_well(name: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_workbook(KINDS[name][0], suffix=".csv")
    assert getattr(caught.value.facts["reason"], "zh", "") == KINDS[name][1]


def first(book: Workbook) -> list[str]:
    return [cell.text for cell in book.grids[0].cells()]


def _unzipped(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _renamed(change: Callable[[str], str]) -> bytes:
    return zipped({change(name): data for name, data in _unzipped(BOOK).items()})


#: What some programs and systems make of a workbook, which is read all the same.
READ: dict[str, bytes] = {
    "backslashes": _renamed(lambda name: name.replace("/", "\\")),
    "a backslash in one name": _renamed(lambda name: name.replace("_rels/.rels", "_rels\\.rels")),
    "folders listed twice": zipped({"xl/": b"", "xl\\": b"", **_unzipped(BOOK)}),
    "backslashes in what points to parts": zipped(
        {
            name: data.replace(b"xl/workbook.xml", b"xl\\workbook.xml").replace(b'"s.xml"', b'"..\\xl\\s.xml"')
            for name, data in _unzipped(BOOK).items()
        }
    ),
    "capitals": _renamed(str.upper),
    "names from the root": _renamed(lambda name: f"/{name}"),
    "names from the root, backslashes": _renamed(lambda name: "\\" + name.replace("/", "\\")),
    "bytes before it": b"\r\n" + BOOK,
    "a mark before it": codecs.BOM_UTF8 + BOOK,
    "bytes after it": BOOK + b"\r\n--boundary--\r\n",
    "bytes before and after it": b"--boundary\r\nContent-Type: x\r\n\r\n" + BOOK + b"\r\n--boundary--\r\n",
    "zeros after it": BOOK + bytes(512),
}


@pytest.mark.parametrize("name", READ)
def test_a_workbook_that_was_packed_oddly_is_read(name: str) -> None:
    assert first(read_workbook(READ[name])) == ["1"]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("[2026],1.1\n甲区,2\n", ["[2026]", "1.1", "甲区", "2"]),
        ("{甲},1.1}\n", ["{甲}", "1.1}"]),
        ("<50,1.1\n", ["<50", "1.1"]),
        ("To: 甲,1.1\n", ["To: 甲", "1.1"]),
        ("BM,1.1\n", ["BM", "1.1"]),
    ],
)
def test_a_csv_that_begins_oddly_is_a_csv(text: str, cells: list[str]) -> None:
    assert first(read_workbook(text.encode(), suffix=".csv")) == cells


@pytest.mark.parametrize("make", [xls, xlsb, ods])
def test_workbooks_of_other_formats_are_read(make: Callable[..., bytes]) -> None:
    assert first(read_workbook(make(CELLS))) == ["编号", "得分", "1.1", "2"]
