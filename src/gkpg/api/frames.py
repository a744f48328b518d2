"""Results as pandas frames, for analysis: exact values as text or as numbers without loss, never as floats."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from gkpg.api.rows import EntryRow, ItemRow, UnitRow, entries, exact, items, ranking
from gkpg.findings.values import finding_values

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from gkpg.base.text import Lang
    from gkpg.scoring import Results

FrameName = Literal["ranking", "items", "entries", "findings"]
Exact = Literal["text", "decimal"]


class FindingRow(NamedTuple):
    """One finding. `file` and all places within it are None where it has none; `line` and `column` begin at 1."""

    severity: str
    code: str
    file: str | None
    line: int | None
    column: int | None
    sheet: str | None
    cell: str | None
    message: str
    remedy: str


#: The types of columns of whole numbers, of which there may be none, and of truth values; all others hold objects.
_TYPES = {
    **dict.fromkeys(("rank", "line", "column"), "Int64"),
    **dict.fromkeys(("sheets", "level"), "int64"),
    **dict.fromkeys(("has_items", "applies", "counts", "decides"), "bool"),
}
_ROWS: dict[FrameName, type[Any]] = {"ranking": UnitRow, "items": ItemRow, "entries": EntryRow, "findings": FindingRow}


def frame(results: Results, table: FrameName, *, values: Exact = "text", lang: Lang | None = None) -> pd.DataFrame:
    """A table of results as a frame: the fields of `UnitRow`, `ItemRow`, `EntryRow` or `FindingRow` are its columns.

    `rubric` becomes two columns, `rubric` and `version`. Exact points are text (`33.5`, `101/3`), or with
    `values="decimal"` Decimals, and Fractions where no decimal is exact. What there is none of is None, in columns of
    whole numbers `pandas.NA`. `lang` is the language of sentences; None for that of the report. Raises ValueError for
    another table or another kind of values.
    """
    if table not in _ROWS or values not in get_args(Exact):
        message = (
            f"table is one of {', '.join(_ROWS)}, values one of {', '.join(get_args(Exact))}: not {table!r}, {values!r}"
        )
        raise ValueError(message)
    import pandas as pd  # noqa: PLC0415 - it takes as long to load as all of gkpg

    kind = _ROWS[table]
    found = pd.DataFrame.from_records(
        [tuple(_spread(row, values)) for row in _rows(results, table, lang or results.language)],
        columns=list(_columns(kind)),
        coerce_float=False,
    ).astype(object)
    found = found.where(found.notna(), None)
    return found.astype({name: _TYPES[name] for name in found.columns if name in _TYPES})


def _rows(results: Results, table: FrameName, lang: Lang) -> Iterable[tuple[Any, ...]]:
    if table == "ranking":
        return ranking(results, lang)
    if table == "items":
        return items(results)
    if table == "entries":
        return entries(results.ledger)
    return (FindingRow(**finding_values(finding, lang)) for finding in results.findings)


def _columns(kind: type[Any]) -> Iterable[str]:
    for name in kind._fields:
        yield from ("rubric", "version") if name == "rubric" else (name,)


def _spread(row: Any, values: Exact) -> Iterable[object]:
    """The values of a row, those of a rubric's key one by one."""
    for name, value in zip(row._fields, row, strict=True):
        if name == "rubric":
            yield from value or (None, None)
        elif isinstance(value, Fraction):
            yield exact(value) if values == "text" else _as_decimal(value)
        elif isinstance(value, Decimal):  # a total, with the decimals of its rounding
            yield f"{value:f}" if values == "text" else value
        else:
            yield value


def _as_decimal(value: Fraction) -> Decimal | Fraction:
    """A value as a Decimal, or as it is where no Decimal is exact."""
    text = exact(value)
    return value if "/" in text else Decimal(text)
