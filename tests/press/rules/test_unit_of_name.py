"""A quantity stands with the unit that its name ends with, or it has been converted."""

from __future__ import annotations

import pytest

BLOCK = """```python exec="on" id="measured"
from types import SimpleNamespace

time_ms, height_cm, distance_m, mass_kg, flow_ml, share_ms = 1500, 250, 4200, 75, 500, [100, 200]
power_mw, runs, half, pressure_gpa, speed_km_per_h, t_min = 3, {"time_s": 90}, 2, 210, 36, 5
ball, time_newton, waits_seconds = SimpleNamespace(drop_mm=28), 5, 120
```

"""

WRONG = [
    "It takes [1500 s]{=time_ms}.",
    "It takes [1500]{=time_ms} seconds.",
    "It takes [1500]{=time_ms}\u00a0s.",
    "It takes [1,500,000 s]{=time_ms * 1000}.",
    "It takes [1.5 h]{=time_ms / 1000}.",
    "They wait for [2 h 0 min]{=waits_seconds}.",
    "It takes [90]{=runs['time_s']} minutes.",
    "It takes [5400]{=60 * runs['time_s']} minutes.",
    "They wait for [120 minutes]{=waits_seconds}.",
    "It is [250 m]{=height_cm} high.",
    "It is [4200 km]{=distance_m} away.",
    "It weighs [75 g]{=mass_kg}.",
    "It falls [28 cm]{=ball.drop_mm}.",
    "The mean is [150 s]{=sum(share_ms) / 2}, the larger one [200 s]{=max(share_ms)}.",
    "It draws [3 kW]{=power_mw}.",
    "It bears [210 MPa]{=pressure_gpa}.",
    "It flows [500 litres]{=flow_ml}.",
]
RIGHT = [
    "It takes [1500 ms]{=time_ms}, or [1.5 s]{=time_ms / 1000}, or [1.5]{=time_ms / 10**3} seconds.",
    "It takes [1.5]{=runs['time_s'] / 60} minutes, some of it is [9 s]{=runs['time_s'] / 10}.",
    "It is [2.5 m]{=height_cm / 100} high, half of it [1.25 m]{=height_cm / half / 100}.",
    "It is [4.2 km]{=distance_m / 1000} away, and one of [4200]{=distance_m} metres.",
    "It draws [3 mW]{=power_mw}, or [3 MW]{=power_mw}.",
    "They wait for [2 min 0 s]{=waits_seconds}, or [0 h 2 min]{=waits_seconds / 60}.",
    "It goes at [36 km/h]{=speed_km_per_h}, and [10 m]{=speed_km_per_h / 3.6} in each second.",
    "The shortest takes [5 s]{=t_min}, and Newton [5 s]{=time_newton}.",
    "There are [1500]{=time_ms} of them, in [75 rows]{=mass_kg}.",
    "It weighs [75,000 g]{=1000 * mass_kg}, part of it [25 kg]{=mass_kg / 3}.",
]


@pytest.mark.parametrize("text", WRONG)
def test_another_unit_is_named(fails, text: str) -> None:
    fails(f"docs/index.md:{BLOCK.count(chr(10)) + 1}", "convert it, or mend the unit [unit-of-name]", text, start=BLOCK)


@pytest.mark.parametrize("text", RIGHT)
def test_the_same_unit_passes_and_so_does_what_is_converted(passes, text: str) -> None:
    passes(text, start=BLOCK)
