"""A region's dashboard as one HTML file that needs nothing else: no network, no framework, tables before scripts.

What it shows stands in its tables, which need no script. The script in it sorts, filters, opens and draws from the
data beside it and computes no figure. A policy in the page itself forbids every request and every other script.
"""

import json
import re
from base64 import b64encode
from decimal import Decimal
from hashlib import sha256
from html import escape
from typing import Any

from upk_ledger.bahasa.numbers import count, decimal, percent, rupiah
from upk_ledger.bahasa.region_dashboard import reported_words
from upk_ledger.bahasa.region_review import UNVERIFIED, named
from upk_ledger.core.indicators import Ratio
from upk_ledger.core.money import Rupiah
from upk_ledger.core.region.dashboard import RATINGS, Dashboard, UpkView
from upk_ledger.core.region.dashboard_paper import FIGURES, Words, figure, upk_cells
from upk_ledger.core.region.figures import BOOK, NUMBERS, REPORTED
from upk_ledger.core.region.loans import KeptLoan
from upk_ledger.core.report_definitions import Definition
from upk_ledger.core.rulebooks import INDICATORS
from upk_ledger.core.statements import Section, Statement, column_decimals
from upk_ledger.exchange.html_tables import NOTHING, cell_text, heading, html_table, whole_table
from upk_ledger.resources import folder
from upk_ledger.version import VERSION

SIGNS = ("●", "▲", "■", "–")
"""A mark for each of `RATINGS`, told apart without colour."""

_SOURCES = {BOOK: "b", REPORTED: "s", "": "-"}
_ELSEWHERE = {"suspended"}
"""Columns for paper: on the page the cell of each indicator shows its rating."""

_WORST_IS_HIGH = {"LAR", "PAR", "balance", "arrears", "lacking"}
"""Columns of which the first press shows the highest first."""

_BEGIN = 'document.documentElement.className="js"'
"""What runs before anything is drawn: with a script at work the rows beyond the first wait to be asked for."""

_PAGE_ROWS = 100
"""How many rows of UPK are laid out at once: a thousand would keep an old laptop busy for seconds."""

_NAMED = re.compile(r"\{\{(\w+)\}\}")


def dashboard_html(
    shown: Dashboard, definition: Definition, words: Words, tables: dict[str, Section], paper: Statement
) -> bytes:
    """The page: the same data and program version give the same bytes."""
    labels = definition.labels
    style = _data_file("dasbor.css")
    script = f'"use strict";(() => {{{_data_file("grafik.js")}{_data_file("dasbor.js")}}})();'
    parts = {
        "style": style,
        "style_hash": _hash(style),
        "begin": _BEGIN,
        "begin_hash": _hash(_BEGIN),
        "page_rows": str(_PAGE_ROWS),
        "script": script,
        "script_hash": _hash(script),
        "program": f"upk-ledger {VERSION}",
        "title": escape(paper.title),
        "office": escape(paper.letterhead.office),
        "place": escape(paper.letterhead.place),
        "month": escape(words.month(shown.month)),
        "coverage": _coverage(paper, tables),
        "attention": _attention(words, labels),
        "rules_note": escape(
            f"Tanda: {', '.join(map(' '.join, zip(SIGNS, _rating_words(labels), strict=True)))}."
        ),
        "cards": "".join(
            _card(place, name, shown, definition, words) for place, name in enumerate(INDICATORS)
        ),
        "trend_table": _folded("Angka dan rumusnya dalam tabel", tables["indikator"], tables["tren"]),
        "amounts": _amounts(tables["angka"]) if "angka" in tables else "",
        "class_table": html_table(tables["kolektibilitas"]) if "kolektibilitas" in tables else "",
        "allowance": _allowance(shown),
        "rating_table": html_table(tables["penilaian"]),
        "district_table": html_table(tables["kecamatan"]) if "kecamatan" in tables else "",
        "district_options": "".join(
            f"<option>{escape(name)}</option>" for name in sorted({view.upk.district for view in shown.upk})
        ),
        "upk_table": _upk_table(shown, definition, words, tables),
        "notes": _notes(shown, paper),
        "data": _json(_data(shown, definition, words)),
    }
    return _NAMED.sub(lambda found: parts[found[1]], _data_file("dasbor.html")).encode()


def _data_file(name: str) -> str:
    return (folder("reports") / "dasbor" / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()


def _json(value: object) -> str:
    """JSON that cannot end the element it stands in, whatever the names in it are."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _rating_words(labels: Any) -> list[str]:
    return [labels[rating] for rating in RATINGS]


def _attention(words: Words, labels: Any) -> str:
    if not words.attention:
        return ""
    lines = "".join(f"<li>{escape(line)}</li>" for line in words.attention)
    return f'<h3>{escape(labels["perhatian"])}</h3><ul class="reasons">{lines}</ul>'


def _coverage(paper: Statement, tables: dict[str, Section]) -> str:
    """Who told of the month, before any figure."""
    (_, told), *others = paper.facts
    more = "".join(f"<br>{escape(name)}: {escape(text)}" for name, text in others)
    line = f'<p class="coverage"><strong>{escape(told)}</strong>{more}</p>'
    if "belum-lapor" not in tables:
        return line
    return line + _folded("UPK yang belum lapor", tables["belum-lapor"])


def _folded(summary: str, *sections: Section) -> str:
    tables = "".join(map(html_table, sections))
    return f"<details><summary>{escape(summary)}</summary>{tables}</details>"


def _card(place: int, name: str, shown: Dashboard, definition: Definition, words: Words) -> str:
    now, labels = shown.review.total.ratios[name], definition.labels
    number = RATINGS.index(now.rating)
    value = NOTHING if now.value is None else percent(now.value)
    drawn = f"Tren {name} 12 bulan; angkanya ada dalam tabel di bawah."
    return (
        f'<li class="card r{number}"><h3>{name}</h3><p class="big">{value}</p>'
        f'<p class="badge"><span aria-hidden="true">{SIGNS[number]} </span>{escape(labels[now.rating])}</p>'
        f'<p class="change">{escape(words.changes[name]) or "&nbsp;"}</p>'
        f'<div data-trend="{place}" role="img" aria-label="{drawn}"></div>'
        f'<p class="formula">{escape(labels[f"rumus-{name}"])}</p></li>'
    )


def _amounts(section: Section) -> str:
    """Figures of unlike kinds, as names with their values."""
    entries = []
    for row in section.rows:
        name, value, missing = row.cells
        shown = rupiah(value) if isinstance(value, Rupiah) else cell_text(value)
        without = f"<small>tanpa {escape(str(missing))}</small>" if missing else ""
        entries.append(f"<div><dt>{escape(str(name))}</dt><dd>{shown}{without}</dd></div>")
    return f'<dl class="facts">{"".join(entries)}</dl>'


def _allowance(shown: Dashboard) -> str:
    total = shown.review.total
    told = total.covered
    if told is None or told.value is None:
        return ""
    silent = sorted({*total.missing.get("held_allowance", ()), *total.missing.get("required_allowance", ())})
    without = f", tanpa {escape(named(silent))}" if silent else ""
    return (
        f"<p>Cadangan yang dibentuk {rupiah(told.numerator)}, {percent(told.value)} dari yang wajib "
        f"({rupiah(told.denominator)}){without}.</p>"
    )


def _notes(shown: Dashboard, paper: Statement) -> str:
    lines = [f"<p>{escape(note)}</p>" for note in paper.notes]
    sealed = sum(view.mark is not None for view in shown.upk)
    if shown.digest:
        lines.append(
            f'<p>Dihitung dari {count(sealed)} tutup buku; sidik semuanya <span class="digest">{shown.digest}</span>. '
            "Nomor catatan dan sidik tiap UPK ada dalam rinciannya.</p>"
        )
    lines.append(f"<p>upk-ledger {VERSION}</p>")
    return "\n".join(lines)


# The table of UPK


def _upk_table(shown: Dashboard, definition: Definition, words: Words, tables: dict[str, Section]) -> str:
    section = tables.get("upk")
    if section is None:
        return "<p>Belum ada UPK dalam wilayah ini.</p>"
    columns = [column for column in section.columns if column.key not in _ELSEWHERE]
    heads = [
        heading(
            column,
            f' data-sort="{column.key}"' + (' data-first="down"' if column.key in _WORST_IS_HIGH else ""),
        )
        for column in columns
    ]
    decimals = {
        column.key: places
        for column, places in zip(section.columns, column_decimals(section.rows), strict=True)
        if column.key not in _ELSEWHERE
    }
    rows = [_upk_row(place, view, decimals, definition, words) for place, view in enumerate(shown.upk, 1)]
    return whole_table(section.caption, heads, rows, {"table": "upk-table", "body": "rows"})


def _upk_row(
    place: int, view: UpkView, decimals: dict[str, int], definition: Definition, words: Words
) -> str:
    cells = {**upk_cells(view, words), "place": place}
    made = []
    for key, places in decimals.items():
        if key == "name":
            reasons = words.reasons.get(view.upk.code, ())
            why = f"<small>{escape(reasons[0])}</small>" if reasons else ""
            made.append(f'<th scope="row"><b>{escape(str(cells[key]))}</b>{why}</th>')
        elif key in INDICATORS:
            made.append(_rated(view.row.ratios[key] if view.row.as_of else None, definition))
        else:
            numeric = "" if isinstance(cells[key], str) else " class=n"
            made.append(f"<td{numeric}>{escape(cell_text(cells[key], places))}</td>")
    kinds = {REPORTED: ["own"], "": ["late"]}.get(view.source, [])
    kinds += ["more"] if place > _PAGE_ROWS else []
    return f'<tr class="{" ".join(kinds)}">{"".join(made)}</tr>' if kinds else f"<tr>{''.join(made)}</tr>"


def _rated(one: Ratio | None, definition: Definition) -> str:
    """A percentage with its rating: by colour and sign for the eye, in words for who listens."""
    if one is None:
        return f"<td class=n>{NOTHING}</td>"
    value = NOTHING if one.value is None else decimal(one.value, 2)
    return f'<td class="n r{RATINGS.index(one.rating)}">{value}<i>{definition.labels[one.rating]}</i></td>'


# What the script reads


def _hundredths(value: Decimal | None) -> int | None:
    return None if value is None else int(value * 100)


def _data(shown: Dashboard, definition: Definition, words: Words) -> dict[str, Any]:
    """Compact rows: percentages in hundredths, money in sen, ratings by their place in `RATINGS`."""
    labels, total = definition.labels, shown.review.total
    limits = [
        [_limit(rule.satisfactory.value), _limit(rule.suspended.value)]
        for rule in (shown.rules.ratings[name] for name in INDICATORS)
    ]
    values, ratings = _trend(total.trend)
    return {
        "month": words.month(shown.month),
        "pageRows": _PAGE_ROWS,
        "months": [f"{words.month(month)[:3]} {month.year % 100:02d}" for month in shown.months],
        "indicators": INDICATORS,
        "ratings": _rating_words(labels),
        "classes": shown.class_names,
        "limits": limits,
        "figures": [[labels[f"angka-{name}"], "n" if name in NUMBERS else "rp"] for name in FIGURES],
        "checksTitle": labels["pembukuan-temuan"],
        "selfReported": f"{UNVERIFIED.capitalize()}.",
        "region": {
            "values": values,
            "ratings": ratings,
            "classes": _classes(shown.classes),
            "counts": [
                [[_hundredths(part.value) or 0, part.numerator] for part in parts]
                for parts in shown.counts.values()
            ],
        },
        "sort": _sort(shown, words),
        "upk": [_upk_data(view, words) for view in shown.upk],
    }


def _limit(value: Any) -> int:
    return int(value * 100)


def _trend(trend: Any) -> tuple[list[list[int | None]], list[str]]:
    values = [[_hundredths(told[name].value) if told else None for _, told in trend] for name in INDICATORS]
    ratings = [
        "".join(str(RATINGS.index(told[name].rating)) if told else "-" for _, told in trend)
        for name in INDICATORS
    ]
    return values, ratings


def _classes(classes: Any) -> list[list[int | None]] | None:
    return [[one.loans, one.balance, _hundredths(one.share.value)] for one in classes] or None


def _sort(shown: Dashboard, words: Words) -> dict[str, list[Any]]:
    columns: dict[str, list[Any]] = {"place": list(range(len(shown.upk)))}
    for view in shown.upk:
        cells = upk_cells(view, words)
        for key, cell in cells.items():
            columns.setdefault(key, []).append(_hundredths(cell) if isinstance(cell, Decimal) else cell)
    return {key: column for key, column in columns.items() if key not in _ELSEWHERE}


def _upk_data(view: UpkView, words: Words) -> dict[str, Any]:
    row, upk = view.row, view.upk
    values, ratings = _trend(row.trend)
    return {
        "code": upk.code,
        "name": upk.name,
        "board": upk.board,
        "place": ", ".join(filter(None, (upk.board, upk.place_at("kelurahan"), upk.regency))),
        "district": upk.district,
        "source": _SOURCES[view.source],
        "reported": reported_words(words.sources[upk.code], row.months_reported, row.months_expected),
        "worst": RATINGS.index(view.worst) if view.worst else None,
        "now": [[_hundredths(one.value), RATINGS.index(one.rating)] for one in row.ratios.values()]
        if row.as_of
        else None,
        "values": values,
        "ratings": ratings,
        "sources": "".join(_SOURCES[source] for source in view.told),
        "classes": _classes(view.classes),
        "figures": [figure(row, name) for name in FIGURES],
        "reasons": words.reasons.get(upk.code, ()),
        "checks": words.checks.get(upk.code, ()),
        "loans": [_loan(loan) for loan in view.loans] or None,
        "mark": f"Dihitung dari tutup buku, catatan no. {view.mark.record}, sidik {view.mark.digest}."
        if view.mark
        else "",
    }


def _loan(loan: KeptLoan) -> list[str | int]:
    """A group's loan: never who its members are."""
    return [
        loan.name,
        loan.number,
        loan.lent,
        loan.balance,
        loan.arrears_principal,
        loan.arrears_service,
        loan.months,
        loan.class_,
    ]
