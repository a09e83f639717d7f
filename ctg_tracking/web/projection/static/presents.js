// Who is there: each tick stored at once, kept until it is.

import { clock, find, keep, kept, say } from "./depart.js";
import { Away, Refused, flush, post, register } from "./envois.js";
import { open } from "./panneaux.js";
import { isOpen, meeting, onMeeting } from "./seance.js";

const WAITING = "presence";
const list = find("presents-liste");
let drawn = "";

export function openAttendance() {
  if (!isOpen()) return say("Les présents se cochent une fois le comité ouvert.");
  draw();
  open("presents");
}

export function begin() {
  onMeeting(draw);
  register(store);
}

function draw() {
  const waiting = kept(WAITING, {});
  const names = JSON.stringify(meeting.presents.map((one) => [one.id, one.nom, one.organisme]));
  if (names !== drawn) list.replaceChildren(...meeting.presents.map(line));
  drawn = names;
  for (const one of meeting.presents) {
    const box = list.querySelector(`[data-id="${one.id}"]`);
    if (box) box.checked = waiting[one.id] ?? one.present ?? false;
  }
  if (!meeting.presents.length) tell("Personne n’a été invité\u202f: la liste se prépare dans « Comités ».");
}

function line(one) {
  const item = document.createElement("li");
  const label = document.createElement("label");
  const box = Object.assign(document.createElement("input"), { type: "checkbox" });
  box.dataset.id = one.id;
  box.addEventListener("change", () => tick(one.id, box.checked));
  const words = Object.assign(document.createElement("span"), { textContent: one.nom });
  if (one.organisme) words.append(Object.assign(document.createElement("small"), { textContent: one.organisme }));
  label.append(box, words);
  item.append(label);
  return item;
}

function tick(id, present) {
  keep(WAITING, { ...kept(WAITING, {}), [id]: present });
  tell("…");
  flush();
}

async function store() {
  const waiting = kept(WAITING, {});
  if (!Object.keys(waiting).length) return 0;
  try {
    await post("/presence", { presence: waiting });
    for (const one of meeting.presents) one.present = waiting[one.id] ?? one.present;
    const left = Object.entries(kept(WAITING, {})).filter(([id, present]) => waiting[id] !== present);
    keep(WAITING, left.length ? Object.fromEntries(left) : null);
    tell(`Enregistré à ${clock()}`);
    return left.length;
  } catch (error) {
    tell(error.message);
    if (error instanceof Away) return 1;
    if (!(error instanceof Refused)) throw error;
    keep(WAITING, null);
    draw();
    return 0;
  }
}

function tell(words) {
  find("presents-etat").textContent = words;
}
