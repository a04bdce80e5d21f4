import type { SignList } from "../signs.ts";

export const da: SignList = {
  take: "læs*, saml*, hent*, søg*, kopier*, åbn*, find*, gem*, noter*",
  give: "send*, upload*, videresend*, del*, overfør*, indsend*, aflever*, post*",
  embed: "tilføj*, indsæt*, vedhæft*, medtag*, skriv ind, skjul*, sammen med",
  run: "kør*, udfør*, start*, kommando*",
  fetch: "download*, hent*, installer*, pakke*",
  alter: "ændr*, erstat*, skriv*, gem*, indstil*, husk*",
  remove: "fjern*, slå fra, deaktiver*, spring over, omgå*, ignorer*, slet*",
  approve: "godkend*, accepter*, tillad*, bekræft*",
  tell: "fortæl*, sig, nævn*, vis*, informer*, spørg*, meddel*, forklar*, ved, vide, opdag*",
  covert:
    "i hemmelighed, i smug, stille, ubemærket, diskret, i baggrunden, behøver ikke vide, ingen behøver",
  unasked:
    "uden at spørge, uden bekræftelse, uden godkendelse, uden tilladelse, uden at sige, uden at nævne",
  secret:
    "adgangskode*, kodeord*, loginoplysning*, nøgler*, api-nøgl*, ssh-nøgl*, private nøgl*, adgangstoken*, miljøvariab*, hemmeligheder, kortnummer*",
  talk: "samtale*, chathistorik*, beskeder, systemprompt*, kontekst*",
  private:
    "personoplysning*, personlige data, brugerens filer, kundedata, kontakter, telefonnummer*, e-mails, kalender*, hjemmemappe*",
  guard: "bekræftelse*, godkendelse*, tilladelse*, sandkasse*, beskyttelse*, firewall*, kontrol*",
  settings: "indstilling*, konfiguration*, hukommelse*, fremtidige session*, fra nu af, permanent",
  person: "bruger*, brugeren, udvikler*, kunde*, nogen, ingen, person*",
  rules: "instruktion*, regler*, retningslinj*",
  override: "ignorer*, glem*, se bort fra, erstat*",
  obey: "følg*, adlyd*, gør som",
  must: "skal, altid, sørg for",
  always: "hver, alle, altid",
  first: "før, inden, først",
  party: "tredjepart*, vores server*, ekstern server*",
  asked: "efter bekræftelse, hvis brugeren beder, spørg først, spørg brugeren, bed om bekræftelse",
  mention: "for eksempel, eksempel*, angreb*, angriber*, phishing",
  until: "før, inden, uden at, undtagen, men, kun",
  not: "ikke, aldrig, ingen, intet, undgå*",
  without: "uden, i stedet for",
};
