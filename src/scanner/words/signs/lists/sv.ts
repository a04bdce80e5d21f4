import type { SignList } from "../signs.ts";

export const sv: SignList = {
  take: "läs*, samla*, hämta*, sök*, kopiera*, öppna*, lista*, spara*, leta*, anteckna*, exportera*, skriv ut",
  give: "skicka*, sänd*, ladda upp, laddas upp, vidarebefordra*, dela*, posta*, lämna*, rapportera*, lägg upp, överför*, publicera*, bifoga*",
  embed:
    "lägg till, lägg in, infoga*, bifoga*, inkludera*, skriv in, sätt in, göm*, ta med, tillsammans med",
  run: "kör, köra, starta*, utför*, kommando*, skript*",
  fetch: "ladda ner, ladda ned, hämta*, installera*, paket*, beroende*",
  alter: "ändra*, ersätt*, skriv*, spara*, ställ in, ställ om, lägg till, konfigurera*, kom ihåg",
  remove: "ta bort, stäng av, inaktivera*, hoppa över, kringgå*, ignorera*, radera*",
  approve: "godkänn*, acceptera*, tillåt*, bekräfta*, lita på",
  tell: "berätta*, säg*, nämn*, visa*, informera*, fråga*, meddela*, förklara*, vet, veta, märk*, avslöja*, rapportera*",
  conceal: "låt bli att nämna, nämn inte, dölj*, göm*, håll hemligt, hemlighåll*, förtig*",
  covert:
    "i hemlighet, i smyg, tyst, obemärkt, diskret, i bakgrunden, behöver inte veta, ingen behöver, ingen ska, utan att någon, som om ingenting",
  unasked:
    "utan att fråga, utan bekräftelse, utan godkännande, utan tillåtelse, utan att säga, utan att nämna, fråga inte",
  consent: "har godkänt, har redan, redan godkänt, har samtyckt",
  secret:
    "lösenord*, inloggningsuppgift*, autentiseringsuppgift*, nycklar*, api-nyck*, ssh-nyck*, privata nyck*, åtkomsttoken*, miljövariab*, hemligheter*, återställningsfras*, kortnummer*, pinkod*, kakor, bankuppgift*",
  talk: "samtal*, konversation*, chatthistorik*, meddelanden, systemprompt*, sammanhang*, historik*",
  private:
    "personuppgift*, privata uppgift*, användarens filer, kunduppgift*, kontakter, adressbok*, telefonnummer*, e-post*, kalender*, foton, plats*, hemkatalog*, urklipp*",
  source: "källkod*, filens innehåll, innehållet i fil*, alla filer, arbetskatalog*",
  guard:
    "bekräftelse*, godkännande*, behörighet*, sandlåda*, skydd*, antivirus*, brandvägg*, kontroll*, tester",
  settings:
    "inställning*, konfiguration*, minne*, regelfil*, framtida session*, kommande session*, från och med nu, permanent",
  person: "användare*, användaren, utvecklare*, kund*, någon, ingen, människ*, person*",
  rules: "instruktion*, regler*, riktlinj*, anvisning*",
  override: "ignorera*, glöm*, bortse*, ersätt*, gäller inte längre",
  obey: "följ*, lyd*, gör som, enligt",
  must: "måste, ska, alltid, se till",
  always: "varje, alla, alltid, samtliga",
  first: "innan, före, först",
  party: "tredje part*, vår server*, vårt team, extern server*, partner*",
  asked:
    "efter bekräftelse, om användaren ber, på begäran, fråga först, fråga användaren, be om bekräftelse, vänta på",
  care: "maskera*, rotera*, bara namn*, lokalt, visa aldrig, spara inte",
  mention: "till exempel, exempel*, attack*, angripar*, nätfiske, misstänkt*",
  teach: "förklara*, lär*, övning*, kontrollera om",
  until: "innan, utan att, förrän, utom, men, bara, glöm",
  not: "inte, ej, aldrig, inget, ingen, undvik*",
  without: "utan, istället för",
};
