"""The currencies of ISO 4217: a closed list of codes, and which one a curator meant.

Codes of today and those that were withdrawn, for old figures are in old money; not those that stand
for no currency at all (XXX, XTS) nor what is no code of the standard (CNH, RMB).
"""

from __future__ import annotations

from typing import Final

from indicators.i18n import TEXT_LOCALES
from indicators.i18n.letters import find_nearest, fold_letters

CURRENCIES: Final = tuple(
    """
    ADP AED AFA AFN ALK ALL AMD ANG AOA AOK AON AOR ARA ARP ARS ATS AUD AWG AZM AZN BAD BAM BBD BDT BEC BEF
    BEL BGL BGN BHD BIF BMD BND BOB BOP BOV BRB BRC BRE BRL BRN BRR BSD BTN BUK BWP BYB BYN BYR BZD CAD CDF
    CHE CHF CHW CLF CLP CNY COP COU CRC CSD CSK CUC CUP CVE CYP CZK DDM DEM DJF DKK DOP DZD ECS ECV EEK EGP
    ERN ESA ESB ESP ETB EUR FIM FJD FKP FRF GBP GEK GEL GHC GHS GIP GMD GNF GNS GQE GRD GTQ GWE GWP GYD HKD
    HNL HRD HRK HTG HUF IDR IEP ILP ILR ILS INR IQD IRR ISJ ISK ITL JMD JOD JPY KES KGS KHR KMF KPW KRW KWD
    KYD KZT LAK LBP LKR LRD LSL LTL LTT LUC LUF LUL LVL LVR LYD MAD MAF MDL MGA MGF MKD MLF MMK MNT MOP MRO
    MRU MTL MTP MUR MVP MVR MWK MXN MXP MXV MYR MZE MZM MZN NAD NGN NIC NIO NLG NOK NPR NZD OMR PAB PEI PEN
    PES PGK PHP PKR PLN PLZ PTE PYG QAR RHD ROL RON RSD RUB RUR RWF SAR SBD SCR SDD SDG SDP SEK SGD SHP SIT
    SKK SLE SLL SOS SRD SRG SSP STD STN SUR SVC SYP SZL THB TJR TJS TMM TMT TND TOP TPE TRL TRY TTD TWD TZS
    UAH UAK UGS UGX USD USN USS UYI UYP UYU UYW UZS VEB VED VEF VES VND VUV WST XAF XAG XAU XBA XBB XBC XBD
    XCD XCG XDR XEU XFO XFU XOF XPD XPF XPT XRE XSU XUA YDD YER YUD YUM YUN ZAL ZAR ZMK ZMW ZRN ZRZ ZWD ZWG
    ZWL ZWR
    """.split()  # noqa: SIM905 - three hundred codes on ten lines, not on three hundred
)
#: What is often written for a code and is none.
_ABBREVIATIONS: Final = {"CNH": "CNY", "NTD": "TWD", "RMB": "CNY", "STG": "GBP"}


def check_currency(text: str) -> str:
    """`text` when it is a code of the list; else ValueError names the one that may be meant."""
    if text in CURRENCIES:
        return text
    meant = _find_meant(text)
    hint = f"; did you mean {meant!r}?" if meant else ""
    raise ValueError(f"expected a currency code of ISO 4217, such as CNY or USD; found {text!r}{hint}")


def _find_meant(text: str) -> str | None:
    """The code that is spelt almost so, or whose currency is called so in a language of the dataset."""
    code = text.upper()
    if code in CURRENCIES:
        return code
    if code in _ABBREVIATIONS:
        return _ABBREVIATIONS[code]
    for locale in TEXT_LOCALES:
        names = {code: fold_letters(locale.babel.currencies.get(code, "")) for code in CURRENCIES}
        named = [code for code, name in names.items() if fold_letters(text) == name]
        named = named or [code for code, name in names.items() if fold_letters(text) in name.split()]
        if len(named) == 1:
            return named[0]
    swapped = [known for known in CURRENCIES if sorted(known) == sorted(code)]
    nearest = find_nearest(text, [known.lower() for known in swapped or CURRENCIES])
    return nearest.upper() if nearest else None
