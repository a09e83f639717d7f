// Slides given by the server put in the place of those shown: only what changed moves, and the focus stays.

import { find, state } from "./depart.js";
import { current, settle, sections } from "./diapositives.js";

const main = find("diapositives");
const prints = new Map(state.diapositives.map((slide) => [slide.cle, slide.empreinte]));

/** Whether every slide that came without its markup is on the page already. */
export const complete = (told) =>
  told.diapositives.every((slide) => slide.html !== undefined || prints.get(slide.cle) === slide.empreinte);

/** Puts them in place; gives the titles of those that changed. */
export function swap(told) {
  const shown = new Map(sections().map((section) => [section.dataset.cle, section]));
  const rank = sections().indexOf(current());
  const changed = [];
  const wanted = told.diapositives.map((slide) => {
    const former = shown.get(slide.cle);
    if (former && prints.get(slide.cle) === slide.empreinte) return former;
    changed.push(slide.titre);
    return renewed(former, slide);
  });
  order(wanted);
  prints.clear();
  for (const slide of told.diapositives) prints.set(slide.cle, slide.empreinte);
  Object.assign(state, told);
  dress(told);
  if (!current()) sections()[Math.min(Math.max(rank, 0), sections().length - 1)].classList.add("courante");
  settle();
  return changed;
}

function renewed(former, slide) {
  const template = document.createElement("template");
  template.innerHTML = slide.html;
  const section = template.content.firstElementChild;
  if (!former) return section;
  const focused = former.contains(document.activeElement) ? document.activeElement : null;
  section.classList.toggle("courante", former.classList.contains("courante"));
  if (former.dataset.taille) section.dataset.taille = former.dataset.taille;
  former.replaceWith(section);
  if (focused) twin(section, focused)?.focus({ preventScroll: true });
  return section;
}

/** What had the focus, in the slide drawn again. */
function twin(section, focused) {
  const timer = focused.closest?.("#minuterie");
  if (timer) {
    section.firstElementChild.append(timer);
    return focused;
  }
  const part = focused.dataset?.part;
  if (part !== undefined) return [...section.querySelectorAll("[data-part]")].find((one) => one.dataset.part === part);
  return section.querySelector("h2");
}

function order(wanted) {
  let at = main.firstElementChild;
  for (const section of wanted) {
    if (section === at) at = at.nextElementSibling;
    else main.insertBefore(section, at);
  }
  while (at) {
    const next = at.nextElementSibling;
    at.remove();
    at = next;
  }
}

/** What stands around the slides. */
function dress(told) {
  find("comite").textContent = told.titre;
  find("jour").textContent = told.jour;
  const filter = find("filtre");
  filter.textContent = told.filtre;
  filter.parentElement.hidden = !told.filtre;
  document.documentElement.dataset.etat = told.etat;
}
