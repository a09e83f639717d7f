// Before anything is drawn: scripts are there, and the ground is the one last chosen on this screen, else the system's.
(() => {
  const root = document.documentElement;
  const chosen = (() => { try { return localStorage.getItem("ctg-projection:apparence"); } catch { return null; } })();
  const dark = chosen ? chosen === "sombre" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.classList.add("js");
  root.dataset.apparence = dark ? "sombre" : "claire";
})();
