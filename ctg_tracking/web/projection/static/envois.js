// What is typed reaches the server: sent at once, sent again when the network or the server comes back, told when refused.

import { base, state } from "./depart.js";
import { onBeat, tellPending } from "./direct.js";

const PATIENCE = 15_000;
const senders = [];
let running = false;
let again = false;
let refusal = "";

/** The server said no: `sentence` says why; `told` holds the rest of its answer. */
export class Refused extends Error {
  constructor(told, status) {
    super(told.sentence ?? "Cette demande a été refusée.");
    this.told = told;
    this.status = status;
  }
}

/** The server could not be asked: the same again, later. */
export class Away extends Error {}

export async function post(path, body) {
  const answer = await sent(path, body);
  const told = await answer.json().catch(() => ({}));
  if (answer.ok) return told;
  if (answer.status === 401) throw new Away("Session terminée\u202f: reconnectez-vous dans un autre onglet, ce texte est gardé.");
  if (answer.status >= 500 || answer.status === 429) throw new Away(told.sentence ?? "Le serveur ne répond pas\u202f: ce texte est gardé et sera envoyé dès son retour.");
  throw new Refused(told, answer.status);
}

async function sent(path, body) {
  try {
    return await fetch(base + path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ ...body, compte: state.compte }),
      signal: AbortSignal.timeout(PATIENCE),
    });
  } catch {
    throw new Away("Hors ligne\u202f: ce texte est gardé sur ce poste et sera envoyé dès le retour du réseau.");
  }
}

/** A refusal that no panel shows. */
export function tellRefusal(words) {
  refusal = words;
  tellPending(words);
}

/** `send` tries to store what waits; it gives how many things still wait. */
export function register(send) {
  senders.push(send);
}

/** Tries to store all that waits, one at a time. */
export async function flush() {
  again = running;
  if (running) return;
  running = true;
  let left = 0;
  for (const send of senders) left += await send();
  running = false;
  tellPending(left ? "Texte gardé sur ce poste, en attente d’enregistrement" : refusal);
  if (again) flush();
}

export function begin() {
  onBeat(() => flush());
  flush();
}
