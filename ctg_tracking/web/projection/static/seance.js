// What those who hold the committee write on, read again each time something moved.

import { base, state } from "./depart.js";
import { current, pointOf } from "./diapositives.js";
import { onBeat } from "./direct.js";

const watchers = [];
let known = false;
export let meeting = { etat: state.etat, points: [], decisions: [], presents: [], porteurs: [] };

/** Calls `watch` each time the meeting was read. */
export function onMeeting(watch) {
  watchers.push(watch);
}

export const isOpen = () => meeting.etat === "open";

/** The point the slide is about; the slide alone when it is about none. */
export function point() {
  const id = pointOf(current());
  return { id, titre: meeting.points.find((one) => one.id === id)?.titre ?? "", ...meeting.points.find((one) => one.id === id) };
}

export async function read() {
  try {
    const answer = await fetch(`${base}/seance`, { cache: "no-store", signal: AbortSignal.timeout(10_000) });
    if (!answer.ok) return;
    meeting = await answer.json();
    known = true;
    for (const watch of watchers) watch();
  } catch {
    // away: the next beat tells it, and reads again
  }
}

export function begin() {
  onBeat((moved) => (moved || !known) && read());
  return read();
}
