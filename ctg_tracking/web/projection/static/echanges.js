// What is said on a point: stored every few seconds; when two people write, neither text is lost.

import { clock, find, keep, kept, keptUnder, say } from "./depart.js";
import { Away, Refused, flush, post, register } from "./envois.js";
import { open, opened } from "./panneaux.js";
import { isOpen, meeting, onMeeting, point } from "./seance.js";

const DRAFT = "echanges:";
const AFTER = 2_000;
const area = find("echanges").querySelector("textarea");
let about = null;
let waiting = 0;

const storedOf = (id) => meeting.points.find((one) => one.id === id)?.echanges ?? "";

export function openExchanges() {
  if (point().id === null) return say("Les échanges se notent sur un point de l’ordre du jour.");
  if (!isOpen()) return say("Le comité n’est pas ouvert\u202f: les échanges se notent en séance.");
  about = point().id;
  find("echanges-sur").textContent = point().titre;
  const draft = kept(DRAFT + about);
  area.value = draft?.texte ?? storedOf(about);
  tell(draft ? "Texte gardé sur ce poste" : "");
  conflict(draft?.autre);
  open("echanges");
  area.focus();
}

export function begin() {
  area.addEventListener("input", () => {
    const draft = kept(DRAFT + about) ?? { avant: storedOf(about) };
    keep(DRAFT + about, { ...draft, texte: area.value });
    tell("…");
    clearTimeout(waiting);
    waiting = setTimeout(flush, AFTER);
  });
  find("echanges").addEventListener("close", flush);
  find("echanges-reunir").addEventListener("click", () => settle((mine, other) => `${other}\n${mine}`));
  find("echanges-mien").addEventListener("click", () => settle((mine) => mine));
  onMeeting(() => {
    const untouched = opened()?.id === "echanges" && !kept(DRAFT + about);
    if (untouched && area.value !== storedOf(about)) area.value = storedOf(about);
  });
  register(store);
}

async function store() {
  let left = 0;
  for (const id of keptUnder(DRAFT)) {
    const draft = kept(DRAFT + id);
    if (draft && draft.autre === undefined && !draft.refus) left += (await storeOne(Number(id), draft)) ? 0 : 1;
  }
  return left;
}

async function storeOne(id, draft) {
  try {
    await post("/echanges", { point: id, texte: draft.texte, avant: draft.avant });
    const typed = kept(DRAFT + id);
    const same = typed?.texte === draft.texte;
    keep(DRAFT + id, same ? null : { ...typed, avant: draft.texte });
    const known = meeting.points.find((one) => one.id === id);
    if (known) known.echanges = draft.texte;
    if (id === about) tell(same ? `Enregistré à ${clock()}` : "…");
    return same;
  } catch (error) {
    return refused(id, draft, error);
  }
}

function refused(id, draft, error) {
  if (id === about) tell(error.message);
  if (error instanceof Away) return false;
  if (!(error instanceof Refused)) throw error;
  const other = error.told.stocke;
  const typed = kept(DRAFT + id) ?? draft;
  keep(DRAFT + id, other === undefined ? { ...typed, refus: true } : { ...typed, autre: other });
  if (id === about) conflict(other);
  else say(error.message);
  return true;
}

/** Both texts are shown until a person says what becomes of them. */
function conflict(other) {
  find("echanges-autre").textContent = other ?? "";
  find("echanges-conflit").hidden = other === undefined;
}

function settle(together) {
  const draft = kept(DRAFT + about);
  area.value = together(area.value, draft.autre);
  keep(DRAFT + about, { texte: area.value, avant: draft.autre });
  conflict(undefined);
  flush();
}

function tell(words) {
  find("echanges-etat").textContent = words;
}
