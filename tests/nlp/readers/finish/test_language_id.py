"""Languages told apart, and nothing taken for another one in doubt."""

from __future__ import annotations

import pytest

from nlp.readers.finish.language_id import guess_language

FOREIGN = {
    "hu": "A bíróság hétfőn szabadon engedte Szabó Istvánt, közölte az ügyészség Szegeden.",
    "da": "Retten løslod mandag skipperen fra Esbjerg, efter at vidnet havde trukket sin forklaring tilbage.",
    "sw": "Mahakama ilimwachilia nahodha wa meli siku ya Jumatatu baada ya ushahidi kukosekana mjini Tanga.",
    "fi": "Käräjäoikeus vapautti kapteenin maanantaina, kertoi syyttäjä Vaasassa.",
    "cs": "Soud v pondělí propustil kapitána trajektu, řekl mluvčí státního zastupitelství v Ostravě.",
    "vi": "Tòa án đã thả thuyền trưởng vào thứ hai, theo công tố viên tại Hải Phòng.",
    "ro": "Instanța a eliberat luni căpitanul feribotului, a anunțat procuratura din Galați.",
    "tr": "Mahkeme pazartesi günü feribotun kaptanını serbest bıraktı, dedi savcılık.",
    "sl": "Sodišče je v ponedeljek izpustilo kapitana trajekta, je sporočilo tožilstvo v Kopru.",
    "es": "El juzgado dejó en libertad el lunes al capitán del transbordador, informó la fiscalía.",
    "de": "Das Gericht hat am Montag den Kapitän der Fähre freigelassen, teilte die Staatsanwaltschaft mit.",
    "ru": "Суд в понедельник освободил капитана парома, сообщила прокуратура.",
    "uk": "Суд у понеділок звільнив капітана порома, повідомила прокуратура області.",
    "fa": "دادگاه روز دوشنبه ناخدای کشتی را آزاد کرد، دادستانی گفت.",
    "ar": "أفرجت المحكمة يوم الاثنين عن قبطان العبارة، حسبما قالت النيابة.",
    "ja": "裁判所は月曜日にフェリーの船長を釈放したと検察が発表した。",
}


@pytest.mark.parametrize("code", FOREIGN)
def test_foreign_reports(code: str) -> None:
    assert guess_language(FOREIGN[code]) == code


@pytest.mark.parametrize(
    "text",
    [
        "A court in Galați freed Gheorghe Ionescu and Călin Moldoveanu on Monday.",
        "José María Hernández Rodríguez, Guadalupe Martínez",
        "GUNMEN SHOT THE MAYOR OF SAN RAFAEL DE LA VEGA, EL DIARIO SAID",
        "Dead: 2",
        "Ostrel, Velin, Lindholm",
        "Szabó István resigned.",
        "",
        "3 May 2021",
        "Hafen, Kran, Schiff",
    ],
)
def test_names_in_english(text: str) -> None:
    assert guess_language(text) == "en"


def test_what_a_page_declares_counts_only_in_doubt() -> None:
    assert guess_language("Ostrel, Velin, Lindholm", declared="sv-SE") == "sv"
    assert guess_language(FOREIGN["hu"], declared="en") == "hu"
    assert guess_language("The court freed the captain of the ferry on Monday.", declared="hu") == "en"
