"""Which language a text is in that no reader speaks: by its script, else by its most common words.

A guess to tell a person why nothing was found; nothing is read by it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class OtherLanguage:
    """A language by its name in English, and its most common words or the signs of its script."""

    name: str
    words: frozenset[str] = frozenset()
    signs: str = ""


def _by_words(name: str, words: str) -> OtherLanguage:
    return OtherLanguage(name, frozenset(words.split()))


#: Those that readers speak stand among them, so that they can win.
_ENGLISH: Final = _by_words(
    "English", "the of and to in a is was for that with on by at from as it its were has"
)
_LATIN: Final = (
    _ENGLISH,
    _by_words(
        "German",
        "der die das und den von zu mit sich auf für ist im dem nicht ein eine als auch es des um bei",
    ),
    _by_words("French", "le la les des et du une en est que dans pour qui sur au par plus ne se aux ce il"),
    _by_words("Spanish", "el la los las de y en un una que del se por con para su al es lo como más"),
    _by_words("Portuguese", "o os as e em um uma que do da dos das no na se por com para ao é mais"),
    _by_words("Italian", "il lo la gli le di e in un una che del della dei con per è nel al da non si"),
    _by_words("Dutch", "de het een en van in is dat op te voor met zijn niet aan er die ook als bij"),
    _by_words("Polish", "i w na z do nie się o że jest to od po przez oraz za jak roku"),
    _by_words("Swedish", "och i att det som en på är av för med till den har de inte om ett"),
    _by_words("Turkish", "ve bir bu da de için ile olarak daha çok olan en gibi sonra yılında"),
    _by_words("Indonesian", "yang dan di dari dengan untuk pada ini itu dalam tidak tahun oleh ke juga"),
    _by_words("Vietnamese", "và của là có trong cho được các một với những năm không đã này"),
)
_SCRIPTS: Final = (
    OtherLanguage("Japanese", signs=r"[\u3040-\u30ff]"),
    OtherLanguage("Korean", signs=r"[\uac00-\ud7a3]"),
    OtherLanguage("Russian or another language in Cyrillic", signs=r"[\u0400-\u04ff]"),
    OtherLanguage("Greek", signs=r"[\u0370-\u03ff]"),
    OtherLanguage("Arabic or another language in its script", signs=r"[\u0600-\u06ff]"),
    OtherLanguage("Hindi or another language in Devanagari", signs=r"[\u0900-\u097f]"),
    OtherLanguage("Thai", signs=r"[\u0e00-\u0e7f]"),
)
#: What is looked at: the first so many characters.
_MAX_LOOKED_AT: Final = 20_000
_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_LETTER: Final = re.compile(r"[^\W\d_]")
#: The part of a text that must be in a script, and that its most common words are of all its words.
_LEAST_OF_SCRIPT, _LEAST_OF_WORDS = 0.1, 0.12


def guess_other_language(text: str) -> str | None:
    """The name of the language that `text` seems to be in, where it is neither English nor Chinese; None else."""
    text = text[:_MAX_LOOKED_AT]
    letters = len(_LETTER.findall(text))
    if not letters:
        return None
    for language in _SCRIPTS:
        if len(re.findall(language.signs, text)) >= _LEAST_OF_SCRIPT * letters:
            return language.name
    if len(_HAN.findall(text)) >= _LEAST_OF_SCRIPT * letters:
        return None
    words = Counter(re.findall(r"[^\W\d_]+", text.lower()))
    common = {language.name: sum(words[word] for word in language.words) for language in _LATIN}
    best = max(common, key=lambda name: common[name])
    is_clear = common[best] >= _LEAST_OF_WORDS * words.total() and common[best] > 1.5 * common[_ENGLISH.name]
    return best if is_clear else None
