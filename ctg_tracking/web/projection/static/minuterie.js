// The time spent on each point, against the minutes it was given; told in words, kept in this browser.

import { announce, find, keep, kept, say } from "./depart.js";
import { current, onShown, pointOf } from "./diapositives.js";

const NAME = "minuterie";
const place = find("minuterie");
const [does, shown] = place.querySelectorAll("span");

/** `spent`: milliseconds by point; `running`: the point that counts since `since`. */
let times = kept(NAME, { spent: {}, running: null, since: 0 });

export function toggle() {
  const point = pointOf(current()) ?? times.running;
  if (point === null) return say("La minuterie se lance sur un point de l’ordre du jour.");
  const runs = times.running === point;
  stop();
  if (!runs) start(point);
  announce(runs ? "Minuterie arrêtée" : "Minuterie lancée");
  draw();
}

export function begin() {
  onShown((section) => {
    const point = pointOf(section);
    if (times.running !== null && point !== null && point !== times.running) {
      stop();
      start(point);
    }
    if (place.parentElement !== section.firstElementChild) section.firstElementChild.append(place);
    draw();
  });
  setInterval(draw, 1_000);
}

function start(point) {
  times = { ...times, running: point, since: Date.now() };
  keep(NAME, times);
}

function stop() {
  if (times.running === null) return;
  times = { spent: { ...times.spent, [times.running]: spent(times.running) }, running: null, since: 0 };
  keep(NAME, times);
}

const spent = (point) => (times.spent[point] ?? 0) + (times.running === point ? Math.max(Date.now() - times.since, 0) : 0);

function draw() {
  const point = pointOf(current());
  const given = Number(current()?.dataset.minutes ?? 0);
  const runs = times.running === point;
  place.hidden = point === null;
  if (place.hidden) return;
  write(does, runs ? "Arrêter la minuterie\u202f:" : "Lancer la minuterie\u202f:");
  write(shown, told(spent(point) / 1_000, given, runs));
  place.classList.toggle("marche", runs);
  place.classList.toggle("depasse", Boolean(given) && spent(point) > given * 60_000);
}

function write(part, words) {
  if (part.textContent !== words) part.textContent = words;
}

/** « 4 min 12 s, reste 6 min », « 13 min, 3 min de plus », « 10 min prévues », « Minuterie ». */
function told(seconds, given, runs) {
  if (!seconds && !runs) return given ? `${given} min prévues` : "Minuterie";
  const minutes = Math.floor(seconds / 60);
  const rest = String(Math.floor(seconds % 60)).padStart(2, "0");
  const gone = `${minutes} min ${rest} s`;
  const pause = runs ? "" : " (arrêtée)";
  if (!given) return gone + pause;
  const left = given - seconds / 60;
  const against = left >= 0 ? `reste ${Math.ceil(left)} min` : `${Math.ceil(-left)} min de plus`;
  return `${gone}, ${against}${pause}`;
}
