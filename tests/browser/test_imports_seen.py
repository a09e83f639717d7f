"""The page of imports as it is seen: on a phone, and by who is not signed in."""

import re
from pathlib import Path

from tests.browser.messy import annotated, send
from tests.browser.visiting import LAPTOP, PHONE, Visitors


def test_nothing_scrolls_sideways_on_a_phone(visitors: Visitors, messy: Path) -> None:
    page = visitors.signed_in("coordinator", PHONE)
    main = send(page, messy)
    assert main.evaluate("main => main.scrollWidth <= main.clientWidth")
    sideways = "tables => tables.filter(one => one.scrollWidth > one.clientWidth + 1).length"
    assert page.locator(".ctg-tableau").evaluate_all(sideways) == 0


def test_a_download_is_for_who_is_signed_in(visitors: Visitors, messy: Path, tmp_path: Path) -> None:
    page = visitors.signed_in("coordinator", LAPTOP)
    send(page, messy)
    with page.expect_response(re.compile("/media/")) as answering:
        annotated(page, tmp_path)
    address = answering.value.url
    assert page.request.get(address).ok
    assert visitors.stranger().request.get(address, max_redirects=0).status in (303, 401)
