"""What an official at the back of the room could not read, found by looking at every slide as it is drawn."""

from playwright.sync_api import Page

SMALLEST, FIGURES = 24, 48
"""Pixels: of any word, of the figures a slide is made for."""
TEXT, GRAPHIC = 7, 3
"""Contrast of words, and of the marks that always stand beside a word."""

PROBE = """({smallest, figures, text, graphic, fits}) => {
  const faults = [];
  const light = (colour) => {
    const parts = colour.match(/[\\d.]+/g).map(Number).slice(0, 3).map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
  };
  const contrast = (one, other) => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (!/, 0\\)$|transparent/.test(colour)) return colour;
    }
    return 'rgb(255, 255, 255)';
  };
  const slide = document.querySelector('.diapo.courante');
  const key = slide.dataset.cle;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || element.closest('.lu, script, title, datalist') || !element.checkVisibility()) continue;
    const style = getComputedStyle(element);
    const scale = element.ownerSVGElement ? element.getScreenCTM().a : 1;
    const size = parseFloat(style.fontSize) * scale;
    const told = `${key}: « ${node.data.trim().slice(0, 40)} »`;
    if (size < smallest - 0.01) faults.push(`${told} in ${size.toFixed(1)} px`);
    const figure = fits ? '.chiffre, .comptes' : '.chiffre'; // a phone is held in the hand
    if (element.closest(figure) && !element.closest('.unite, .glyphe') && size < figures - 0.01)
      faults.push(`${told} is a figure in ${size.toFixed(1)} px`);
    const colour = element.ownerSVGElement ? style.fill : style.color;
    const seen = contrast(light(colour), light(ground(element)));
    if (seen < (element.closest('.glyphe') ? graphic : text)) faults.push(`${told} contrasts ${seen.toFixed(1)}`);
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    const holds = (element.closest('.corps') ?? document.documentElement).getBoundingClientRect();
    const slack = 2 + size * 0.15; // the box of a letter is higher than its line
    const out = box.right > Math.max(holds.right, innerWidth) + 1 || box.left < -1
      || (fits && (box.bottom > Math.min(holds.bottom, innerHeight) + slack || box.top < holds.top - slack));
    const scrolled = !fits && element.closest('.b-table, .cadre'); // on a phone, within themselves
    if (out && !scrolled) faults.push(`${told} runs out of the screen`);
  }
  const body = slide.querySelector('.corps');
  if (fits && body.scrollHeight > body.clientHeight + 1) faults.push(`${key} scrolls`);
  if (fits && document.documentElement.scrollHeight > innerHeight) faults.push(`${key}: the page scrolls`);
  if (document.documentElement.scrollWidth > innerWidth) faults.push(`${key}: the page scrolls sideways`);
  const foot = document.querySelector('.pied').getBoundingClientRect();
  range.selectNodeContents(slide.querySelector('.source'));
  const source = range.getBoundingClientRect();
  if (fits && source.right > foot.left && source.bottom > foot.top) faults.push(`${key}: source under foot`);
  return faults;
}"""


def faults(page: Page, *, smallest: float = SMALLEST, fits: bool = True) -> list[str]:
    """What is wrong on any slide, from the first to the last. `fits`: nothing may scroll."""
    page.keyboard.press("Home")
    asked = {"smallest": smallest, "figures": FIGURES, "text": TEXT, "graphic": GRAPHIC, "fits": fits}
    found: list[str] = []
    for _number in range(page.locator(".diapo").count()):
        found += page.evaluate(PROBE, asked)
        page.keyboard.press("ArrowRight")
    return found
