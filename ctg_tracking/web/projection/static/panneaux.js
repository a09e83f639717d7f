// Panels over the slide: one at a time, closed by Échap, the focus back where it was.

import { find, state } from "./depart.js";
import { current, sections, show } from "./diapositives.js";

const NAMES = ["sommaire", "aide", "decision", "echanges", "presents"];

export const opened = () => NAMES.map(find).find((panel) => panel?.open) ?? null;

/** Opens a panel; false when the page has none of that name. */
export function open(name) {
  const panel = find(name);
  if (!panel) return false;
  close();
  panel.showModal();
  panel.querySelector("input, textarea")?.focus();
  panel.scrollTop = 0;
  return true;
}

export function close() {
  opened()?.close();
}

export function openSummary() {
  const items = sections().map((section, rank) => {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.append(number(rank + 1), section.querySelector("h2").textContent);
    if (section === current()) button.setAttribute("aria-current", "true");
    button.addEventListener("click", () => {
      close();
      show(sections().find((one) => one.dataset.cle === section.dataset.cle));
    });
    item.append(button);
    return item;
  });
  find("sommaire-liste").replaceChildren(...items);
  open("sommaire");
  find("sommaire-liste").querySelector("[aria-current]")?.focus();
}

/** The panels of the writers are offered while the committee is open, its opening before. */
export function offer() {
  const place = find("ecrire");
  if (!place) return;
  for (const button of place.children) button.hidden = (button.dataset.fait === "ouvrir") !== (state.etat === "prepared");
  place.hidden = state.etat === "closed";
}

function number(rank) {
  const place = document.createElement("span");
  place.textContent = rank;
  return place;
}
