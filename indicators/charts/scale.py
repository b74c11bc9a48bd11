"""The value axis: its range, its unit on the ladder of the language, its few ticks."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final

from indicators import text
from indicators.charts.text_metrics import text_width
from indicators.i18n import Language, group_digits

_STEPS: Final = (1, 2, 2.5, 5, 10)
#: Steps within a power of ten, where a log axis holds but one: the closer ones first.
_STEPS_WITHIN_DECADE: Final = ((1, 2, 5), (1, 3), (1, 5))
#: Pixels between two tick labels.
_TICK_DISTANCE: Final = 12


@dataclass(frozen=True)
class AxisScale:
    """An axis from `low` to `high` (their log10 when `log`), counting in `step` base units.

    `word` names the step ("trillion").
    """

    low: float
    high: float
    step: float
    word: str
    log: bool = False

    def at(self, value: float) -> float:
        """The place of a value in base units as annotations want it."""
        return math.log10(value / self.step) if self.log else value / self.step

    def share(self, value: float) -> float:
        """The place of a value in base units between the ends of the axis, from 0 to 1."""
        return (self.at(value) - self.low) / (self.high - self.low)


def linear_scale(values: list[float], language: Language, whole: float = 0) -> AxisScale:
    """An axis from zero over all `values`, at least to `whole`."""
    low, high = min(0.0, *values), max(whole, 0.0, *values)
    step, word = text.axis_scale_step(max(-low, high), language)
    if low == high:
        high = step
    return AxisScale(low / step, high / step, step, word)


def log_scale(values: list[float]) -> AxisScale:
    """A log axis in base units over all `values`, which are above zero, and at least one power of ten."""
    high = math.log10(max(values))
    low = min(math.log10(min(values)), high - 1)
    return AxisScale(low - 0.06 * (high - low), high, 1.0, "", log=True)


def axis_ticks(
    scale: AxisScale, plot: int, language: Language, sign: str = ""
) -> tuple[list[float], list[str]]:
    """Ticks for a plot at least `plot` pixels wide, and what they say; `sign` follows each number."""
    return _decade_ticks(scale, plot, language) if scale.log else _round_ticks(scale, plot, language, sign)


def _round_ticks(scale: AxisScale, plot: int, language: Language, sign: str) -> tuple[list[float], list[str]]:
    """The most of four or fewer round steps whose labels have room, zero among them."""
    for wanted in (4, 3, 2, 1):
        step = _round_step((scale.high - scale.low) / wanted)
        first, last = math.ceil(scale.low / step - 1e-9), math.floor(scale.high / step + 1e-9)
        found = [n * step for n in range(first, last + 1)]
        exact = Decimal(f"{step:.12g}")
        labels = [_tick_text(n * exact, language) + sign for n in range(first, last + 1)]
        if max(map(text_width, labels)) + _TICK_DISTANCE <= plot * step / (scale.high - scale.low):
            break
    return found, labels


def _round_step(rough: float) -> float:
    """The round number at or just above `rough`: 1, 2 or 5 times a power of ten, or 25, 250 …"""
    size = 10.0 ** math.floor(math.log10(rough))
    steps = [step * size for step in _STEPS if step != 2.5 or size >= 10]
    return next(step for step in steps if step >= rough * (1 - 1e-9))


def _tick_text(value: Decimal, language: Language) -> str:
    """A tick in figures, without the zeros that say nothing: 0, 0.5, 20,000."""
    written = format(value.normalize() + 0, ",f")
    return group_digits(written, language).replace("-", "−")


def _decade_ticks(scale: AxisScale, plot: int, language: Language) -> tuple[list[float], list[str]]:
    """Powers of ten, the highest and as many below it as there is room for."""
    powers = range(math.ceil(scale.low - 1e-9), math.floor(scale.high + 1e-9) + 1)
    labels = {power: text.format_number(10.0**power, 10.0**power, language) for power in powers}
    room = plot / (scale.high - scale.low)
    every = math.ceil((max(map(text_width, labels.values())) + _TICK_DISTANCE) / room)
    chosen = [power for power in powers if (powers[-1] - power) % every == 0]
    if len(chosen) < 2:
        return _ticks_within_decades(scale, room, language)
    return [10.0**power for power in chosen], [labels[power] for power in chosen]


def _ticks_within_decades(scale: AxisScale, room: float, language: Language) -> tuple[list[float], list[str]]:
    """Ticks within the powers of ten, for one tick alone tells no scale: the most that have room, else the ends."""
    for steps in _STEPS_WITHIN_DECADE:
        sizes = [
            (step, power)
            for power in range(math.floor(scale.low), math.floor(scale.high) + 1)
            for step in steps
            if scale.low <= math.log10(step) + power <= scale.high
        ]
        found = [step * 10.0**power for step, power in sizes]
        labels = [text.format_number(step * 10.0**power, 10.0**power, language) for step, power in sizes]
        apart = min((math.log10(b / a) for a, b in pairwise(found)), default=1.0)
        if len(found) > 1 and max(map(text_width, labels)) + _TICK_DISTANCE <= apart * room:
            return found, labels
    return [found[0], found[-1]], [labels[0], labels[-1]]
