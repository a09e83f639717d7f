// Keys, buttons, fingers: the same commands.

import { say } from "./depart.js";
import { current, ends, step } from "./diapositives.js";
import { look } from "./direct.js";
import { toggle } from "./minuterie.js";
import { close, open, opened, openSummary } from "./panneaux.js";

const KEYS = {
  ArrowLeft: "precedente", PageUp: "precedente", ArrowRight: "suivante", PageDown: "suivante", " ": "suivante",
  Home: "premiere", End: "derniere", g: "sommaire", t: "minuterie", f: "plein-ecran", s: "apparence", "?": "aide",
  d: "decision", n: "echanges", p: "presents",
};
const FAR = 60; // pixels of a swipe

const commands = {
  precedente: () => step(-1),
  suivante: () => step(1),
  premiere: () => ends(false),
  derniere: () => ends(true),
  sommaire: openSummary,
  aide: () => open("aide"),
  minuterie: toggle,
  tout: () => filter(""),
  apparence: turn,
  "plein-ecran": fill,
  fermer: close,
};

/** Adds what only some may do; `digit` is what a digit does while their panel is open. */
export function add(more) {
  Object.assign(commands, more);
}

export function begin() {
  addEventListener("keydown", press);
  addEventListener("click", (event) => {
    const part = event.target.closest?.("[data-part]");
    const does = event.target.closest?.("[data-fait]")?.dataset.fait;
    if (part) filter(part.dataset.part);
    else if (does) run(does);
  });
  swipe();
}

function run(name) {
  if (opened() && name !== "fermer") close();
  commands[name]?.();
}

function press(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  const typing = event.target.closest?.("textarea, select, input:not([type=radio], [type=checkbox])");
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1];
  if (typing) return;
  if (opened()) {
    if (digit && opened().id === "decision") commands.issue?.(Number(digit));
    return;
  }
  if (digit !== undefined) return filterBy(Number(digit));
  const name = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!name || !commands[name] || (event.key === " " && event.target.closest?.("button"))) return;
  event.preventDefault();
  run(name);
}

function filterBy(digit) {
  if (!digit) return filter("");
  const key = [...current().querySelectorAll(".touche[data-part]")].find((one) => one.textContent === String(digit));
  if (key) filter(key.dataset.part);
}

async function filter(part) {
  try {
    await look(part);
  } catch {
    say("Le filtre n’a pas pu être appliqué\u202f: le serveur ne répond pas.");
  }
}

function turn() {
  const root = document.documentElement;
  root.dataset.apparence = root.dataset.apparence === "sombre" ? "claire" : "sombre";
  try {
    localStorage.setItem("ctg-projection:apparence", root.dataset.apparence);
  } catch {
    // it lasts as long as the page
  }
}

function fill() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.();
}

function swipe() {
  let from = null;
  const main = document.querySelector("main");
  main.addEventListener("touchstart", (event) => { from = event.touches.length === 1 ? event.touches[0] : null; }, { passive: true });
  main.addEventListener("touchend", (event) => {
    const to = event.changedTouches[0];
    if (!from || !to || event.target.closest(".cadre")) return;
    const across = to.clientX - from.clientX;
    const down = Math.abs(to.clientY - from.clientY);
    if (Math.abs(across) > FAR && Math.abs(across) > 2 * down) step(across < 0 ? 1 : -1);
  });
}
