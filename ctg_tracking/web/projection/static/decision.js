// A decision on the point that is shown: kept as it is typed, stored by Ctrl+Entrée, changed or taken back afterwards.

import { find, keep, kept, keptUnder, say } from "./depart.js";
import { Away, Refused, flush, post, register } from "./envois.js";
import { now } from "./direct.js";
import { open, opened } from "./panneaux.js";
import { isOpen, meeting, onMeeting, point } from "./seance.js";

const DRAFT = "decision:";
const EMPTY = { issue: "", texte: "", porteur: "", echeance: "", statut: "", motif: "", reprise: "" };
const AMENDED = "Vous modifiez une décision déjà prise.";
const form = find("decision-saisie");
let about = null;

const name = (id) => `${DRAFT}${id ?? "libre"}`;
const draftOf = (id) => kept(name(id), { ...EMPTY });
const isBlank = (draft) => Object.keys(EMPTY).every((field) => !draft[field]?.trim());

export function openDecision() {
  if (!isOpen()) return say("Le comité n’est pas ouvert\u202f: rien ne s’y décide.");
  about = point().id;
  find("decision-sur").textContent = about === null ? "Hors ordre du jour" : point().titre;
  find("champ-statut").firstElementChild.hidden = !point().action;
  fill(draftOf(about));
  refuse(draftOf(about).decision ? AMENDED : "");
  tellTaken();
  open("decision");
  (form.querySelector("[name=issue]:checked") ?? form.querySelector("[name=issue]")).focus();
}

/** A digit chooses the outcome, but for one that is typed in a text. */
export function chooseOutcome(rank) {
  const radio = form.querySelectorAll("[name=issue]")[rank - 1];
  if (!radio || form.inert) return;
  radio.checked = true;
  radio.focus();
  save();
}

/** Words typed while a choice has the focus go to the text: nobody looks for the field before speaking. */
function typedOnAChoice(event) {
  const letter = event.key.length === 1 && /\p{L}/u.test(event.key);
  if (letter && !event.ctrlKey && !event.metaKey && !event.altKey && event.target.matches("[name=issue]")) {
    form.elements.texte.focus();
  }
}

export function begin() {
  form.addEventListener("input", save);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  form.addEventListener("keydown", typedOnAChoice);
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target.closest("button")) return;
    if (event.ctrlKey || event.metaKey) submit();
    if (event.ctrlKey || event.metaKey || !event.target.closest("textarea")) event.preventDefault();
  });
  find("decision-effacer").addEventListener("click", () => {
    if (form.inert) return;
    keep(name(about), null);
    fill({ ...EMPTY });
    refuse("");
  });
  onMeeting(() => {
    fillOwners();
    if (opened()?.id === "decision") tellTaken();
  });
  register(store);
  const found = keptUnder(DRAFT).filter((id) => !isBlank(kept(DRAFT + id, EMPTY)));
  if (found.length) say("Une décision commencée a été retrouvée\u202f: D sur son point.");
}

// -- the draft --

function fill(draft) {
  for (const field of Object.keys(EMPTY)) {
    if (field !== "issue") form.elements[field].value = draft[field] ?? "";
  }
  for (const radio of form.querySelectorAll("[name=issue]")) radio.checked = radio.value === draft.issue;
  dress(draft);
}

function save() {
  const former = draftOf(about);
  const draft = { ...former, ...Object.fromEntries(Object.keys(EMPTY).map((field) => [field, form.elements[field].value])) };
  keep(name(about), isBlank(draft) ? null : draft);
  dress(draft);
}

/** What the chosen status asks for; a draft on its way is not changed meanwhile. */
function dress(draft) {
  find("champ-motif").hidden = !["suspended", "dropped"].includes(draft.statut);
  find("champ-reprise").hidden = draft.statut !== "postponed";
  find("champ-statut").hidden = Boolean(draft.decision) || !point().action;
  form.inert = Boolean(draft.essai);
}

// -- storing --

async function submit() {
  const draft = draftOf(about);
  if (draft.essai) return;
  if (isBlank(draft)) return refuse("Rien n’est encore saisi\u202f: choisissez une décision, ou écrivez-la.");
  keep(name(about), { ...draft, essai: 1 });
  dress({ ...draft, essai: 1 });
  refuse("Enregistrement…");
  await flush();
}

/** Sends the drafts that were submitted; one that was sent already says so, so that it is stored once. */
async function store() {
  let left = 0;
  for (const id of keptUnder(DRAFT)) {
    const draft = kept(DRAFT + id, EMPTY);
    if (draft.essai && !(await storeOne(id, draft))) left += 1;
  }
  return left;
}

async function storeOne(id, draft) {
  keep(DRAFT + id, { ...draft, essai: draft.essai + 1 });
  const mine = String(about ?? "libre") === id;
  const path = draft.decision ? `/decisions/${draft.decision}` : "/decisions";
  try {
    const told = await post(path, { ...draft, point: id === "libre" ? null : Number(id) });
    keep(DRAFT + id, null);
    if (opened()?.id !== "decision") say(told.dit);
    if (mine) {
      fill({ ...EMPTY });
      refuse(told.dit);
      if (opened()?.id === "decision") form.querySelector("[name=issue]").focus();
    }
    now();
    return true;
  } catch (error) {
    return refused(id, draft, mine, error);
  }
}

/** Whether nothing waits any more: a refused draft waits for a person, not for the network. */
function refused(id, draft, mine, error) {
  if (mine) refuse(error.message);
  else say(error.message);
  if (error instanceof Away) return false;
  if (!(error instanceof Refused)) throw error;
  const { essai: _sent, ...again } = draft;
  keep(DRAFT + id, again);
  if (mine) dress(again);
  if (mine && opened()?.id === "decision") form.elements.texte.focus();
  return true;
}

function refuse(words) {
  const place = find("decision-refus");
  place.textContent = words;
  place.hidden = !words;
}

// -- those taken --

function fillOwners() {
  const options = meeting.porteurs.map((owner) => Object.assign(document.createElement("option"), { value: owner }));
  find("porteurs").replaceChildren(...options);
}

function tellTaken() {
  const taken = meeting.decisions.filter((decision) => decision.point === about);
  const items = taken.map((decision) => {
    const item = document.createElement("li");
    const words = document.createElement("span");
    words.textContent = told(decision);
    item.append(words, button("Modifier", () => amend(decision)));
    if (!decision.statut) item.append(button("Retirer", () => withdraw(decision)));
    return item;
  });
  find("decision-prises").replaceChildren(...items);
  find("decision-prises").parentElement.hidden = !items.length;
}

function told(decision) {
  const what = decision.mot && decision.mot !== decision.texte ? `${decision.mot}\u202f: ${decision.texte}` : decision.texte;
  return [what, decision.porteur, decision.echeance && `pour le ${decision.echeance}`].filter(Boolean).join(" · ");
}

function button(words, press) {
  const made = Object.assign(document.createElement("button"), { type: "button", textContent: words });
  made.addEventListener("click", press);
  return made;
}

function amend(decision) {
  const draft = draftOf(about);
  if (!isBlank(draft) && draft.decision !== decision.id) {
    return refuse("Enregistrez ou effacez d’abord ce qui est saisi.");
  }
  const { id, version, issue, texte, porteur, echeance } = decision;
  const changed = { ...EMPTY, issue, texte, porteur, echeance, decision: id, version };
  keep(name(about), changed);
  fill(changed);
  refuse(AMENDED);
  form.elements.texte.focus();
}

async function withdraw(decision) {
  try {
    refuse((await post(`/decisions/${decision.id}/retrait`, { version: decision.version })).dit);
    now();
  } catch (error) {
    refuse(error.message);
  }
}
