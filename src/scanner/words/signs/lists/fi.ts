import type { SignList } from "../signs.ts";

export const fi: SignList = {
  take: "lue*, kerää*, hae*, etsi*, kopioi*, avaa*, tallenna*, listaa*",
  give: "lähetä*, lataa palvelimelle, välitä*, jaa*, siirrä*, toimita*, julkaise*",
  embed: "lisää*, liitä*, sisällytä*, kirjoita*, piilota*",
  run: "suorita*, käynnistä*, aja, komento*",
  fetch: "lataa*, asenna*, paketti*",
  remove: "poista*, kytke pois, ohita*, kierrä*",
  tell: "kerro*, mainitse*, näytä*, ilmoita*, kysy*, selitä*, tiedä*, tietää, paljasta*",
  covert: "salaa, salassa, hiljaa, huomaamatta, taustalla, ei tarvitse tietää",
  unasked:
    "kysymättä, ilman vahvistusta, ilman lupaa, ilman hyväksyntää, kertomatta, mainitsematta",
  secret:
    "salasan*, tunnuks*, kirjautumistie*, avaim*, api-avai*, ssh-avai*, ympäristömuuttuj*, salaisuu*, korttinumero*, käyttöoikeustunnus*",
  talk: "keskustelu*, viestihistoria*, järjestelmäkehot*, konteksti*",
  private:
    "henkilötie*, käyttäjän tiedosto*, asiakastie*, yhteystie*, puhelinnumero*, sähköposti*, kalenteri*, kotikansio*",
  guard: "vahvistu*, hyväksyn*, käyttöoikeu*, hiekkalaatik*, suojau*, palomuur*, tarkistu*",
  person: "käyttäj*, kehittäj*, asiakas*, kukaan, kenellekään, ihmi*",
  rules: "ohje*, sääntö*, säännöt, ohjeist*",
  must: "täytyy, pitää, aina, varmista*",
  first: "ennen, ensin",
  asked: "vahvistuksen jälkeen, jos käyttäjä pyytää, kysy ensin, kysy käyttäjältä, pyydä vahvistus",
  mention: "esimerkiksi, hyökkäy*, tietojenkalastelu*",
  until: "ennen, paitsi, mutta, vain",
  not: "ei, älä, älkää, eivät, koskaan",
  without: "ilman, sijaan",
};
