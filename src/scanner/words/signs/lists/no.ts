import type { SignList } from "../signs.ts";

export const no: SignList = {
  take: "les*, samle*, hent*, søk*, kopier*, åpne*, finn*, lagre*",
  give: "send*, last opp, videresend*, del*, overfør*, lever*",
  embed: "legg til, sett inn, legg ved, ta med, skjul*",
  run: "kjør*, utfør*, start*, kommando*",
  fetch: "last ned, hent*, installer*, pakke*",
  remove: "fjern*, slå av, deaktiver*, hopp over, omgå*, ignorer*, slett*",
  tell: "fortell*, si, nevn*, vis*, informer*, spør*, forklar*, vet, vite",
  covert:
    "i hemmelighet, i det stille, ubemerket, diskret, i bakgrunnen, trenger ikke å vite, ingen trenger",
  unasked:
    "uten å spørre, uten bekreftelse, uten godkjenning, uten tillatelse, uten å si, uten å nevne",
  secret:
    "passord*, innloggingsdetalj*, nøkler*, api-nøkkel*, ssh-nøk*, private nøk*, tilgangstoken*, miljøvariab*, hemmeligheter, kortnummer*",
  talk: "samtale*, chathistorikk*, meldinger, systemprompt*, kontekst*",
  private:
    "personopplysning*, personlige data, brukerens filer, kundedata, kontakter, telefonnummer*, e-poster, hjemmemappe*",
  guard: "bekreftelse*, godkjenning*, tillatelse*, sandkasse*, beskyttelse*, brannmur*, kontroll*",
  person: "bruker*, brukeren, utvikler*, kunde*, noen, ingen, person*",
  rules: "instruksjon*, regler*, retningslinj*",
  must: "må, skal, alltid, sørg for",
  first: "før, først",
  asked: "etter bekreftelse, hvis brukeren ber, spør først, spør brukeren",
  mention: "for eksempel, eksempel*, angrep*, phishing",
  until: "før, uten å, unntatt, men, bare",
  not: "ikke, aldri, ingen, intet, unngå*",
  without: "uten, i stedet for",
};
