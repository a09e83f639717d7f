"""People who open the application in a browser of their own, and what must be true of every visit."""

from dataclasses import dataclass, field
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, Page, Request, ViewportSize, expect

WIDE = ViewportSize(width=1920, height=1080)
LAPTOP = ViewportSize(width=1366, height=768)
PHONE = ViewportSize(width=390, height=844)
SIZES = {"wide": WIDE, "laptop": LAPTOP, "phone": PHONE}

SETTLED = "[data-testid=stApp][data-test-script-state=notRunning]"
PATIENCE = 20_000
"""Milliseconds: two cores draw a first chart in five seconds."""

QUIET = 250
"""Milliseconds without a change of what the page says, the script at rest, before a test reads it."""

UNTIL_QUIET = """({settled, quiet, patience}) => new Promise((resolve, reject) => {
    const began = performance.now();
    let changed = began;
    const observer = new MutationObserver(() => { changed = performance.now(); });
    observer.observe(document.body, {childList: true, subtree: true, characterData: true});
    const look = setInterval(() => {
        const now = performance.now();
        const still = document.querySelector(settled) && !document.querySelector('[data-testid=stSkeleton]');
        if (!still) changed = now;
        if (now - changed < quiet && now - began < patience) return;
        clearInterval(look);
        observer.disconnect();
        now - changed < quiet ? reject(new Error('the page never came to rest')) : resolve();
    }, 25);
})"""


@dataclass
class Visitors:
    """Browsers opened on one served application; `leave` closes them and tells what any of them let out."""

    browser: Browser
    address: str
    contexts: list[BrowserContext] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def stranger(self, size: ViewportSize = LAPTOP, scheme: Literal["light", "dark"] = "light") -> Page:
        """A page of somebody who has not signed in."""
        context = self.browser.new_context(
            base_url=self.address, viewport=size, color_scheme=scheme, locale="fr-FR", timezone_id="Europe/Paris"
        )
        context.set_default_timeout(PATIENCE)
        context.on("request", self._watch)
        self.contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        return page

    def signed_in(
        self, profile: str, size: ViewportSize = LAPTOP, scheme: Literal["light", "dark"] = "light", path: str = "/"
    ) -> Page:
        """A page of one of the demonstration's profiles, on `path` once it is drawn."""
        page = self.stranger(size, scheme)
        entered = page.request.post("/connexion/demonstration", form={"profile": profile}, max_redirects=0)
        assert entered.status == 303, f"the profile {profile} did not enter: {entered.text()}"
        open_path(page, path)
        return page

    def leave(self) -> None:
        """Close every browser; fail when one asked another host for anything, or a script broke."""
        for context in self.contexts:
            context.close()
        assert not self.faults

    def _watch(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.faults.append(f"asked another host: {request.url}")


def open_path(page: Page, path: str) -> None:
    """Go to a path of the application, by its address as a bookmark does, and wait until it is drawn."""
    page.goto(path)
    settle(page)


def settle(page: Page) -> None:
    """Wait until Streamlit has run the script, drawn its result and left the page unchanged for a while.

    The state of the script is not enough: its last elements are drawn, and the former ones taken away, after
    it says that it no longer runs.
    """
    expect(page.locator(SETTLED)).to_be_attached(timeout=PATIENCE)
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0, timeout=PATIENCE)
    page.evaluate(UNTIL_QUIET, {"settled": SETTLED, "quiet": QUIET, "patience": PATIENCE})


def choose(page: Page, label: str, option: str) -> None:
    """Pick in a list the first option that holds `option`; a long list draws only what is typed, or near its head."""
    box = page.get_by_role("combobox", name=label)
    box.click()
    box.fill(option)
    page.get_by_role("option", name=option).first.click()
    settle(page)
