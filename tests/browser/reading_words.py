"""What a page says in English, where the application did not write it itself."""

import re

from playwright.sync_api import Page

ENGLISH = re.compile(
    r"\b(the|of|to|not|your|file|files|open|close|choose|search|download|month|year|day|select|clear|upload|remove|"
    r"allowed|sidebar|skip|press|enter|show|hide|pages|running|stop|error)\b",
    re.IGNORECASE,
)
SAID = """() => {
  const ours = ["MarkdownContainer", "Html", "IconMaterial"].map((name) => `[data-testid=st${name}], `).join("")
    + "svg, script, style";
  const said = new Set();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode;
    if (!node.parentElement.closest(ours)) said.add(node.nodeValue.trim());
  }
  for (const name of ["aria-label", "aria-roledescription", "placeholder", "title", "alt"])
    for (const element of document.querySelectorAll(`[${name}]`))
      if (!element.closest(ours)) said.add(element.getAttribute(name));
  return [...said];
}"""


def english(page: Page) -> list[str]:
    """What the page says in English, outside what the application itself wrote."""
    return sorted(words for words in page.evaluate(SAID) if ENGLISH.search(words) and words != "Pages")
