// What only those who hold the committee may do.

import { add } from "./commandes.js";
import * as decision from "./decision.js";
import { say } from "./depart.js";
import { now } from "./direct.js";
import * as exchanges from "./echanges.js";
import * as sending from "./envois.js";
import * as meeting from "./seance.js";
import * as attendance from "./presents.js";

const CONFIRM = 6_000;
const CONFIRMED = "Confirmer\u202f: figer les chiffres du jour";

export async function begin() {
  add({
    ouvrir: openMeeting,
    decision: decision.openDecision,
    echanges: exchanges.openExchanges,
    presents: attendance.openAttendance,
    issue: decision.chooseOutcome,
  });
  decision.begin();
  exchanges.begin();
  attendance.begin();
  await meeting.begin();
  sending.begin();
}

/** Asked twice: figures frozen by mistake would stay so. */
async function openMeeting() {
  const button = document.querySelector("[data-fait=ouvrir]");
  if (!button.dataset.sur) return ask(button);
  try {
    say((await sending.post("/ouverture", {})).dit);
    now();
  } catch (error) {
    sending.tellRefusal(error.message);
  }
}

function ask(button) {
  const { textContent, ariaLabel } = button;
  button.dataset.sur = "oui";
  Object.assign(button, { textContent: CONFIRMED, ariaLabel: CONFIRMED });
  setTimeout(() => {
    delete button.dataset.sur;
    Object.assign(button, { textContent, ariaLabel });
  }, CONFIRM);
}
