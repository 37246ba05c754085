"""The dashboard in a real browser: by mouse, by keyboard, by what a screen reader hears, on paper, and without script."""

import re

import pytest
from playwright.sync_api import expect

from tests.region_pages import EVIL, made_dashboard, page_of

RATIO = 4.5
"""The contrast that small text needs (WCAG 1.4.3)."""


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Pages on disk, as an officer opens them."""
    folder = tmp_path_factory.mktemp("pages")
    for name, many, evil in (
        ("usual", 12, False),
        ("evil", 3, True),
        ("thousand", 1000, False),
        ("empty", 0, False),
    ):
        (folder / f"{name}.html").write_bytes(page_of(made_dashboard(many, evil)))
    return folder


class Opened:
    """A page with everything that it did meanwhile: requests, messages, faults."""

    def __init__(self, page):
        self.page, self.requests, self.messages = page, [], []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.messages.append(message.text))
        page.on("pageerror", lambda fault: self.messages.append(str(fault)))
        page.on("dialog", lambda dialog: (self.messages.append(dialog.message), dialog.dismiss()))


@pytest.fixture
def opened(browser, files):
    """Open a page by name; when the test ends it must have asked for nothing and complained of nothing."""
    contexts, pages = [], []

    def open_page(name="usual", **context):
        contexts.append(browser.new_context(**{"viewport": {"width": 1366, "height": 768}, **context}))
        found = Opened(contexts[-1].new_page())
        pages.append(found)
        found.page.goto((files / f"{name}.html").as_uri())
        if context.get("java_script_enabled", True):
            found.page.wait_for_selector("html[data-ready]", state="attached")
        return found.page

    yield open_page
    for found in pages:
        assert len(found.requests) == 1, found.requests
        assert found.messages == []
    for context in contexts:
        context.close()


def names(page):
    """The UPK in the table as a person sees them, from the top."""
    return page.locator("#rows > tr:not(.detail) .open:visible").all_inner_texts()


def column(page, number):
    """The texts of a column of the rows that are seen."""
    cells = page.locator(f"#rows > tr:not(.detail) > :nth-child({number}):visible")
    return [text.split("\n")[0] for text in cells.all_inner_texts()]


def press(page, heading):
    page.locator(f"th[data-sort={heading}] button").click()


def amounts(texts):
    return [None if text == "–" else int(re.sub(r"[^0-9-]", "", text)) for text in texts]


# Sorting and filtering


def test_the_table_begins_with_what_needs_attention_first(opened):
    page = opened()
    assert amounts(column(page, 1)) == list(range(1, 13))
    assert page.locator("th[data-sort=place]").get_attribute("aria-sort") == "ascending"
    assert page.locator("#status").inner_text() == "12 UPK."


@pytest.mark.parametrize(("key", "place"), [("PAR", 5), ("balance", 9), ("arrears", 10)])
def test_a_column_is_sorted_worst_first_then_the_other_way(opened, key, place):
    page = opened()
    press(page, key)
    assert page.locator(f"th[data-sort={key}]").get_attribute("aria-sort") == "descending"
    down = [value for value in amounts(column(page, place)) if value is not None]
    assert down == sorted(down, reverse=True)
    assert len(set(down)) > 1
    press(page, key)
    assert page.locator(f"th[data-sort={key}]").get_attribute("aria-sort") == "ascending"
    up = [value for value in amounts(column(page, place)) if value is not None]
    assert up == sorted(down)
    assert page.locator("th[aria-sort]").count() == 1


def test_what_has_no_figure_stands_last_whichever_way(opened):
    page = opened()
    for _ in range(2):
        press(page, "ROI")
        assert column(page, 7)[-1] == "–"


def test_words_are_sorted_as_words(opened):
    page = opened()
    press(page, "name")
    assert names(page) == sorted(names(page))


def test_search_finds_by_name_code_and_village(opened):
    page = opened()
    page.fill("#f-text", "kenanga desa 6")
    expect(page.locator("#status")).to_have_text("1 dari 12 UPK cocok dengan saringan.")
    assert names(page) == ["UPK Kenanga 6 (U0006)"]
    page.fill("#f-text", "tidak ada yang begini")
    expect(page.locator("#status")).to_have_text("Tidak ada UPK yang cocok dengan saringan.")
    assert names(page) == []
    page.get_by_role("button", name="Hapus saringan").click()
    expect(page.locator("#status")).to_have_text("12 UPK.")
    assert len(names(page)) == 12


def test_filters_by_district_rating_and_source(opened):
    page = opened()
    page.select_option("#f-district", "Kecamatan 2")
    assert set(column(page, 3)) == {"Kecamatan 2"}
    page.select_option("#f-district", "")
    page.select_option("#f-rating", label="penundaan")
    assert len(names(page)) == 6
    page.select_option("#f-indicator", label="RR")
    assert names(page) == []
    page.select_option("#f-rating", label="minimum")
    assert names(page) == ["UPK Kenanga 6 (U0006)"]
    page.get_by_role("button", name="Hapus saringan").click()
    page.select_option("#f-source", label="dilaporkan sendiri")
    assert names(page) == ["UPK Cempaka 2 (U0002)"]
    page.select_option("#f-source", label="belum lapor")
    assert names(page) == ["UPK Cempaka 12 (U0012)"]


# Behind a UPK


def test_a_upk_opens_to_its_indicators_reasons_and_groups(opened):
    page = opened()
    button = page.get_by_role("button", name="UPK Kenanga 6 (U0006)")
    assert button.get_attribute("aria-expanded") == "false"
    button.click()
    assert button.get_attribute("aria-expanded") == "true"
    panel = page.get_by_role("group", name="UPK Kenanga 6 (U0006)")
    assert button.get_attribute("aria-controls") == panel.locator("xpath=ancestor::tr").get_attribute("id")
    text = panel.inner_text()
    assert "LAR naik dari 20% ke 30%" in text
    assert "lapor 12 dari 12 bulan" in text
    assert "Cadangan wajib\nRp6.000.000" in text
    assert "catatan no. 506, sidik 0000" in text
    assert "Pembukuan dan temuan, menurut yang diketahui sekarang" in text
    assert "Kinerja pembukuan 12 bulan: baik (91,25 dari 100)." in text
    assert "Tidak ada temuan." in text
    groups = panel.get_by_role("table", name="KSM dan pinjamannya, akhir Oktober 2026")
    assert groups.get_by_role("row").nth(1).get_by_role("cell").all_inner_texts() == [
        "P-2026-0001", "5.000.000,00", "4.000.000,00", "900.000,50", "90.000,00", "4", "3 Kurang Lancar",
    ]  # fmt: skip
    assert panel.get_by_role("table", name="Lima indikator, 12 bulan").get_by_role("row").count() == 7
    assert panel.locator("svg.trend").count() == 5
    button.click()
    assert not panel.is_visible()


def test_an_open_upk_follows_its_row_and_is_filtered_with_it(opened):
    page = opened()
    page.get_by_role("button", name="UPK Dahlia 3 (U0003)").click()
    press(page, "name")
    row = page.locator("#rows > tr", has=page.get_by_role("button", name="UPK Dahlia 3 (U0003)"))
    assert row.locator("xpath=following-sibling::tr[1]").get_attribute("class") == "detail"
    page.select_option("#f-source", label="dilaporkan sendiri")
    assert not page.locator("tr.detail").is_visible()
    page.select_option("#f-source", label="semua")
    assert page.locator("tr.detail").is_visible()


def test_what_a_upk_reported_of_itself_is_marked(opened):
    page = opened()
    page.get_by_role("button", name="UPK Cempaka 2 (U0002)").click()
    panel = page.get_by_role("group", name="UPK Cempaka 2 (U0002)")
    assert "Dilaporkan sendiri, belum diverifikasi." in panel.inner_text()
    assert "Rincian KSM tidak ada: UPK ini melapor sendiri dengan blanko." in panel.inner_text()
    row = page.locator("#rows > tr", has=page.get_by_role("button", name="UPK Cempaka 2 (U0002)"))
    assert "dilaporkan sendiri, belum diverifikasi" in row.first.inner_text()


@pytest.mark.parametrize("width", [1280, 1366, 1480, 1600])
def test_where_figures_come_from_is_seen_without_scrolling(opened, width):
    page = opened(viewport={"width": width, "height": 800})
    box = page.evaluate(
        "() => { const box = document.querySelector('#upk .scroll').getBoundingClientRect();"
        " const all = [...document.querySelectorAll('#upk-table [data-sort=source], #rows > tr > td:last-child')];"
        " return [Math.max(...all.map((one) => one.getBoundingClientRect().right)), box.right]; }"
    )
    assert box[0] <= box[1] + 1 <= width


def test_a_late_upk_shows_its_last_figures_as_such(opened):
    page = opened()
    assert (
        "11 dari 12 UPK; 1 belum lapor; 1 dilaporkan sendiri, belum diverifikasi"
        in page.locator("header").inner_text()
    )
    page.get_by_text("UPK yang belum lapor", exact=True).click()
    late = page.get_by_role("table", name="Belum lapor, Oktober 2026")
    assert "Agustus 2026" in late.inner_text()
    page.get_by_role("button", name="UPK Cempaka 12 (U0012)").click()
    panel = page.get_by_role("group", name="UPK Cempaka 12 (U0012)")
    assert "belum lapor sejak September 2026; angka Agustus 2026" in panel.inner_text()


# By keyboard


def focused(page):
    return page.evaluate("document.activeElement.textContent.trim()")


def test_everything_is_reached_and_worked_by_keyboard(opened):
    page = opened()
    page.keyboard.press("Tab")
    assert focused(page) == "Langsung ke tabel UPK"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "upk"
    order = []
    for _ in range(22):
        page.keyboard.press("Tab")
        order.append(page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()"))
    assert order[:5] == ["f-text", "f-district", "f-indicator", "f-rating", "f-source"]
    assert order[5:7] == ["Hapus saringan", "print"]
    assert order[7:10] == ["No.", "UPK", "Kecamatan"]
    assert order[20:] == ["UPK Kenanga 6 (U0006)", "UPK Cempaka 12 (U0012)"]
    page.keyboard.press("Enter")
    assert page.get_by_role("group", name="UPK Cempaka 12 (U0012)").is_visible()
    page.keyboard.press("Escape")
    assert focused(page) == "UPK Cempaka 12 (U0012)"
    assert not page.get_by_role("group", name="UPK Cempaka 12 (U0012)").is_visible()


def test_a_table_wider_than_the_screen_is_scrolled_by_keyboard(opened):
    page = opened(viewport={"width": 600, "height": 800})
    page.locator(".open").first.click()
    box = page.get_by_role("region", name="KSM dan pinjamannya, akhir Oktober 2026")
    box.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(300)
    assert box.evaluate("box => box.scrollLeft") > 0
    page.keyboard.press("Escape")
    assert focused(page) == "UPK Kenanga 6 (U0006)"


def test_a_column_is_sorted_by_keyboard_and_keeps_the_focus(opened):
    page = opened()
    page.locator("th[data-sort=LAR] button").focus()
    page.keyboard.press("Space")
    assert page.locator("th[data-sort=LAR]").get_attribute("aria-sort") == "descending"
    assert focused(page) == "LAR (%)"


def test_the_focus_is_seen(opened):
    page = opened()
    for _ in range(6):
        page.keyboard.press("Tab")
        outline = page.evaluate(
            "getComputedStyle(document.activeElement).outlineStyle + getComputedStyle(document.activeElement).outlineWidth"
        )
        assert outline == "solid3px"


# What a screen reader hears


def test_headings_tables_and_controls_have_names(opened):
    page = opened()
    assert page.locator("html").get_attribute("lang") == "id"
    assert page.get_by_role("heading", level=1).inner_text() == "Dasbor kesehatan UPK Oktober 2026"
    assert page.get_by_role("heading", level=2).all_inner_texts() == [
        "Lima indikator wilayah", "Angka wilayah", "Kolektibilitas dan cadangan", "Penilaian UPK", "Menurut kecamatan",
        "UPK, yang paling perlu diperhatikan di atas",
    ]  # fmt: skip
    for name in ("Cari", "Kecamatan", "Indikator", "Penilaian", "Sumber"):
        assert page.get_by_label(name, exact=True).count() == 1
    page.locator(".open").first.click()
    tables = page.locator("table")
    assert tables.count() > 8
    for table in tables.all():
        assert table.locator("> caption").text_content().strip()
        assert table.locator("> thead th:not([scope=col])").count() == 0
        rows = table.locator("> tbody > tr:not(.detail)").count()
        assert table.locator("> tbody > tr > th[scope=row]").count() == rows


def test_a_rating_is_told_in_words_beside_its_colour(opened):
    page = opened()
    snapshot = page.locator("#rows > tr").first.aria_snapshot()
    assert "24,00penundaan" in snapshot.replace(" ", "")
    assert 'button "UPK Kenanga 6 (U0006)"' in snapshot
    cards = page.get_by_role("region", name="Lima indikator wilayah").aria_snapshot()
    assert 'img "Tren PAR 12 bulan; angkanya ada dalam tabel di bawah."' in cards
    assert "minimum" in cards


def test_the_figures_of_the_charts_stand_in_tables(opened):
    page = opened()
    page.get_by_text("Angka dan rumusnya dalam tabel").click()
    trend = page.get_by_role("table", name="Lima indikator wilayah, 12 bulan (%)")
    assert trend.get_by_role("row").count() == 13
    shown = [text.removesuffix("%") for text in page.locator('[data-trend="1"] .figure').all_text_contents()]
    cells = trend.get_by_role("row").nth(12).get_by_role("cell").all_inner_texts()
    assert shown[-1] == cells[1]
    classes = page.get_by_role("table", name="Kolektibilitas, akhir Oktober 2026")
    assert classes.get_by_role("row").count() == 7


CONTRAST = """() => {
  const luminance = (color) => {
    const parts = color.match(/[0-9.]+/g).slice(0, 3).map((part) => part / 255)
      .map((part) => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
  };
  const ground = (element) => {
    for (let each = element; each; each = each.parentElement) {
      const found = getComputedStyle(each).backgroundColor;
      if (!/, 0\\)$|transparent/.test(found)) return found;
    }
    return "rgb(255, 255, 255)";
  };
  const poor = {};
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    if (!own || element.closest("svg, script, option") || !element.getClientRects().length) continue;
    const pair = [luminance(getComputedStyle(element).color), luminance(ground(element))];
    const ratio = (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
    if (ratio < LIMIT) poor[element.tagName + "." + element.className] = ratio;
  }
  return poor;
}""".replace("LIMIT", str(RATIO))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(opened, scheme):
    page = opened(color_scheme=scheme)
    page.locator(".open").nth(5).click()
    page.locator(".open").first.click()
    assert page.evaluate(CONTRAST) == {}


def test_the_text_of_charts_stands_out_too(opened):
    page = opened()
    fills = page.evaluate(
        "[...new Set([...document.querySelectorAll('svg.trend text')].map((text) => getComputedStyle(text).fill))]"
    )
    assert set(fills) <= {"rgb(22, 32, 43)", "rgb(74, 88, 102)"}


def test_parts_of_bars_differ_without_colour(opened):
    page = opened()
    page.emulate_media(media="print")
    used = page.evaluate(
        "[...document.querySelectorAll('#chart-ratings .legend rect')].map((one) => one.getAttribute('fill'))"
    )
    assert len(used) == len(set(used)) == 5
    greys = page.evaluate(
        "[...document.querySelectorAll('.defs pattern > rect:first-child')].map((one) => getComputedStyle(one).fill)"
    )
    assert all(len(set(re.findall(r"\d+", grey))) == 1 for grey in greys)


# Narrow, on paper, without script, many, hostile


def test_nothing_is_wider_than_a_telephone(opened):
    page = opened(viewport={"width": 390, "height": 800})
    page.locator(".open").first.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_paper_shows_all_rows_and_what_is_folded(opened):
    page = opened("thousand")
    page.emulate_media(media="print")
    assert page.locator("#rows > tr").last.is_visible()
    assert not page.locator("#filters").is_visible()
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("details[open]").count() == 0


def test_without_script_all_tables_are_there(opened):
    page = opened("thousand", java_script_enabled=False)
    assert page.locator("#rows > tr").count() == 1000
    assert page.locator("#rows > tr").last.is_visible()
    assert not page.locator("#filters").is_visible()
    assert not page.locator("#more").is_visible()
    assert page.locator("button:visible").count() == 0
    assert page.get_by_role("table", name="Kolektibilitas, akhir Oktober 2026").is_visible()
    page.get_by_text("Angka dan rumusnya dalam tabel").click()
    assert page.get_by_role("table", name="Lima indikator wilayah, 12 bulan (%)").is_visible()


def test_a_thousand_upk_come_a_hundred_at_a_time(opened, files):
    page = opened("thousand")
    assert (files / "thousand.html").stat().st_size < 3_000_000
    seen = page.locator("#rows > tr:visible")
    assert seen.count() == 100
    page.get_by_role("button", name="Tampilkan 100 lagi").click()
    assert seen.count() == 200
    assert page.evaluate("document.activeElement.closest('tr').querySelector('td').textContent") == "101"
    press(page, "balance")
    assert seen.count() == 200
    assert names(page)[0].endswith("(U0999)") or names(page)[0].endswith("(U1000)")
    page.select_option("#f-district", "Kecamatan 3")
    assert page.locator("#status").inner_text() == "200 dari 1.000 UPK cocok dengan saringan."
    assert not page.locator("#more").is_visible()
    page.get_by_role("button", name="Hapus saringan").click()
    expect(page.locator("#status")).to_have_text("1.000 UPK.")
    page.get_by_role("button", name="Tampilkan semua").click()
    assert seen.count() == 1000


def test_a_region_without_upk_says_so(opened):
    page = opened("empty")
    assert "Belum ada UPK dalam wilayah ini." in page.locator("main").inner_text()
    assert not page.locator("#filters").is_visible()


def test_a_name_is_never_markup(opened):
    page = opened("evil")
    assert page.get_by_role("button", name=EVIL).count() == 1
    page.get_by_role("button", name=EVIL).click()
    assert page.locator(".office").inner_text() == EVIL
    panel = page.locator("tr.detail")
    assert panel.locator("h3").inner_text() == f"{EVIL} (U0001)"
    assert panel.get_by_role("rowheader", name=EVIL).count() == 1
    assert page.locator("img, b").count() == 0


def test_the_page_forbids_itself_every_request(browser, files):
    page = browser.new_page()
    page.goto((files / "usual.html").as_uri())
    refused = page.evaluate(
        "() => new Promise((tell) => { document.addEventListener('securitypolicyviolation',"
        " (event) => tell(event.effectiveDirective)); const made = document.createElement('img');"
        " made.src = 'https://example.org/x.png'; document.body.append(made); })"
    )
    assert refused == "img-src"
    page.close()
