// One slide at a time: which one, its number, its place in the address.

import { find, state } from "./depart.js";
import { fit } from "./taille.js";

const main = find("diapositives");
const watchers = [];

export const sections = () => [...main.querySelectorAll(":scope > .diapo")];
export const current = () => main.querySelector(":scope > .courante");
export const pointOf = (section) => (section?.dataset.point ? Number(section.dataset.point) : null);

/** Calls `watch` with the slide each time another one is shown, or the same drawn again. */
export function onShown(watch) {
  watchers.push(watch);
}

export function show(section, { focus = true } = {}) {
  if (!section) return;
  for (const other of sections()) other.classList.toggle("courante", other === section);
  const title = section.querySelector("h2");
  if (focus) {
    title.focus({ preventScroll: true });
    scrollTo(0, 0);
  }
  settle();
}

/** After a change of what is shown: size, number, address. */
export function settle() {
  const section = current();
  const all = sections();
  find("numero").textContent = `${all.indexOf(section) + 1}/${all.length}`;
  history.replaceState(null, "", address(section.dataset.cle));
  document.title = `${section.querySelector("h2").textContent} – ${state.titre}`;
  for (const watch of watchers) watch(section);
  refit();
}

/** Gives the source the room that the foot leaves, then the words their size. */
function refit() {
  const foot = document.querySelector(".pied");
  document.documentElement.style.setProperty("--pied", `${foot.offsetWidth}px`);
  fit(current());
}

export const address = (key) => `${location.pathname}${state.part ? `?${state.part}` : ""}#${encodeURIComponent(key)}`;

export function step(by) {
  const all = sections();
  show(all[Math.min(Math.max(all.indexOf(current()) + by, 0), all.length - 1)]);
}

export function ends(last) {
  show(sections().at(last ? -1 : 0));
}

/** The slide of the address, else the first. */
export function fromAddress() {
  const key = decodeURIComponent(location.hash.slice(1));
  return sections().find((section) => section.dataset.cle === key) ?? sections()[0];
}

export function begin() {
  show(fromAddress(), { focus: false });
  document.documentElement.classList.add("pret");
  refit();
  document.fonts.ready.then(refit);
  addEventListener("resize", refit);
  const watch = new ResizeObserver(refit);
  watch.observe(document.querySelector(".pied"));
  watch.observe(main);
  addEventListener("hashchange", () => show(fromAddress()));
}
