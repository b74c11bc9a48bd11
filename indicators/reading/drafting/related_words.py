"""Words that say one thing in prose and another word of it in the names of records: firms, companies, enterprises.

Only what holds in any text stands here; what one dataset calls its records are their aliases.
"""

from __future__ import annotations

from typing import Final

_FAMILIES: Final = (
    "firm firms company companies enterprise enterprises business businesses",
    "contest contests competition competitions",
    "startup startups start-up entrepreneurship innovation",
    "prize prizes award awards winning winner winners won",
    "enter entered entering entrants took part taken joined participate participated participating",
    "economy economic gdp",
    "worker workers talent talents personnel",
    "professionals talent experts",
    "fair fairs exhibition exhibitions show shows",
    "maker makers manufacturer manufacturers manufacturing producer producers",
    "sea ocean marine maritime",
    "lab labs laboratory laboratories",
    "center centers centre centres",
    "car cars automobile automobiles vehicle vehicles automotive auto",
    "inhabitants residents population people",
    "surface area land territory",
    "spending expenditure outlay spent",
    "turnover revenue revenues sales",
    "college colleges university universities",
    "journalist journalists reporter reporters",
    "企业 公司 厂商",
    "大赛 竞赛 比赛",
    "科创 创新",
    "营收 营业 收入",
    "面积 国土 土地",
    "外贸 进出 货物",
    "会展 展会 展览",
)
#: Each word → the others of its families.
RELATED_WORDS: Final[dict[str, tuple[str, ...]]] = {
    word: tuple(
        dict.fromkeys(
            other
            for family in _FAMILIES
            if word in family.split()
            for other in family.split()
            if other != word
        )
    )
    for one in _FAMILIES
    for word in one.split()
}
