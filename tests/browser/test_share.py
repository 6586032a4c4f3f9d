"""A link, and the QR code that brings it to a phone."""

import os
from io import BytesIO
from urllib.parse import urlsplit

import pytest
import zxingcpp
from browser.actions import draw, expect_settled, expect_verdict
from drawings import DIGITS, NO_DIGITS
from PIL import Image
from playwright.sync_api import expect
from serving import QUIET

CODE = ".qr img"


def read(page):
    """What a phone reads in the code as it is on the screen."""
    page.locator(CODE).scroll_into_view_if_needed()
    codes = zxingcpp.read_barcodes(Image.open(BytesIO(page.locator(CODE).screenshot())))
    return [code.text for code in codes]


@pytest.mark.parametrize(
    ("width", "height", "dark"), [(320, 640, True), pytest.param(1280, 800, False, marks=pytest.mark.slow)]
)
def test_a_phone_reads_the_link_and_the_report_holds_the_same(browser, server, width, height, dark):
    address = f"http://digits.test:{urlsplit(server).port}/"  # not the machine's own name
    path, args = os.environ.get("DIGITAPP_BROWSER"), [*QUIET, "--host-resolver-rules=MAP digits.test 127.0.0.1"]
    with browser.browser_type.launch(executable_path=path, args=args) as elsewhere:
        page = elsewhere.new_page(viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light")
        page.goto(address)
        page.get_by_text("Share", exact=True).click()
        expect(page.get_by_text(f"Scan it to open this page on a phone: {address}")).to_be_visible(timeout=15_000)
        assert read(page) == [address]
        for paths, verdict in ((DIGITS[3], 3), (NO_DIGITS["scribble"], "?")):
            page.locator(".st-key-draw-clear button").click()
            draw(page, paths)
            expect_verdict(page, verdict)
            expect(page.get_by_alt_text("QR code of the link")).to_be_visible(timeout=15_000)
            expect_settled(page)
            link = page.locator(".st-key-draw-open code").inner_text()
            assert link.startswith(f"{address}?drawing=s")
            assert read(page) == [link]
        assert page.evaluate("document.documentElement.scrollWidth") == width
        with page.expect_download() as download:
            page.get_by_role("button", name="Report (HTML)").click()
        assert f'href="{link}"' in download.value.path().read_text(encoding="utf-8")
