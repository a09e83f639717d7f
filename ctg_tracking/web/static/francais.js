// Streamlit speaks English in a few places that no option reaches: its own buttons, its announcements to screen
// readers, its words when the connection is lost. They are put in French here, and only they: what the application
// itself writes (labels, tables, charts) is left alone. An ended session leads back to the sign-in page.
"use strict";

(() => {
  const WORDS = {
    "Skip to main content": "Aller au contenu",
    "Sidebar": "Menu",
    "App pages": "Pages",
    "Collapse sidebar": "Replier le menu",
    "Expand sidebar": "Déplier le menu",
    "Close sidebar": "Fermer le menu",
    "Open sidebar": "Ouvrir le menu",
    "Open": "Ouvrir",
    "Close": "Fermer",
    "Dismiss": "Fermer",
    "Clear": "Effacer",
    "Clear all": "Tout effacer",
    "Clear value": "Effacer",
    "Clear date": "Effacer la date",
    "Select all": "Tout choisir",
    "No results": "Aucun résultat",
    "No options to select": "Rien à choisir",
    "No options to select.": "Rien à choisir.",
    "Choose an option": "Choisir",
    "Choose options": "Choisir",
    "Choose date": "Choisir une date",
    "Use arrow keys to navigate dates. Enter to select. Escape to close.":
      "Flèches pour changer de jour, Entrée pour choisir, Échap pour fermer.",
    "dd": "jj",
    "yyyy": "aaaa",
    "Empty": "vide",
    "Previous": "Précédent",
    "Next": "Suivant",
    "Previous month": "Mois précédent",
    "Next month": "Mois suivant",
    "Upload": "Choisir un fichier",
    "Add files": "Ajouter un fichier",
    "Browse files": "Choisir un fichier",
    "file upload": "Choisir un fichier",
    "Drag and drop file here": "Déposez le fichier ici",
    "Drag and drop files here": "Déposez les fichiers ici",
    "Uploading...": "Envoi en cours…",
    "Increment": "Augmenter",
    "Decrement": "Diminuer",
    "Search": "Rechercher",
    "Failed to generate file for download": "Le fichier n’a pas pu être préparé. Réessayez dans un instant.",
    "Download failed": "Le téléchargement a échoué. Réessayez dans un instant.",
    "Download as CSV": "Télécharger en CSV",
    "Download as PNG": "Télécharger l’image",
    "Show data": "Voir les données",
    "Show chart": "Voir le graphique",
    "Copy Vega-Lite spec": "Copier la description du graphique",
    "Copied!": "Copié",
    "Show/hide columns": "Choisir les colonnes",
    "Fullscreen": "Plein écran",
    "Close fullscreen": "Quitter le plein écran",
    "Exit fullscreen": "Quitter le plein écran",
    "Copy to clipboard": "Copier",
    "Show password text": "Montrer le mot de passe",
    "Hide password text": "Cacher le mot de passe",
    "Press Enter to apply": "Entrée pour valider",
    "Press Ctrl+Enter to apply": "Ctrl+Entrée pour valider",
    "Press ⌘+Enter to apply": "⌘+Entrée pour valider",
    "Press Enter to submit form": "Entrée pour enregistrer",
    "Press Ctrl+Enter to submit form": "Ctrl+Entrée pour enregistrer",
    "Press ⌘+Enter to submit form": "⌘+Entrée pour enregistrer",
    "Running...": "Calcul en cours…",
    "Stop": "Arrêter",
    "Rerun": "Recalculer",
    "Connecting": "Connexion…",
    "CONNECTING": "Connexion…",
    "Please wait...": "Un instant…",
    "Error": "Erreur",
    "Error:": "Erreur :",
    "Connection error": "Connexion interrompue",
    "Connection timed out.": "L’application met trop de temps à répondre. Elle reprendra d’elle-même.",
    "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:":
      "L’application est arrêtée. Cette page reprendra d’elle-même dès qu’elle sera relancée :",
    "streamlit run yourscript.py": "ctg-tracking serve",
    "Streamlit server is not responding. Are you connected to the internet?":
      "L’application ne répond pas. Vérifiez votre connexion : cette page reprendra d’elle-même.",
    "Page not found": "Page introuvable",
  };
  // Where Streamlit's general words have one cause only: a workbook is not annotated because it is too large.
  const PLACES = [
    ["[class*=st-key-import_annotated_]", "Failed to generate file for download",
      "Ce fichier est trop grand pour être rendu annoté : corrigez-le d’après la liste des problèmes."],
  ];
  const SHAPES = [
    [/^(\d[\d.]*)MB per file$/, (_, size) => `${frenchNumber(size)} Mo par fichier`],
    [/^Limit (\d[\d.]*)MB per file(.*)$/, (_, size, kinds) => `${frenchNumber(size)} Mo par fichier${kinds}`],
    [/^File (?:size )?must be (\d[\d.]*)MB or smaller\.$/, (_, size) => `Le fichier dépasse ${frenchNumber(size)} Mo.`],
    [/^.+ files are not allowed\.$/, () => "Ce type de fichier n’est pas accepté."],
    [/^((?:.+, )?)(\d[\d.]*)([KMG]?B)$/, (_, name, size, unit) => `${name}${frenchNumber(size)} ${UNITS[unit]}`],
    [/^Help for (.+)$/, (_, what) => `Aide : ${what}`],
    [/^Remove (.+)$/, (_, what) => `Retirer ${what}`],
    [/^Delete (.+)$/, (_, what) => `Retirer ${what}`],
    [/^Increment (.+)$/, (_, what) => `Augmenter ${what}`],
    [/^Decrement (.+)$/, (_, what) => `Diminuer ${what}`],
    [/^Choose date, (.+)$/, (_, month) => `Choisir une date, ${month}`],
    [/^day, (.+)$/, (_, label) => `jour, ${label}`],
    [/^month, (.+)$/, (_, label) => `mois, ${label}`],
    [/^year, (.+)$/, (_, label) => `année, ${label}`],
    [/^Selected Date: (.+)$/, (whole, day) => (isNaN(new Date(day)) ? whole : `Date choisie : ${inFull(new Date(day))}`)],
    [/^Connection failed with status (\d+).*$/, (_, status) => `L’application ne répond pas (code ${status}).`],
    // A button of a chart, with the title of the chart.
    [/^([^:]+): (.+)$/, (whole, word, what) => (Object.hasOwn(WORDS, word) ? `${WORDS[word]} : ${what}` : whole)],
  ];
  const UNITS = { B: "octets", KB: "ko", MB: "Mo", GB: "Go" };
  const ATTRIBUTES = ["aria-label", "aria-roledescription", "aria-valuetext", "placeholder", "title", "alt"];
  // Where only our words are: never touched, whatever they say.
  const OURS = "[data-testid=stMarkdownContainer], [data-testid=stHtml], svg, script, style, textarea";

  // Streamlit writes the uploader's own button as it writes our texts.
  const THEIRS = "[data-testid=stFileUploaderDropzone]";
  const isOurs = (element) => Boolean(element?.closest(OURS)) && !element.closest(THEIRS);

  const frenchNumber = (digits) => digits.replace(/\.0$/, "").replace(".", ",");
  const inFull = (day) => day.toLocaleDateString("fr-FR", { day: "numeric", month: "long", year: "numeric" });

  function french(text) {
    const bare = text.trim();
    if (!bare) return text;
    if (Object.hasOwn(WORDS, bare)) return text.replace(bare, () => WORDS[bare]);
    const shape = SHAPES.find(([pattern]) => pattern.test(bare));
    return shape ? text.replace(bare, () => bare.replace(shape[0], shape[1])) : text;
  }

  function sayText(node) {
    const place = PLACES.find(([where, words]) => words === node.nodeValue.trim() && node.parentElement?.closest(where));
    const said = place ? place[2] : french(node.nodeValue);
    if (said !== node.nodeValue && !isOurs(node.parentElement)) node.nodeValue = said;
  }

  function sayAttribute(element, name) {
    const value = element.getAttribute(name);
    const said = value && french(value);
    if (said !== value && !isOurs(element)) element.setAttribute(name, said);
  }

  function sayAll(node) {
    if (node.nodeType === Node.TEXT_NODE) return sayText(node);
    if (node.nodeType !== Node.ELEMENT_NODE || isOurs(node)) return;
    const texts = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) sayText(texts.currentNode);
    for (const element of [node, ...node.querySelectorAll(ATTRIBUTES.map((name) => `[${name}]`).join())])
      for (const name of ATTRIBUTES) sayAttribute(element, name);
  }

  function say(changes) {
    for (const change of changes) {
      if (change.type === "attributes") sayAttribute(change.target, change.attributeName);
      else if (change.type === "characterData") sayText(change.target);
      else change.addedNodes.forEach(sayAll);
    }
  }

  new MutationObserver(say).observe(document, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES,
  });

  // The gate answers 401 to Streamlit's own questions once the session has ended: opening the page again asks to sign in.
  const ask = window.fetch;
  window.fetch = async (...asked) => {
    const answer = await ask(...asked);
    if (answer.status === 401 && new URL(answer.url).pathname.startsWith("/_stcore/")) location.reload();
    return answer;
  };
})();
