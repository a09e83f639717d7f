// Live: one word asked every two seconds; when it changes, the slides that changed, and nothing else.

import { announce, base, clock, find, state } from "./depart.js";
import { complete, swap } from "./echange.js";

const EVERY = 2_000;
const LONGEST = 30_000;
const PATIENCE = 10_000;
const watchers = [];
let failures = 0;
let seen = new Date();
let waiting = 0;
let asked = 0;
let pending = "";

/** Calls `watch` after each answer of the server: true when the word changed. */
export function onBeat(watch) {
  watchers.push(watch);
}

/** What waits to be stored, in words; nothing when all is. */
export function tellPending(words) {
  pending = words;
  tell();
}

export function begin() {
  document.documentElement.dataset.etat = state.etat;
  document.addEventListener("visibilitychange", () => !document.hidden && now());
  addEventListener("online", now);
  waiting = setTimeout(beat, EVERY);
}

export function now() {
  clearTimeout(waiting);
  beat();
}

/** Shows the slides of a part (a query string), empty for all. */
export async function look(part, words = "") {
  const told = await slides(part);
  if (told) {
    swap(told);
    announce(words || (told.filtre ? `Filtre\u202f: ${told.filtre}` : "Sans filtre"));
  }
}

async function beat() {
  clearTimeout(waiting);
  if (document.hidden) return;
  try {
    const { mot } = await get(`${base}/pouls`);
    const moved = mot !== state.mot;
    if (moved) await refresh();
    seen = new Date();
    if (failures) announce("De nouveau en ligne");
    failures = 0;
    tell();
    for (const watch of watchers) watch(moved);
  } catch (error) {
    failures += 1;
    tell(error);
  }
  waiting = setTimeout(beat, failures ? Math.min(EVERY * 2 ** Math.min(failures - 1, 4), LONGEST) : EVERY);
}

async function refresh() {
  const told = await slides(state.part);
  if (!told) return;
  const changed = swap(told);
  if (changed.length > 3) announce(`${changed.length} diapositives mises à jour`);
  else if (changed.length) announce(`Mis à jour\u202f: ${changed.join("\u202f; ")}`);
}

/** The slides of a part; null when another request was made meanwhile. */
async function slides(part) {
  asked += 1;
  const mine = asked;
  const seen = part === state.part ? `vu=${state.empreinte}` : "";
  let told = await get(`${base}/diapositives?${[part, seen].filter(Boolean).join("&")}`);
  if (mine === asked && !complete(told)) told = await get(`${base}/diapositives?${part}`);
  return mine === asked ? told : null;
}

async function get(address) {
  const answer = await fetch(address, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
  if (!answer.ok) throw Object.assign(new Error(address), { status: answer.status });
  return answer.json();
}

function tell(error = null) {
  const place = find("etat");
  const words = failures ? trouble(error) : pending;
  if (place.textContent !== words) place.textContent = words;
  place.hidden = !words;
}

function trouble(error) {
  if (error?.status === 401) return "Session terminée\u202f: reconnectez-vous dans un autre onglet.";
  if (error?.status === 403 || error?.status === 404) return "Ce comité n’est plus accessible.";
  return failures > 1 || !error ? `Hors ligne, dernier état ${clock(seen)}` : find("etat").textContent;
}
