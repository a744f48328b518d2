"""Mutants of good sheets: spoiled in one or several ways, always the same for the same chance."""

from __future__ import annotations

import io
import re
import struct
import warnings
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tools.goodsheets import SHEET, STRINGS, STYLES, Good, parts_of, zipped

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

    from tools.goodsheets import Parts


@dataclass(frozen=True)
class Mutant:
    """A spoiled file: how it was spoiled, its name, its bytes."""

    kinds: tuple[str, ...]
    name: str
    raw: bytes


_TOKEN = re.compile(r"<[^>]*>|[^<]+")
_ATTRIBUTE = re.compile(r' [\w:.]+="[^"]*"')
_NUMBER = re.compile(r"(?<=[>\"])-?[0-9]+(?:\.[0-9]+)?(?=[<\"])")
_ADDRESS = re.compile(r'(?<=")[A-Z]{1,3}[0-9]{1,7}(?=")')
_ROW = re.compile(r"<row.*?</row>", re.DOTALL)
_CELL = re.compile(r"<c .*?(?:/>|</c>)", re.DOTALL)
_ITEM = re.compile(r"<si>.*?</si>|<xf .*?(?:/>|</xf>)|<numFmt [^>]*>", re.DOTALL)
_BEGINNING = re.compile(r"^\ufeff?(?:<\?xml[^>]*\?>)?\s*")

_NUMBERS = (
    "9" * 400, "9" * 5_000, "-1", "-0", "NaN", "INF", "1e999", "1E-999", "0x10", "1_0", "٣", " 1 ", "+1", "", "01",
    "1.0", "1048576", "1048577", "16384", "16385", "2147483648", "-9223372036854775809", "1e2", ".5", "5.", "1,5", "１",
    "on", "true", "0", "1", "2", "3", "6", "999999", "1.10000000000000001", "0.00001", "#N/A", "_x0031_", "44000",
)  # fmt: skip
_ADDRESSES = (
    "A1", "G6", "G7", "G9", "I9", "C3", "A0", "XFD1048576", "XFE1", "A1048577", "AAAA1", "g6", "$G$6", "G06", "G6:G7",
    "G", "6", "", " G6", "G6 ", "Ｇ6", "R1C1", "ZZZ9999999", "A00000000001",
)  # fmt: skip
_INSERTS = (
    "&amp;", "&lt;", "&#65;", "&#x41;", "&#0;", "&#xD800;", "&#13;", "&x;", "&", "&amp", "]]>", "<![CDATA[x]]>",
    "<![CDATA[</row>]]>", "<!-- x -->", "<!-- <row> -->", "<!---->", "<!-- -- -->", "<?x y?>", "<?x <sheetData>?>",
    "<?x", "?>", "<?xml version='1.0'?>", "<", ">", "/", '"', "'", "=", " ", "\t", "\n", "\r", "\r\n", "\x00", "\x0b",
    "\x0c", "\x1f", "\x7f", "\x85", "\u2028", "\ufeff", "\ufffe", "\uffff", "\U0001f600", "é", "_x000D_", "_xD800_",
    "_xDC00_", "_x0000_", "_x005F_x000D_", "\u202e", '<row r="6" hidden="1"/>', '<row hidden="1"/>',
    '<row r="6" hidden="1" />', '<row r="7" hidden="1"></row>', "<row/>", "<row>", "</row>",
    '<row hidden="true"><c r="G7"><v>1</v></c></row>', '<row r="2000000"/>', '<row r="0"/>', '<row 1="x"/>',
    '<c r="G6"/>', '<c r="G6"><v>1</v></c>', '<c><v>1</v></c>', "<c/>", '<c r="H6" t="s"><f>1</f><v>0</v></c>',
    '<c r="A1" t="str"><f>x</f><v></v></c>', '<c r="B6" t="e"><v>#REF!</v></c>', '<c r="B6" t="b"><v>1</v></c>',
    '<c r="B6" t="d"><v>2022-01-01</v></c>', "<v>1</v>", "<v/>", "<f/>", "<f>1+1</f>", '<f t="shared" si="0"/>',
    '<f 1="x">1</f>', '<f a=">" a="<">1</f>', "<is><t>x</t></is>", "<is/>", "<t>x</t>", "<t/>", "<rPh><t>x</t></rPh>",
    "<r><t>x</t></r>", "<si/>", "<si></si>", "<si><t>x</t></si>", "<si><t>x</t><t>y</t></si>", "<si><t/></si>",
    "<sheetData/>", "<sheetData>", "</sheetData>", "<sheetData></sheetData>", "<x:sheetData/>",
    "<sheetProtection sheet='1'/>", '<cols><col min="1" max="9" hidden="1"/></cols>',
    '<col min="7" max="99999999" hidden="1"/>', '<col min="x" hidden="1"/>',
    '<autoFilter><filterColumn colId="0"/></autoFilter>', "<headerFooter><oddFooter>]]></oddFooter></headerFooter>",
    "<headerFooter><oddFooter>&x;</oddFooter></headerFooter>", "<oddHeader>\x0b</oddHeader>", '<selection 1="x"/>',
    '<pane a="1" a="2"/>', '<sheetViews><sheetView a=">"><selection a=">" b="1" b="2"/></sheetView></sheetViews>',
    "<mc:AlternateContent/>", "<x:row/>", '<x:c r="A1"/>', "<!DOCTYPE a>", "<!DOCTYPE a [<!ENTITY x 'y'>]>",
    "<!ENTITY x 'y'>",
)  # fmt: skip
_ATTRIBUTES = (
    ' hidden="1"', ' hidden="true"', ' hidden=" 1"', ' r="6"', ' r="G6"', ' r="0"', ' r="1048577"', ' s="1"',
    ' s="99999"', ' t="s"', ' t="x"', ' t="inlineStr"', ' t="str"', ' t="e"', ' t="n"', ' 1="x"', ' -a="x"', ' :="x"',
    ' a:b:c="x"', ' a=">"', ' a=">" r="6" r="7"', ' a=">" r="0"', " a='x'", ' a="&amp;"', ' a="&#10;"', ' a="&x;"',
    ' a="<"', ' a="\n"', ' a="\t"', ' a="\ufffe"', ' a = "x"', "  a=\"x\"", ' xml:space="preserve"', ' xmlns="x"',
    ' xmlns:x="y"', "\na=\"x\"", ' x:r="9"', ' state="hidden"', ' TargetMode="External"', ' Target="../../x.xml"',
    ' a=x', " a",
)  # fmt: skip
_BEGINNINGS = (
    "", "\ufeff", " ", "\n", "\x0b", "\x0c", "<?xml version=\"1.0\"?>", "<?xml version='1.0\"?>",
    "<?xml version=\"1.0\" encoding=\"utf-8'?>", '<?xml version="1.1"?>', '<?xml version="1.0" encoding="GBK"?>',
    '<?xml version="1.0" encoding="UTF-16"?>', '<?xml version="1.0" encoding="ascii"?>',
    '<?xml version="1.0" encoding="latin-1"?>', '<?xml version="1.0" encoding="utf-8"?>\x0b',
    '<?xml version="1.0" encoding="utf-8"?>\r\n', '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
    '<?xml version="1.0" standalone="no"?>', '<?xml version="1.0" standalone="yes\'?>', '<?xml encoding="utf-8"?>',
    "<?x y?>", '<?x <headerFooter><oddFooter>?></oddFooter> ?>', "<!-- x -->", '\ufeff<?xml version="1.0"?>',
    " <?xml version='1.0'?>", '<?xml version="1.0" encoding="utf-8"?>\x85',
    '<?xml version="1.0" encoding="utf-8"?>\u00a0', '<?xml version="1.0"?><?x y?>',
)  # fmt: skip
#: A mutant of more bytes than any limit allows only makes the run itself large.
_LARGEST = 64_000_000
_ENCODINGS = ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "utf-8-sig", "utf-7", "cp037")


def _span(chance: Random, size: int) -> tuple[int, int]:
    begin = chance.randrange(size + 1)
    return begin, min(size, begin + int(chance.paretovariate(0.7)))


def flip(chance: Random, raw: bytes) -> bytes:
    """Some bytes become others."""
    data = bytearray(raw)
    for _ in range(int(chance.paretovariate(1)) if data else 0):
        data[chance.randrange(len(data))] = chance.choice((0, 255, 60, 62, 34, chance.randrange(256)))
    return bytes(data)


def cut(chance: Random, raw: bytes) -> bytes:
    """The end is missing."""
    return raw[: chance.randrange(len(raw) + 1)]


def lose(chance: Random, raw: bytes) -> bytes:
    """A span is missing."""
    begin, end = _span(chance, len(raw))
    return raw[:begin] + raw[end:]


def stammer(chance: Random, raw: bytes) -> bytes:
    """A span stands twice."""
    begin, end = _span(chance, len(raw))
    return raw[:end] + raw[begin:]


def swap_spans(chance: Random, raw: bytes) -> bytes:
    """Two spans have changed places."""
    first, second, third, fourth = sorted(chance.randrange(len(raw) + 1) for _ in range(4))
    return raw[:first] + raw[third:fourth] + raw[second:third] + raw[first:second] + raw[fourth:]


def put_in(chance: Random, raw: bytes) -> bytes:
    """Bytes that were not there."""
    begin = chance.randrange(len(raw) + 1)
    return raw[:begin] + chance.randbytes(chance.randrange(1, 40)) + raw[begin:]


BYTES = (flip, flip, cut, lose, stammer, swap_spans, put_in)


def drop(chance: Random, text: str) -> str:
    """A tag or a text is missing."""
    return _replaced(chance, text, _TOKEN, lambda _: "")


def double(chance: Random, text: str) -> str:
    """A tag or a text stands twice."""
    return _replaced(chance, text, _TOKEN, lambda token: token * 2)


def swap(chance: Random, text: str) -> str:
    """Two tags or texts have changed places."""
    tokens = _TOKEN.findall(text) or [text]
    one, other = chance.randrange(len(tokens)), chance.randrange(len(tokens))
    tokens[one], tokens[other] = tokens[other], tokens[one]
    return "".join(tokens)


def lose_letter(chance: Random, text: str) -> str:
    """A character is missing."""
    place = chance.randrange(len(text) + 1)
    return text[:place] + text[place + 1 :]


def lose_attribute(chance: Random, text: str) -> str:
    """An attribute is missing."""
    return _replaced(chance, text, _ATTRIBUTE, lambda _: "")


def double_attribute(chance: Random, text: str) -> str:
    """An attribute stands twice."""
    return _replaced(chance, text, _ATTRIBUTE, lambda attribute: attribute * 2)


def other_quotes(chance: Random, text: str) -> str:
    """An attribute in single quotes."""
    return _replaced(chance, text, _ATTRIBUTE, lambda attribute: attribute.replace('"', "'"))


def add_attribute(chance: Random, text: str) -> str:
    """A tag has an attribute more."""
    return _replaced(chance, text, re.compile(r"(?<=[\w\"])(?= ?/?>)"), lambda _: chance.choice(_ATTRIBUTES))


def add_attribute_to_row(chance: Random, text: str) -> str:
    """A row or cell has an attribute more."""
    return _replaced(chance, text, re.compile(r"<(?:row|c|f|sst|selection|sheetView)\b"),
                     lambda tag: tag + chance.choice(_ATTRIBUTES))  # fmt: skip


def number(chance: Random, text: str) -> str:
    """A number is absurd."""
    return _replaced(chance, text, _NUMBER, lambda _: chance.choice(_NUMBERS))


def address(chance: Random, text: str) -> str:
    """An address is another."""
    return _replaced(chance, text, _ADDRESS, lambda _: chance.choice(_ADDRESSES))


def insert(chance: Random, text: str) -> str:
    """Something between two tags that may not stand there."""
    places = [match.end() for match in _TOKEN.finditer(text)] or [0]
    place = chance.choice(places)
    return text[:place] + chance.choice(_INSERTS) + text[place:]


def insert_anywhere(chance: Random, text: str) -> str:
    """The same at any character."""
    place = chance.randrange(len(text) + 1)
    return text[:place] + chance.choice(_INSERTS) + text[place:]


def into_text(chance: Random, text: str) -> str:
    """The same in the text of a cell, a string or a footer."""
    return _replaced(chance, text, re.compile("(?<=>)[^<]+(?=</)"), lambda old: insert_anywhere(chance, old))


def begin_otherwise(chance: Random, text: str) -> str:
    """Another declaration, or none."""
    return chance.choice(_BEGINNINGS) + _BEGINNING.sub("", text, count=1)


def repeat(chance: Random, text: str) -> str:
    """A row, a cell, a string or a style stands there often."""
    pattern = chance.choice((_ROW, _CELL, _ITEM))
    count = chance.choice((2, 2, 3, 20, 500))
    return _replaced(chance, text, pattern, lambda old: old * count)


def swap_rows(chance: Random, text: str) -> str:
    """Two rows, cells, strings or styles have changed places, or one has taken the other's."""
    found = list(chance.choice((_ROW, _CELL, _ITEM)).finditer(text))
    if len(found) < 2:
        return text
    one, other = sorted(chance.sample(range(len(found)), 2))
    (first, last), (begin, end) = found[one].span(), found[other].span()
    kept = text[begin:end] if chance.random() < 0.5 else text[first:last]
    return (
        text[:first] + text[begin:end] + text[last:begin] + kept.replace(text[begin:end], text[first:last]) + text[end:]
    )


def nest(chance: Random, text: str) -> str:
    """A tag in itself, very deep."""
    name, depth = chance.choice(("row", "c", "is", "x", "si", "rPh", "t")), chance.choice((5, 60, 70, 5_000))
    return _replaced(chance, text, _TOKEN, lambda old: old + f"<{name}>" * depth + f"</{name}>" * depth)


def lengthen(chance: Random, text: str) -> str:
    """A text or an attribute is very long."""
    size = chance.choice((300, 32_768, 70_000, 300_000, 1_000_000))
    pattern = re.compile(chance.choice(('(?<=")[^"<>]*(?=")', "(?<=>)[^<]+(?=</)")))
    return _replaced(chance, text, pattern, lambda old: old + "x" * size)


def _replaced(chance: Random, text: str, pattern: re.Pattern[str], by: Callable[[str], str]) -> str:
    found = list(pattern.finditer(text))
    if not found:
        return text
    match = chance.choice(found)
    return text[: match.start()] + by(match[0]) + text[match.end() :]


XML = (
    drop, double, swap, lose_letter, lose_attribute, double_attribute, other_quotes, add_attribute,
    add_attribute_to_row, add_attribute_to_row, number, number, address, insert, insert, insert_anywhere, into_text,
    into_text, begin_otherwise, repeat, swap_rows,
)  # fmt: skip
_RARE = (nest, lengthen)


def spoilt_xml(chance: Random, data: bytes) -> tuple[tuple[str, ...], bytes]:
    """How a part's XML was spoiled, and what came of it."""
    text = data.decode("utf-8", "surrogateescape")
    kinds = []
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 5))):
        spoil = chance.choice(_RARE if chance.random() < 0.03 else XML)
        text = spoil(chance, text)
        kinds.append(spoil.__name__)
    encoding = chance.choice(_ENCODINGS) if chance.random() < 0.01 else "utf-8"
    spoilt = text.encode(encoding, "surrogateescape" if encoding == "utf-8" else "replace")
    if chance.random() < 0.05:
        spoilt = chance.choice(BYTES)(chance, spoilt)
        kinds.append("bytes")
    return tuple(kinds), spoilt


def lose_part(chance: Random, parts: Parts) -> bytes:
    """A part is missing."""
    lost = chance.choice(list(parts))
    return zipped({name: data for name, data in parts.items() if name != lost})


_NAMES = ("", "\x00", "x" * 60_000, "政.xml", "\u202e.xml", "xl/workbook.bin", "content.xml", SHEET, STRINGS)


def rename_part(chance: Random, parts: Parts) -> bytes:
    """A part is called otherwise."""
    old = chance.choice(list(parts))
    new = chance.choice((*_NAMES, old.upper(), f"/{old}", f"../{old}", f"{old}/", old.replace("/", "\\")))
    return zipped({new if name == old else name: data for name, data in parts.items()})


def swap_parts(chance: Random, parts: Parts) -> bytes:
    """Two parts have changed places."""
    one, other = chance.choice(list(parts)), chance.choice(list(parts))
    return zipped({**parts, one: parts[other], other: parts[one]})


def empty_part(chance: Random, parts: Parts) -> bytes:
    """A part holds nothing."""
    return zipped({**parts, chance.choice(list(parts)): chance.choice((b"", b" ", b"<a/>", b"\x00" * 100))})


def double_part(chance: Random, parts: Parts) -> bytes:
    """A part stands twice."""
    file = io.BytesIO(zipped(parts))
    name = chance.choice(list(parts))
    with warnings.catch_warnings(), zipfile.ZipFile(file, "a") as package:
        warnings.simplefilter("ignore")
        package.writestr(name, chance.choice((parts[name], b"", spoilt_xml(chance, parts[name])[1])))
    return file.getvalue()


def bomb(chance: Random, parts: Parts) -> bytes:
    """A part is far larger than the file."""
    name = chance.choice([*parts, SHEET, STYLES])
    filling = chance.choice(
        (b"\x00", b" ", b"<a/>", b"<a>", b"<row/>", b"<c/>", b'<row r="9"/>', b"<si/>", b"<xf/>", b"9", b"x")
    )
    size = chance.choice((1_000_000, 15_000_000, 17_000_000, 60_000_000))
    data = parts.get(name, b"")
    place = chance.choice([match.end() for match in re.finditer(b">", data)] or [0])
    return zipped({**parts, name: data[:place] + filling * (size // len(filling)) + data[place:]})


def lie(chance: Random, parts: Parts) -> bytes:
    """A field of a part's headers says what is not so."""
    data = bytearray(zipped(parts, chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))))
    headers = [(match.start(), match[0]) for match in re.finditer(rb"PK(?:\x01\x02|\x03\x04|\x05\x06)", data)]
    start, signature = chance.choice(headers)
    length = {b"PK\x01\x02": 46, b"PK\x03\x04": 30, b"PK\x05\x06": 22}[signature]
    place, kind = start + chance.randrange(4, length - 3), chance.choice(("<B", "<H", "<L"))
    most = 256 ** struct.calcsize(kind) - 1
    struct.pack_into(
        kind, data, place, min(most, chance.choice((0, 1, 7, 99, 65_535, 2**31, 2**32 - 1, chance.randrange(2**16))))
    )
    return bytes(data)


def spoil_a_part(chance: Random, parts: Parts) -> bytes:
    """The bytes of a part are spoiled, the package around it is sound."""
    name = chance.choice(list(parts))
    return zipped({**parts, name: chance.choice(BYTES)(chance, parts[name])})


_WITH_CELLS = (SHEET, SHEET, STRINGS, STYLES, "content.xml", "xl/worksheets/sheet2.xml")
PACKAGE = (lose_part, rename_part, swap_parts, empty_part, double_part, lie, lie, spoil_a_part, spoil_a_part)


class Mutants:
    """An endless row of mutants of good files."""

    def __init__(self, goods: Sequence[Good]) -> None:
        self._goods = [(good, parts_of(good.raw) if good.raw.startswith(b"PK") else {}) for good in goods]

    def one(self, chance: Random) -> Mutant:
        """The next mutant."""
        good, parts = chance.choice(self._goods)
        if not parts or chance.random() < 0.15:
            kinds, raw = self._of_bytes(chance, good.raw)
        elif chance.random() < 0.3:
            spoil = bomb if chance.random() < 0.02 else chance.choice(PACKAGE)
            kinds, raw = (spoil.__name__,), spoil(chance, dict(parts))
        else:
            kinds, raw = self._of_xml(chance, parts)
        stem, _, suffix = good.name.rpartition(".")
        other = chance.choice(("xlsx", "csv", "xls", "ods")) if chance.random() < 0.03 else suffix
        return Mutant(kinds, f"{stem}.{other}", raw[:_LARGEST])

    def _of_bytes(self, chance: Random, raw: bytes) -> tuple[tuple[str, ...], bytes]:
        spoils = [chance.choice(BYTES) for _ in range(chance.choice((1, 1, 2)))]
        for spoil in spoils:
            raw = spoil(chance, raw)
        return tuple(spoil.__name__ for spoil in spoils), raw

    def _of_xml(self, chance: Random, parts: Parts) -> tuple[tuple[str, ...], bytes]:
        """One part or several; mostly those that hold the cells."""
        spoilt, kinds = dict(parts), list[str]()
        for _ in range(chance.choice((1, 1, 1, 2, 3))):
            name = self._part(chance, parts)
            how, spoilt[name] = spoilt_xml(chance, spoilt[name])
            kinds += how
        return tuple(kinds), zipped(spoilt)

    def _part(self, chance: Random, parts: Parts) -> str:
        with_cells = [name for name in _WITH_CELLS if name in parts]
        return chance.choice(with_cells if with_cells and chance.random() < 0.8 else list(parts))

    def sheet_xml(self, chance: Random) -> Mutant:
        """An xlsx file of only a sheet and what it needs, of which the sheet or the strings are spoiled."""
        good, parts = chance.choice([each for each in self._goods if SHEET in each[1]])
        name = chance.choice([name for name in (SHEET, SHEET, SHEET, STRINGS) if name in parts])
        kinds, data = spoilt_xml(chance, parts[name])
        own = {each: parts[each] for each in (SHEET, STYLES, STRINGS) if each in parts}
        return Mutant(kinds, good.name, zipped({**own, name: data}, zipfile.ZIP_STORED))
