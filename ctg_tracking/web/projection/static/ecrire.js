// What only those who hold the committee may do.

import { add } from "./commandes.js";
import * as decision from "./decision.js";
import { announce } from "./depart.js";
import { now } from "./direct.js";
import * as exchanges from "./echanges.js";
import * as sending from "./envois.js";
import * as meeting from "./seance.js";
import * as attendance from "./presents.js";

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

async function openMeeting() {
  try {
    announce((await sending.post("/ouverture", {})).dit);
    now();
  } catch (error) {
    sending.tellRefusal(error.message);
  }
}
