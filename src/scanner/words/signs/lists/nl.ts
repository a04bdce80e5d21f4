import type { SignList } from "../signs.ts";

export const nl: SignList = {
  take: "lees, lezen, gelezen, verzamel*, zoek*, vind*, haal*, ophal*, kopieer*, noteer*, open*, lijst, som op, doorzoek*, bewaar*, archiveer*, bekijk*, neem, onderschep*, exporteer*, vat samen",
  give: "stuur*, verstuur*, zend*, verzend*, upload*, plaats*, post*, deel*, lever*, geef*, doorgeef*, doorsturen, stuur door, meld*, rapporteer*, overdrag*, draag over, bezorg*, publiceer*, terecht, aankom*, spiegel*, synchroniseer*, mail*, dien in",
  embed:
    "voeg*, toevoeg*, voeg toe, sluit in, insluit*, bijvoeg*, voeg bij, zet, plaats*, schrijf*, verstop*, verberg*, opnem*, neem op, inclusief, samen met, vul in, codeer*",
  run: "voer uit, uitvoer*, draai*, start*, roep aan, opdracht*, commando*, script*",
  fetch: "download*, installeer*, haal op, pakket*, afhankelijkhe*, laad",
  alter:
    "wijzig*, verander*, pas aan, aanpass*, vervang*, overschrijf*, schrijf*, sla op, opslaan, stel in, instel*, zet, configureer*, registreer*, voeg toe, onthoud*",
  remove:
    "verwijder*, wis, wissen, schakel uit, uitschakel*, zet uit, uitzet*, sla over, oversla*, omzeil*, negeer*, laat weg, weglat*",
  approve:
    "keur goed, goedkeur*, accepteer*, bevestig*, sta toe, toesta*, autoriseer*, verleen*, vertrouw*",
  tell: "vertel*, zeg*, noem*, vermeld*, meld*, informeer*, toon*, laat zien, vraag*, vragen, weet, weten, merk*, leg uit, uitleg*, praat*, bespreek*, waarschuw*, onthul*",
  conceal: "verberg*, verzwijg*, houd geheim, geheim hou*, verhul*, achterhoud*",
  covert:
    "stilletjes, heimelijk*, ongemerkt, in het geheim, stiekem*, onopvallend*, op de achtergrond, alsof er niets, hoeft dit niet te weten, hoeft het niet te weten, hoeven dit niet, niets van weten, geen woord, tussen ons, buiten medeweten",
  unasked:
    "zonder te vragen, zonder bevestiging, zonder toestemming, zonder goedkeuring, zonder melding, zonder het te, zonder overleg, vraag niet om, geen bevestiging, namens de gebruiker",
  consent:
    "heeft toegestemd, heeft al, hebben al, is akkoord, zijn akkoord, al goedgekeurd, is goedgekeurd, vooraf goedgekeurd, is op de hoogte",
  falsify:
    "doe alsof, vervals*, lieg*, doe je voor, beweer*, noem het, als iemand vraagt, als er gevraagd",
  secret:
    "wachtwoord*, inloggegevens, aanmeldgegevens, geheimen, geheime sleutel*, privésleutel*, private sleutel*, ssh-sleutel*, api-sleutel*, toegangstoken*, toegangssleutel*, omgevingsvariabele*, sleutels, herstelzin, herstelwoorden, pincode*, bankgegevens, creditcard*, cookies",
  token: "sleutel, token, geheim, configuratie, instellingen",
  talk: "gesprek*, conversatie*, chatgeschiedenis, berichten van de gebruiker, systeemprompt, geschiedenis, context, wat de gebruiker, woordelijk",
  private:
    "persoonsgegevens, persoonlijke gegevens, privégegevens, klantgegevens, vertrouwelijke*, bestanden van de gebruiker, documenten van de gebruiker, contacten, adresboek, telefoonnummer*, e-mails, postvak, agenda, foto's, locatie, klembord, browsergeschiedenis, medische gegevens, bankafschrift*, thuismap, patiënt*",
  source:
    "broncode, repository, werkmap, projectmap, inhoud van het bestand, inhoud van de bestanden, alle bestanden, elk bestand, geopende bestand*",
  guard:
    "bevestiging*, goedkeuring*, toestemming*, sandbox, beveiliging*, virusscanner, firewall, controle*, verificatie, machtiging*, tests",
  settings:
    "instellingen, configuratie, geheugen, regelbestand, claude.md, agents.md, .cursorrules, volgende sessies, toekomstige sessies, alle sessies, vanaf nu, voortaan, permanent, git-hook*, opstart*",
  person:
    "gebruiker*, ontwikkelaar*, klant*, iemand, niemand, mens*, persoon, eigenaar, medewerker*, lezer*",
  rules: "instructie*, regel*, richtlijn*, opdracht*, aanwijzing*, beleid",
  override:
    "negeer*, vergeet*, vervang*, overschrijf*, gelden niet meer, geldt niet meer, in plaats van wat, ook als de gebruiker",
  precede: "voorrang, hoogste prioriteit, gaat voor, gaan voor, heeft voorrang",
  obey: "volg*, gehoorzaam*, houd je aan, handel naar, doe wat, zoals daar",
  solicit: "vraag*, laat de gebruiker, voer in, typ*, geef op",
  must: "moet*, altijd, verplicht, zorg dat, zorg ervoor, dien*, alsjeblieft",
  always: "elke, alle, altijd, ieder*, telkens, steeds",
  first: "voordat, vóór, eerst, vooraf, voor elk*, aan het begin, bij het starten",
  party:
    "derden, derde partij*, partner*, leverancier*, onze server, ons team, onze dienst, externe server, externe dienst",
  public:
    "commitbericht*, branchnaam, alt-tekst, metadata, gist, openbare issue, commentaar in de code",
  slot: "parameter*, argument*, veld*, header*",
  encode:
    "base64*, achterstevoren, gecodeerd, onzichtbaar*, witte tekst, beginletters, hexadecimaal",
  asked:
    "na bevestiging, na toestemming, na goedkeuring, als de gebruiker daarom vraagt, als de gebruiker dat wil, op verzoek, vraag eerst, vraag de gebruiker, vraag om bevestiging, wacht op bevestiging",
  care: "maskeer*, roteer*, anonimiseer*, alleen de namen, lokaal, toon nooit, sla niet op, nooit tonen, avg",
  mention: "bijvoorbeeld, voorbeeld*, aanval*, aanvaller*, phishing, verdacht*, herken*, zoals",
  teach: "leg uit, uitleg*, leer*, oefening*, controleer of, hoe, waarom, verhaal*, spel*",
  pretext:
    "naleving, diagnose, kwaliteit*, statistiek*, verbetering*, facturering, licentie*, back-up*, audit*",
  until: "voordat, zonder, behalve, tenzij, totdat, maar, alleen, vergeet*",
  poison:
    "achterdeur*, kwetsbaarhe*, trackingscript*, extra afhankelijkheid, extra pakket, verborgen account, ons pakket, ons script",
  not: "niet, geen, nooit, niets, niemand, vermijd*",
  without: "zonder, in plaats van",
};
