"""English words that say up or down, where they stand beside a number, and what links them to it."""

from __future__ import annotations

from typing import NamedTuple

from indicators.reading.english.tokens import Tokens, listed

_RISE = frozenset(
    listed(
        "rise rises rose risen rising grow grows grew grown growing growth increase increases increased increasing "
        "climb climbs climbed climbing gain gains gained gaining advance advances advanced advancing expand expands "
        "expanded expanding expansion jump jumps jumped jumping surge surges surged surging soar soars soared soaring "
        "leap leaps leaped leapt swell swells swelled swollen up upped rebound rebounds rebounded rally rallied "
        "accelerate accelerated improve improves improved improvement strengthen strengthened appreciate appreciated "
        "boost boosts boosted boosting raise raises raised raising lift lifts lifted lifting widen widens widened "
        "widening add adds added adding skyrocket skyrocketed balloon ballooned spike spiked inched crept hike hikes "
        "hiked upturn uptick recovered expand outpace mushroomed multiplied created create creates creating "
        "enlarged shot ↑ ▲"
    )
)
_FALL = frozenset(
    listed(
        "fall falls fell fallen falling drop drops dropped dropping decline declines declined declining decrease "
        "decreases decreased decreasing shrink shrinks shrank shrunk shrinking contract contracts contracted "
        "contracting contraction slip slips slipped slipping slide slides slid sliding dip dips dipped dipping tumble "
        "tumbles tumbled tumbling plunge plunges plunged plunging plummet plummets plummeted plummeting sink sinks "
        "sank sunk sinking slump slumps slumped slumping lose loses lost losing loss ease eases eased easing cut cuts "
        "cutting reduce reduces reduced reducing reduction narrow narrows narrowed narrowing down lower lowers lowered "
        "lowering shed sheds shedding retreat retreated slow slows slowed slowing slowdown weaken weakened dive dived "
        "dove recede receded diminish diminished dwindle dwindled depreciate depreciated crash crashed collapse "
        "collapsed trim trimmed slash slashed moderated moderate downturn downsized decelerated backslid eroded "
        "worsened fewer ↓ ▼"
    )
)
SIGNS = dict.fromkeys(_RISE, 1) | dict.fromkeys(_FALL, -1)
#: verb + particle: "went up", "edged down"
_MOVES = frozenset(
    listed("go goes went gone going edge edges edged edging tick ticks ticked moved moves move inched crept nudged pick "
           "picked came come comes coming brought shot stepped pushed ramped scaled was were is are be been")
)  # fmt: skip
_BARE_MOVES = _MOVES - frozenset(listed("was were is are be been come came comes coming"))
#: With these verbs "up" says nothing of a direction.
PHRASAL = frozenset(
    listed("made make makes making set sets setting built build take takes took taking sign signed open opened end ends "
           "ended cover start started draw drew drawn bring add adds followed eat eats ate eating use uses used using soak "
           "soaks buy buys bought pay paid pays tie give gives gave show shows call back backed clean fill filled hold held "
           "put puts snap snapped mop mopped gobble gobbles free freed speed stock team prop keep keeps kept break")
)  # fmt: skip
LINKS = frozenset(("by", "to", "at", "of", "from", "in"))
_FILLERS = frozenset(
    listed(
        "a an the another further annual average annualized annualised real nominal rate pace again also only still "
        "just yet year on - even overall combined cumulative total mean full over-year whole additional extra around "
        "then , net about"
    )
) - {",", "about", "around"}
#: after the unit: higher, lower, increase, drop
_AFTER = dict.fromkeys(
    listed(
        "higher above more increase rise growth gain jump surge up expansion improvement rebound climb upturn uptick "
        "hike appreciation larger bigger faster leap greater advance stronger hikes"
    ),
    1,
) | dict.fromkeys(
    listed(
        "lower below less fewer decline drop fall decrease cut reduction contraction down slump plunge loss slide dip "
        "downturn slowdown smaller weaker slower short shy under dive tumble crash depreciation"
    ),
    -1,
)
_BETWEEN = frozenset(
    listed("annual year on - yoy over month quarter real nominal average annualized further sharp y / o "
           "pay wage wages salary price prices cost costs rent sales output revenue profit export import tax tariff fare "
           "budget volume productivity rate")
)  # fmt: skip
#: after these a comparison must follow at once
_AT_ONCE = frozenset(
    listed("above below more less fewer up down short shy under larger bigger smaller greater")
)
_REACH = 8


class Lean(NamedTuple):
    """The direction a number is told with: `sign` (0: none), its first token, the word that links them."""

    sign: int
    first: int
    link: str


def before(tokens: Tokens, p: int) -> Lean:
    """The direction word beside the words that end with token `p`: "rose by", "a decline of", "went up"."""
    words, link, at = tokens.words, "", p
    while at >= 0 and p - at < _REACH:
        word = words[at]
        if word in LINKS:
            link = link or word
            if word in ("to", "from", "in"):
                return Lean(0, p + 1, word)
        elif word in SIGNS:
            return _lean(tokens, at, p, link)
        elif word not in _FILLERS and not word.endswith("ly"):
            break
        at -= 1
    return _by_far(tokens, at, p) if link == "by" else Lean(0, p + 1, link)


def _lean(tokens: Tokens, at: int, p: int, link: str) -> Lean:
    words = tokens.words
    if words[at] in ("up", "down") and words[at - 1] in PHRASAL:
        return Lean(0, p + 1, "")
    if link == "at" and words[at] in ("up", "down"):
        return Lean(0, p + 1, "at")
    if link == "of" and words[at] in ("up", "down", "added"):
        return Lean(0, p + 1, "of")
    first = at - 1 if words[at] in ("up", "down") and at and words[at - 1] in _BARE_MOVES else at
    return Lean(SIGNS[words[at]], first, link)


def _by_far(tokens: Tokens, at: int, p: int) -> Lean:
    """The direction of "cut its rate by 25 points": the verb stands before its object."""
    for k in range(at, max(at - _REACH, -1), -1):
        if tokens.stops(k):
            break
        if tokens.words[k] in SIGNS:
            return Lean(SIGNS[tokens.words[k]], p, "by")
    return Lean(0, p, "by")


def after(tokens: Tokens, i: int) -> tuple[int, int]:
    """The direction word behind a unit, from token `i` on: its sign and its place; (0, i) for none."""
    for at in range(i, i + 6):
        word = tokens.words[at]
        if word in _AFTER:
            if tokens.words[at + 1] == "-":
                break
            if at > i and word in _AT_ONCE:
                break
            return _AFTER[word], at
        if word not in _BETWEEN:
            break
    return 0, i
