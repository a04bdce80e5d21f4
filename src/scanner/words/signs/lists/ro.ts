import type { SignList } from "../signs.ts";

export const ro: SignList = {
  take: "citeș*, citest*, adun*, colecteaz*, strâng*, caut*, găseș*, copiaz*, deschid*, extrag*, obți*, notează*, listeaz*",
  give: "trimit*, încarc*, transmit*, expediaz*, partajeaz*, predă*, public*, redirecționeaz*, livreaz*",
  embed: "adaug*, include*, inserează*, ataș*, scrie*, pune*, ascunde*, împreună cu",
  run: "ruleaz*, execut*, pornește*, comand*",
  fetch: "descarc*, instaleaz*, pachet*",
  remove: "șterge*, dezactiveaz*, sari, ocolește*, ignoră*",
  tell: "spune*, menționa*, inform*, arăt*, întreab*, dezvălui*, explic*, știe, știu, află, anunț*",
  covert:
    "în secret, pe ascuns, discret, fără știrea, în fundal, nu trebuie să știe, nu are nevoie să știe, pe tăcute",
  unasked:
    "fără să întrebi, fără a întreba, fără confirmare, fără acord, fără aprobare, fără permisiune, fără să spui, fără a menționa",
  secret:
    "parol*, credențial*, date de autentificare, chei*, cheia api, chei api, chei ssh, token*, variabil* de mediu, secrete*, fraza de recuperare, numărul cardului",
  talk: "conversați*, istoricul*, mesajele utilizatorului, prompt* de sistem, context*",
  private:
    "date personale, datele personale, fișierele utilizatorului, datele clienților, contacte*, număr* de telefon, e-mailuri*, calendar*, directorul personal",
  guard: "confirmare*, aprobare*, permisiun*, sandbox*, protecți*, antivirus*, firewall*, verific*",
  settings: "setări*, configuraț*, memori*, sesiunile viitoare, de acum înainte, permanent",
  person: "utilizator*, dezvoltator*, client*, cineva, nimeni, nimănui, persoan*",
  rules: "instrucțiun*, regul*, directiv*",
  must: "trebuie, întotdeauna, obligatoriu, mereu, te rog",
  first: "înainte, mai întâi, întâi",
  asked:
    "după confirmare, dacă utilizatorul cere, la cerere, întreabă mai întâi, întreabă utilizatorul, cere confirmarea",
  mention: "de exemplu, exempl*, atac*, phishing",
  until: "înainte, fără, decât, dar, doar, numai",
  not: "nu, niciodată, nimic, nimeni, evită",
  without: "fără, în loc de",
};
