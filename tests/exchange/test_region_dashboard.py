"""The dashboard's file: whole in itself, harmless whatever the names in it are, the same bytes for the same data."""

import json
import re
from base64 import b64encode
from hashlib import sha256

from tests.region_pages import EVIL, made_dashboard, page_of


def data_of(page):
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', page)[1])


def test_it_needs_nothing_from_elsewhere():
    page = page_of(made_dashboard()).decode()
    assert (
        re.findall(
            r"(?:https?:)?//(?!www\.w3\.org/2000/svg)[a-z]", re.sub(r"/\*.*?\*/", "", page, flags=re.DOTALL)
        )
        == []
    )
    assert re.findall(r"<(?:link|img|iframe|object|script)[^>]*(?:src|href)=\"(?!data:,)", page) == []
    assert "@import" not in page
    assert "url(" not in page[page.index("<style>") : page.index("</style>")]


def test_its_policy_allows_its_own_scripts_and_nothing_else():
    page = page_of(made_dashboard()).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)[1]
    assert policy.startswith("default-src 'none';")
    hashes = [
        "sha256-" + b64encode(sha256(text.encode()).digest()).decode()
        for text in re.findall(r"<script>(.*?)</script>|<style>(.*?)</style>", page, re.DOTALL)
        for text in text
        if text
    ]
    assert len(hashes) == 3
    assert all(f"'{one}'" in policy for one in hashes)
    assert not re.findall(r"\son[a-z]+=", page[: page.index('<script type="application/json"')])
    assert " style=" not in page


def test_evil_names_stay_names():
    page = page_of(made_dashboard(3, evil=True)).decode()
    assert page.count("</script>") == 3
    assert "<b>Jahat" not in page
    assert "<img" not in page
    assert "{{" not in page.replace("{{data}}", "", page.count("{{data}}"))
    data = data_of(page)
    assert EVIL in {upk["name"] for upk in data["upk"]}
    assert data["upk"][data["sort"]["place"][0]]["code"]


def test_data_are_whole_numbers_and_every_sort_has_every_row():
    made = made_dashboard()
    page = page_of(made).decode()
    data = data_of(page)

    def numbers(value):
        if isinstance(value, dict):
            value = list(value.values())
        return [one for each in value for one in numbers(each)] if isinstance(value, list) else [value]

    assert not [number for number in numbers(data) if isinstance(number, float)]
    columns = re.findall(r'data-sort="(\w+)"', page)
    assert set(columns) == set(data["sort"])
    assert {len(column) for column in data["sort"].values()} == {12}
    par = made.shown.upk[0].row.ratios["PAR"].value
    assert data["sort"]["PAR"][0] == data["upk"][0]["now"][1][0] == int(par * 100)


def test_the_same_data_make_the_same_bytes():
    assert page_of(made_dashboard()) == page_of(made_dashboard())


def test_a_thousand_upk_are_light():
    assert len(page_of(made_dashboard(1000))) < 2_500_000
