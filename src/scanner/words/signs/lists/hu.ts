import type { SignList } from "../signs.ts";

export const hu: SignList = {
  take: "olvas*, gyűjts*, gyűjt*, keres*, másol*, nyisd*, mentsd*, szerezd*, jegyezd*, listázd*",
  give: "küld*, töltsd fel, feltölt*, továbbít*, add át, oszd meg, megosz*, juttasd*, tedd közzé",
  embed: "add hozzá, illeszd*, csatold*, írd*, rejtsd*, tedd bele, foglald bele",
  run: "futtasd*, indítsd*, hajtsd végre, parancs*",
  fetch: "töltsd le, letölt*, telepítsd*, csomag*",
  remove: "töröld*, kapcsold ki, hagyd ki, kerüld meg, tiltsd le",
  tell: "mondd*, említs*, említ*, tájékoztas*, mutasd*, kérdez*, árul*, szólj*, tud, tudnia, magyarázd*",
  covert:
    "titokban, csendben, észrevétlen*, háttérben, nem kell tudnia, tudta nélkül, feltűnés nélkül",
  unasked:
    "kérdés nélkül, megerősítés nélkül, jóváhagyás nélkül, engedély nélkül, anélkül hogy, említés nélkül",
  secret:
    "jelszav*, jelszó*, hitelesítő adat*, belépési adat*, kulcsok*, api-kulcs*, api kulcs*, ssh-kulcs*, ssh kulcs*, privát kulcs*, tokenek*, környezeti változó*, titkok*, kártyaszám*",
  talk: "beszélgetés*, csevegés*, üzenetek*, rendszerüzenet*, kontextus*",
  private:
    "személyes adat*, felhasználó fájl*, ügyféladat*, névjegy*, telefonszám*, e-mailek*, naptár*, saját mappa*",
  guard: "megerősítés*, jóváhagyás*, engedély*, homokozó*, védelem*, tűzfal*, ellenőrzés*",
  person: "felhasználó*, fejlesztő*, ügyfél*, senki*, valaki*, ember*",
  rules: "utasítás*, szabály*, irányelv*",
  must: "kell, mindig, kötelező, feltétlenül",
  first: "mielőtt, előtt, először, előbb",
  asked: "megerősítés után, ha a felhasználó kéri, kérésre, kérdezd meg",
  mention: "például, támadás*, adathalász*",
  until: "mielőtt, anélkül, kivéve, de, csak",
  not: "ne, nem, soha, semmi, senkinek, sose",
  without: "nélkül, helyett",
};
