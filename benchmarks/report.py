"""What a run found: a table for people, one JSON document for machines."""

import json
import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.measuring import Measure, Samples

_HEAD = f"{'':32}{'p50':>10}{'p95':>10}{'réf. p50':>12}{'réf. p95':>10}{'rapport':>10}   "


def lines(measures: Iterable[Measure]) -> Iterable[str]:
    """The table, group by group, as the measures come."""
    group = None
    for measure in measures:
        if measure.group != group:
            group = measure.group
            yield f"\n{group}"
            yield _HEAD
        yield _line(measure)


def _line(measure: Measure) -> str:
    ours, reference = measure.ours, measure.reference
    times = f"{_ms(ours.p50):>10}{_ms(ours.p95):>10}{_ms(reference.p50):>12}{_ms(reference.p95):>10}"
    told = [str(goal) for goal in measure.goals]
    if measure.processor_ms:
        told.append("processeur {:.0f} et {:.0f} ms".format(*measure.processor_ms))
    if measure.same is False:
        told.append("RÉPONSES DIFFÉRENTES")
    return f"{measure.name:32}{times}{measure.ratio:>10.2f}   {' · '.join(told)}".replace(".", ",")


def verdict(measures: Sequence[Measure]) -> str:
    """How many goals this run kept."""
    goals = [goal for measure in measures for goal in measure.goals]
    kept = sum(goal.kept for goal in goals)
    return f"Objectifs tenus\u202f: {kept} sur {len(goals)}."


def write(measures: Sequence[Measure], folder: Path) -> Path:
    """Write the JSON document of this run, which also becomes `latest.json`."""
    now = datetime.now(UTC)
    document = {"at": now.isoformat(timespec="seconds"), "machine": machine(), "measures": [*map(_told, measures)]}
    file = folder / f"bench-{now:%Y%m%d-%H%M%S}.json"
    for target in (file, folder / "latest.json"):
        target.write_text(json.dumps(document, ensure_ascii=False, indent=1), encoding="utf-8")
    return file


def machine() -> dict[str, Any]:
    """What the figures were taken on; a loaded machine explains many of them."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else None
    return {"python": platform.python_version(), "system": platform.platform(), "cores": os.cpu_count(), "load": load}


def _told(measure: Measure) -> dict[str, Any]:
    return {
        "group": measure.group,
        "name": measure.name,
        "ours": _samples(measure.ours),
        "reference": _samples(measure.reference),
        "ratio": round(measure.ratio, 3),
        "same_answer": measure.same,
        "processor_ms": measure.processor_ms and [round(value, 1) for value in measure.processor_ms],
        "goals": [asdict(goal) for goal in measure.goals],
    }


def _samples(samples: Samples) -> dict[str, Any]:
    return {
        "p50_ms": round(samples.p50, 3),
        "p95_ms": round(samples.p95, 3),
        "samples_ms": [round(value, 3) for value in samples.milliseconds],
    }


def _ms(value: float) -> str:
    return f"{value:.1f} ms"
