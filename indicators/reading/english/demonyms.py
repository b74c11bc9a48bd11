"""Adjectives of countries that their names do not give away: Spanish exports are those of Spain."""

from __future__ import annotations

_TABLE = """
Albania Albanian; Algeria Algerian; Argentina Argentine Argentinian; Armenia Armenian; Australia Australian; Austria Austrian;
Azerbaijan Azerbaijani; Bangladesh Bangladeshi; Belarus Belarusian; Belgium Belgian; Bolivia Bolivian; Brazil Brazilian;
Bulgaria Bulgarian; Cambodia Cambodian; Canada Canadian; Chile Chilean; China Chinese; Colombia Colombian; Croatia Croatian;
Cyprus Cypriot; Czechia Czech; Denmark Danish; Ecuador Ecuadorian; Egypt Egyptian; Estonia Estonian; Ethiopia Ethiopian;
Finland Finnish; France French; Georgia Georgian; Germany German; Ghana Ghanaian; Greece Greek; Hungary Hungarian; Iceland Icelandic;
India Indian; Indonesia Indonesian; Iran Iranian; Iraq Iraqi; Ireland Irish; Israel Israeli; Italy Italian; Japan Japanese;
Jordan Jordanian; Kazakhstan Kazakh; Kenya Kenyan; Kuwait Kuwaiti; Latvia Latvian; Lebanon Lebanese; Lithuania Lithuanian;
Malaysia Malaysian; Malta Maltese; Mexico Mexican; Mongolia Mongolian; Morocco Moroccan; Myanmar Burmese; Nepal Nepalese Nepali;
Netherlands Dutch; Nigeria Nigerian; Norway Norwegian; Pakistan Pakistani; Peru Peruvian; Philippines Philippine Filipino; Poland Polish;
Portugal Portuguese; Qatar Qatari; Romania Romanian; Russia Russian; Saudi_Arabia Saudi; Serbia Serbian; Singapore Singaporean;
Slovakia Slovak; Slovenia Slovenian; South_Africa South_African; South_Korea South_Korean Korean; Spain Spanish; Sri_Lanka Sri_Lankan; Sweden Swedish;
Switzerland Swiss; Taiwan Taiwanese; Thailand Thai; Tunisia Tunisian; Turkey Turkish; Ukraine Ukrainian; United_Kingdom British;
United_States American; Uruguay Uruguayan; Uzbekistan Uzbek; Vietnam Vietnamese; Scotland Scottish; Wales Welsh; England English
"""

#: adjective in small letters → name of the country
DEMONYMS = {
    adjective.replace("_", " ").lower(): country.replace("_", " ")
    for country, *adjectives in (entry.split() for entry in _TABLE.replace("\n", " ").split(";"))
    for adjective in adjectives
}

_ENDINGS = ("an", "ian", "ese", "ish", "ic", "ch", "on", "i", "ard")


def place_of_adjective(word: str, places: list[str]) -> str | None:
    """The one of `places` that an adjective in small letters is made of: Bavarian of Bavaria, Catalan of Catalonia."""
    if not word.endswith(_ENDINGS) or len(word) < 6:
        return None
    stem = word[:5]
    return next((place for place in places if place.lower().startswith(stem) and place.lower() != word), None)
