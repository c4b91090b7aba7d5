"""Dutch verbs that leave a particle behind: "sla het bestand op".

They are listed by the beginnings of their forms, those with another vowel or one letter fewer too.
"""

import re

_ENDINGS = r"(?:e?[dt]e?n?|e?n)?\b"

VERBS_OF_PARTICLE = {
    particle: re.compile(rf"\b(?:{'|'.join(beginnings.split())}){_ENDINGS}", re.IGNORECASE)
    for particle, beginnings in {
        "aan": "beveel bevel bied blijf blijv duid ga geef gev haal hal hang kom kondig maak mak meld neem neig nem pak"
        " pas pass raad rad roep schaf schakel sla slaa sluit spoor spreek sta staa stel stip ton toon tref treff"
        " val vraag vrag vul wend wijs wijz zet zett",
        "bij": "draa draag draai drag hou houd kom lees leg legg lez sta staa stel stell voeg werk won woon",
        "door": "blader ga gaa geef gev klik klikk loop lop stur stuur verbind verwijs verwijz voer werk zet zett zoek",
        "in": "bouw breng check deel del dien druk drukk ga gaa grijp haal hal hou houd kom kopieer laad lad lees lever"
        " lez log logg loop lop neem nem richt roep ruil schakel schat schatt schrijf schrijv sluit speel speler"
        " stel stell stem stemm stur stuur treed trek trekk typ vat vatt voeg voer vul wissel zet zett zoom",
        "na": "bootst denk ga gaa kijk kom laat lat loop lop",
        "om": "bouw draai ga gaa kom leid roep ruil schakel vorm wissel zet zett",
        "onder": "breng deel del ga gaa",
        "op": "bel bell bied bouw breng deel del draa duik ga gaa geef gev haal hal hef heff hoog kijk klim kom leg"
        " legg leid lever los loss maak mak merk neem nem noem not poets por roep ruim schon schoon schort schrijf"
        " sla slaa splits start stel stell stijg stur stuur tel tell treed tref treff trek trekk val vall"
        " vang volg vraag vrag vul wek wekk werp zeg zegg zet zett zoek zuig",
        "over": "breng draa draag drag ga gaa hou houd kom laat lat neem nem plaats schakel sla slaa stap stapp stuur"
        " zet zett",
        "uit": "besteed blijf blijv brei breid deel del doof druk drukk ga gaa geef gev groei haal hal kies kiez kijk"
        " klap klapp kom leen lees leg legg lever lez lijn log logg lok loop lop maak mak neem nem nodig oefen pak"
        " pakk print put reken rol roll rust schakel schrijf schrijv sluit sorteer sta staa stel stell stur stuur"
        " test trek trekk typ vaardig val vall vind voer werk wijs wijz wissel zend zet zett zoek zoom",
        "voor": "bereid doe doet houd hou kom leg legg lees lez schotel schrijf schrijv spiegel sta staa stel stell"
        " zit",
    }.items()
}
"""For each particle what finds a form of one of its verbs."""
