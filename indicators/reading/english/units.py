"""What English counts and measures in: units after a number, signs of money on either side."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from indicators.reading.english.tokens import Phrases, listed
from indicators.reading.mention import Unit


@dataclass(frozen=True, slots=True)
class Measured:
    """A unit as printed: the unit it is told in, and how many of them one is."""

    unit: Unit
    factor: Decimal = Decimal(1)


PERCENT = Unit("percent", "percent")
POINTS = Unit("points", "points")
TIMES = Unit("times", "times")
RANK = Unit("rank", "rank")
NONE = Unit("", "other")

#: ISO 4217 → name, words and signs before the number, words after it
_MONEY: dict[str, tuple[str, str, str]] = {
    "CNY": ("yuan", "¥,rmb,cny,cn ¥", "yuan,renminbi,rmb,cny,yuan renminbi"),
    "USD": (
        "US dollars",
        "$,us$,usd,us $",
        "us dollars,us dollar,u.s. dollars,u.s. dollar,dollars,dollar,usd",
    ),
    "HKD": ("Hong Kong dollars", "hk$,hkd,hk $", "hong kong dollars,hk dollars,hkd"),
    "MOP": ("patacas", "mop,mop$", "patacas,pataca,mop"),
    "EUR": ("euros", "€,eur", "euros,euro,eur"),
    "GBP": ("pounds", "£,gbp", "pounds,pound,pounds sterling,sterling,gbp"),
    "INR": ("rupees", "₹,rs,rs.,inr", "rupees,rupee,inr"),
    "XDR": ("SDRs", "sdr,xdr", "sdrs,sdr"),
    "JPY": ("yen", "jpy,jp ¥,jp¥", "yen,jpy"),
    "KRW": ("won", "₩,krw", "won,krw"),
    "TWD": ("New Taiwan dollars", "nt$,twd", "new taiwan dollars,nt dollars"),
    "AUD": ("Australian dollars", "a$,au$,aud", "australian dollars,aud"),
    "CAD": ("Canadian dollars", "c$,ca$,cad", "canadian dollars,cad"),
    "SGD": ("Singapore dollars", "s$,sgd", "singapore dollars,sgd"),
    "NZD": ("New Zealand dollars", "nz$,nzd", "new zealand dollars,nzd"),
    "BRL": ("reais", "r$,brl", "reais,brl"),
    "CHF": ("Swiss francs", "chf", "swiss francs,chf"),
    "THB": ("baht", "฿,thb", "baht,thb"),
    "MYR": ("ringgit", "rm,myr", "ringgit"),
    "IDR": ("rupiah", "rp,idr", "rupiah"),
    "VND": ("dong", "₫,vnd", "dong,vnd"),
    "RUB": ("roubles", "₽,rub", "roubles,rubles"),
    "ZAR": ("rand", "zar", "rand"),
    "MXN": ("Mexican pesos", "mxn", "mexican pesos"),
    "TRY": ("lira", "₺,try", "lira,liras"),
    "BDT": ("taka", "tk,bdt", "taka"),
    "SEK": ("Swedish kronor", "sek", "swedish kronor,kronor"),
    "NOK": ("Norwegian kroner", "nok", "norwegian kroner"),
    "DKK": ("Danish kroner", "dkk", "danish kroner"),
    "PLN": ("zloty", "pln", "zloty,zlotys,zlotych"),
    "AED": ("UAE dirhams", "aed", "uae dirhams,emirati dirhams,aed"),
    "SAR": ("Saudi riyals", "sar", "saudi riyals,sar"),
    "QAR": ("Qatari riyals", "qar", "qatari riyals,qar"),
    "KWD": ("Kuwaiti dinars", "kwd", "kuwaiti dinars,kwd"),
    "EGP": ("Egyptian pounds", "egp", "egyptian pounds,egp"),
    "ILS": ("shekels", "₪,ils,nis", "shekels,shekel,ils"),
    "PKR": ("Pakistani rupees", "pkr", "pakistani rupees,pkr"),
    "LKR": ("Sri Lankan rupees", "lkr", "sri lankan rupees,lkr"),
    "NPR": ("Nepalese rupees", "npr", "nepalese rupees,nepali rupees,npr"),
    "PHP": ("Philippine pesos", "₱,php", "philippine pesos,php"),
    "CLP": ("Chilean pesos", "clp", "chilean pesos,clp"),
    "COP": ("Colombian pesos", "", "colombian pesos"),
    "ARS": ("Argentine pesos", "ars", "argentine pesos,ars"),
    "PEN": ("soles", "", "peruvian soles"),
    "HUF": ("forints", "huf", "forints,forint,huf"),
    "CZK": ("Czech crowns", "czk", "czech crowns,czech koruna,koruna,czk"),
    "RON": ("lei", "ron", "romanian lei,lei,ron"),
    "BGN": ("leva", "bgn", "leva,bgn"),
    "UAH": ("hryvnias", "₴,uah", "hryvnias,hryvnia,uah"),
    "KZT": ("tenge", "₸,kzt", "tenge,kzt"),
    "MNT": ("tugriks", "₮,mnt", "tugriks,tugrik,mnt"),
    "NGN": ("naira", "₦,ngn", "naira,ngn"),
    "KES": ("Kenyan shillings", "kes,ksh,ksh.", "kenyan shillings,kes"),
    "GHS": ("cedis", "₵,ghs", "cedis,cedi,ghs"),
    "ETB": ("birr", "etb", "birr,etb"),
    "ISK": ("Icelandic kronur", "isk", "icelandic kronur,isk"),
    "MMK": ("kyat", "mmk", "kyat,kyats,mmk"),
}
_UNNAMED_MONEY = "francs,pesos,kroner,crowns,dinars,riyals,dirhams,shillings"
#: unit → kind, factor, printed words
_MEASURES: dict[str, tuple[str, str, str]] = {
    "percent": (
        "percent",
        "1",
        "%,percent,per cent,pct,pc,per-cent,percents,of a percent,of one percent,of a per cent",
    ),
    "points": (
        "points",
        "1",
        "percentage points,percentage point,percentage-point,percent points,per cent points,pp,pps,ppt,ppts,"
        "p.p.,pct points,%-points,points,point,pts,percentage pts,of a percentage point,of one percentage point,of a point",
    ),
    "square metres": ("area", "1", "square meters,square metres,square meter,sq m,sq. m.,sqm,m²"),
    "hectares": ("area", "1", "hectares,hectare,ha"),
    "acres": ("area", "1", "acres,acre"),
    "mu": ("area", "1", "mu"),
    "tonnes": ("other", "1", "tonnes,tons,metric tons,metric tonnes,tonne,ton,mt"),
    "kilograms": ("other", "1", "kilograms,kilogrammes,kg"),
    "barrels": ("other", "1", "barrels,barrel,bbl"),
    "litres": ("other", "1", "litres,liters"),
    "kilowatt-hours": ("other", "1", "kilowatt-hours,kilowatt hours,kwh"),
    "megawatt-hours": ("other", "1", "megawatt-hours,megawatt hours,mwh"),
    "gigawatt-hours": ("other", "1", "gigawatt-hours,gigawatt hours,gwh"),
    "terawatt-hours": ("other", "1", "terawatt-hours,terawatt hours,twh"),
    "kilowatts": ("other", "1", "kilowatts,kw"),
    "megawatts": ("other", "1", "megawatts,megawatt,mw"),
    "gigawatts": ("other", "1", "gigawatts,gigawatt,gw"),
    "kilometres": ("other", "1", "kilometers,kilometres,kilometer,kilometre,km,kms"),
    "metres": ("other", "1", "meters,metres,meter,metre"),
    "millimetres": ("other", "1", "mm,millimeters,millimetres"),
    "miles": ("other", "1", "miles,mile"),
    "cubic metres": ("other", "1", "cubic meters,cubic metres,cu m,m³"),
    "degrees": ("other", "1", "degrees,degrees celsius,°c"),
    "TEU": ("other", "1", "teu,teus,standard containers,twenty-foot equivalent units"),
    "years": ("duration", "1", "years,year"),
    "months": ("duration", "1", "months,month"),
    "quarters": ("duration", "1", "quarters"),
    "weeks": ("duration", "1", "weeks,week"),
    "days": ("duration", "1", "days,day"),
    "hours": ("duration", "1", "hours,hour,hrs"),
    "minutes": ("duration", "1", "minutes,minute,min,mins"),
    "seconds": ("duration", "1", "seconds,sec,secs"),
    "places": ("rank", "1", "places,spots,positions,notches"),
}
_SCALED: dict[str, tuple[Unit, str]] = {
    "‰": (PERCENT, "0.1"),
    "per thousand": (PERCENT, "0.1"),
    "per mille": (PERCENT, "0.1"),
    "per mil": (PERCENT, "0.1"),
    "per 1,000": (PERCENT, "0.1"),
    "basis points": (POINTS, "0.01"),
    "basis point": (POINTS, "0.01"),
    "bps": (POINTS, "0.01"),
    "bp": (POINTS, "0.01"),
    "square kilometers": (Unit("square metres", "area"), "1000000"),
    "square kilometres": (Unit("square metres", "area"), "1000000"),
    "square km": (Unit("square metres", "area"), "1000000"),
    "sq km": (Unit("square metres", "area"), "1000000"),
    "sq. km": (Unit("square metres", "area"), "1000000"),
    "sqkm": (Unit("square metres", "area"), "1000000"),
    "km²": (Unit("square metres", "area"), "1000000"),
    **{
        f"m{code.lower()}": (Unit(_MONEY[code][0], "money", code), "1000000")
        for code in ("USD", "EUR", "CNY", "GBP")
    },
    "cents": (Unit("cents", "money"), "1"),
}
#: how many are told → the words for them
_COUNTED = {
    "people": "people persons person residents inhabitants workers employees buyers visitors tourists travellers "
    "travelers women men children students pupils graduates farmers patients doctors nurses teachers staff "
    "personnel professionals experts scientists researchers engineers talents delegates participants attendees "
    "users customers subscribers members volunteers citizens voters migrants refugees adults soldiers guests",
    "enterprises": "enterprises enterprise firms businesses",
    "companies": "companies",
    "projects": "projects",
    "countries": "countries nations",
    "jobs": "jobs posts",
    "passengers": "passengers",
    "vehicles": "vehicles cars automobiles autos",
    "cases": "cases",
    "households": "households",
}


def _after() -> dict[str, Measured]:
    table: dict[str, Measured] = {}
    for code, (name, _, words) in _MONEY.items():
        table |= {word: Measured(Unit(name, "money", code)) for word in words.split(",")}
    table |= {word: Measured(Unit(word, "money")) for word in _UNNAMED_MONEY.split(",")}
    for name, (kind, factor, words) in _MEASURES.items():
        table |= {word: Measured(Unit(name, kind), Decimal(factor)) for word in words.split(",")}  # type: ignore[arg-type]
    return table | {words: Measured(unit, Decimal(factor)) for words, (unit, factor) in _SCALED.items()}


def _before() -> dict[str, Measured]:
    return {
        sign: Measured(Unit(name, "money", code))
        for code, (name, signs, _) in _MONEY.items()
        for sign in signs.split(",")
        if sign
    }


AFTER = Phrases(_after())
BEFORE = Phrases(_before())
#: plural → what is counted
COUNTED = {word: Unit(name, "count") for name, words in _COUNTED.items() for word in words.split()}
#: no noun phrase goes on beyond one of these
PHRASE_ENDS = frozenset(
    listed(
        "of in at on to for from by with without within than that which who whose where when while as is are was were "
        "be been being has have had will would could can may might should must do did does not but or if so because "
        "the a an this these those each every per during since until till through over under above below after before "
        "between among against about around worldwide nationwide globally respectively yesterday today now then also "
        "came come visited lived live took take said says"
    )
)
#: Words in -s that name no things.
NOT_COUNTED = frozenset(
    listed(
        "is was has does its this thus plus versus less across news series gross its his hers us as yes always perhaps "
        "percents times overseas business sales goods towards"
    )
)
#: Money whose name is another word: "600 won a prize".
ALSO_WORDS = ("won", "rand", "dong", "lira")
#: Lists with a number in their name: Fortune Global 500.
LISTS = frozenset(listed("fortune global forbes csi ftse nikkei russell stoxx dax s&p top hurun p"))
