// What the page begins with, and what this browser keeps for this committee and this account.

export const state = JSON.parse(document.getElementById("depart").textContent);
export const base = `/projection/${state.comite}`;

const place = (name) => `ctg-projection:${state.compte}:${state.comite}:${name}`;

export function kept(name, otherwise = null) {
  try {
    return JSON.parse(localStorage.getItem(place(name))) ?? otherwise;
  } catch {
    return otherwise;
  }
}

/** Keeps a value; null forgets it. False when the browser refuses (private window, full disk). */
export function keep(name, value) {
  try {
    if (value === null) localStorage.removeItem(place(name));
    else localStorage.setItem(place(name), JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/** Names kept that begin so, without their beginning. */
export function keptUnder(beginning) {
  try {
    const start = place(beginning);
    return Object.keys(localStorage).filter((name) => name.startsWith(start)).map((name) => name.slice(start.length));
  } catch {
    return [];
  }
}

export const find = (id) => document.getElementById(id);

/** `14 h 02`, as the server writes it. */
export function clock(moment = new Date()) {
  const parts = new Intl.DateTimeFormat("fr-FR", { hour: "numeric", minute: "2-digit", timeZone: "Europe/Paris" });
  const told = Object.fromEntries(parts.formatToParts(moment).map((part) => [part.type, part.value]));
  return `${Number(told.hour)}\u00a0h\u00a0${told.minute}`;
}

/** Said politely to those who listen. */
export function announce(words) {
  find("annonce").textContent = words;
}

const SHOWN = 7_000;
let fading = 0;

/** Said to those who listen, and shown for a while to those who look: what was asked could not be done, or was. */
export function say(words) {
  announce(words);
  const place = find("message");
  place.textContent = words;
  place.hidden = false;
  clearTimeout(fading);
  fading = setTimeout(() => { place.hidden = true; }, SHOWN);
}
