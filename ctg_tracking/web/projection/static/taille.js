// The size of the words of a slide: the largest that holds without scrolling, never under the smallest type.

const LARGEST = 7;
const COMPARED = 6; // bars, tables and steps stay closer together
const wide = matchMedia("(min-width: 901px)");

export function fit(section) {
  if (!section || !wide.matches) return;
  const body = section.querySelector(".corps");
  const largest = section.querySelector(".barres, table, .etapes") ? COMPARED : LARGEST;
  for (let size = largest; size >= 0; size -= 1) {
    section.dataset.taille = size;
    if (holds(body)) return;
  }
}

/** Neither the words under the foot nor a figure over the next one. */
function holds(body) {
  if (body.scrollHeight > body.clientHeight + 1 || body.scrollWidth > body.clientWidth + 1) return false;
  return [...body.querySelectorAll(".chiffres > li")].every((one) => one.scrollWidth <= one.clientWidth + 1);
}
