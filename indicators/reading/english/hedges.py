"""English hedges: words before and after a number that say on which side of it the truth lies."""

from __future__ import annotations

from indicators.model.hedges import Qualifier
from indicators.reading.english.tokens import Phrases, listed

_BEFORE: dict[Qualifier, str] = {
    "over": "over,more than,greater than,higher than,in excess of,upwards of,upward of,north of,above,beyond,past,"
    "better than,exceeding,exceed,exceeds,exceeded,top,tops,topped,topping,surpass,surpasses,surpassed,surpassing,"
    "cross,crosses,crossed,crossing,pass,passes,passed,passing,break,breaks,broke,broken,break through,"
    "breaks through,broke through,broken through,breaking through,outstrip,outstripped,overtook,"
    "larger than,bigger than,anything over,a good,>",
    "at_least": "at least,no fewer than,no less than,not less than,not fewer than,a minimum of,minimum of,minimum,"
    "not below,not lower than,as few as,as little as,as low as,no lower than,at a minimum,no smaller than,≥,≧,>=",
    "nearly": "nearly,almost,close to,just under,just below,just short of,just shy of,shy of,short of,approach,"
    "approaches,approached,approaching,near,nearing,nears,neared,not quite,virtually,practically,all but,"
    "slightly under,slightly below,slightly less than,slightly fewer than,a little under,a little less than,"
    "a little below,a shade under,a touch under,just less than,just fewer than,just inside,a whisker inside,"
    "closing in on,verging on",
    "under": "under,below,less than,fewer than,lower than,smaller than,well under,well below,inside of,beneath,"
    "south of,not even,<",
    "at_most": "at most,up to,no more than,not more than,as many as,as much as,as high as,a maximum of,maximum of,"
    "maximum,not exceeding,not exceed,no higher than,not higher than,not above,not over,a ceiling of,"
    "capped at,no greater than,≤,≦,<=",
    "about": "about,approximately,approx,approx.,around,roughly,some,circa,ca.,c.,an estimated,estimated,"
    "in the region of,in the order of,on the order of,in the neighborhood of,in the neighbourhood of,"
    "more or less,somewhere around,somewhere near,broadly,~,≈,or so",
}
_AFTER: dict[Qualifier, str] = {
    "over": "+,plus,-plus,odd,-odd,and counting,and change",
    "at_least": "or more,or above,or higher,or over,or greater,and above,and over,or better,at least,and up,or up,"
    "at a minimum,and upwards,upwards,or upwards",
    "at_most": "or less,or fewer,or below,or lower,or under,at most,at the most,and below,and under,at a maximum",
    "about": "or so,or thereabouts,approximately,or around",
}
#: A hedge that is a verb may stand before the article: "crossed the 700 billion mark".
VERBS = frozenset(
    listed(
        "exceeding exceed exceeds exceeded top tops topped topping surpass surpasses surpassed surpassing cross crosses "
        "crossed crossing pass passes passed passing break breaks broke broken through approach approaches approached "
        "approaching nearing nears neared above past below beyond"
    )
)
#: What may strengthen a hedge and belongs to its words.
STRESS = frozenset(listed("just well slightly far considerably significantly only still even"))
#: Words that say nothing of the side: they belong to no hedge.
BEFORE = Phrases({words: hedge for hedge, table in _BEFORE.items() for words in table.split(",")})
AFTER = Phrases({words: hedge for hedge, table in _AFTER.items() for words in table.split(",")})
#: These are hedges of a number only: "a plus" and "odd" are words of their own beside a unit.
NUMBER_ONLY = frozenset(("plus", "odd", "+", "upwards"))
