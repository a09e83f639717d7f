// The projection of a committee: each part begins here, those of its writers only when the page has them.

import * as commands from "./commandes.js";
import { state } from "./depart.js";
import * as slides from "./diapositives.js";
import * as live from "./direct.js";
import * as timer from "./minuterie.js";
import { offer } from "./panneaux.js";

slides.onShown(offer);
timer.begin();
slides.begin();
commands.begin();
live.begin();
if (state.ecrit) (await import("./ecrire.js")).begin();
