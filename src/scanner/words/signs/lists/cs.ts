import type { SignList } from "../signs.ts";

export const cs: SignList = {
  take: "přečti*, čti, čte, načti*, shromáždi*, sesbír*, sbír*, získej*, najdi*, hledej*, vyhled*, kopíruj*, zkopíruj*, otevři*, vypiš*, zaznamenej*, ulož*, zapiš*",
  give: "pošli*, posílej*, posíl*, odešli*, odesíl*, nahraj*, předej*, předáv*, přepošli*, sdílej*, odevzdej*, zveřejn*, doruč*, přenes*",
  embed:
    "přidej*, přidáv*, vlož*, vkládej*, připoj*, přilož*, zahrň*, zapiš*, doplň*, skryj*, spolu s",
  run: "spusť*, spouštěj*, proveď*, prováděj*, příkaz*, skript*",
  fetch: "stáhni*, stahuj*, nainstaluj*, instaluj*, balíč*, závislost*, načti*",
  alter: "změň*, uprav*, nahraď*, přepiš*, ulož*, nastav*, přidej*, zapamatuj*",
  remove: "odstraň*, vypni*, zakaž*, přeskoč*, obejdi*, obcház*, ignoruj*, smaž*",
  approve: "schval*, přijmi*, povol*, potvrď*, potvrzuj*, důvěřuj*",
  tell: "řekni*, říkej*, zmiň*, zmiňuj*, informuj*, ukazuj*, ukaž*, ptej*, zeptej*, oznam*, vysvětl*, ví, věděl*, vědět, dozví*, prozraď*, upozorn*",
  conceal: "skryj*, zataj*, utaj*, zamlč*, drž v tajnosti",
  covert:
    "tajně, potají, potichu, tiše, nenápadně, na pozadí, bez vědomí, nemusí vědět, nepotřebuje vědět, jako by nic",
  unasked:
    "bez ptaní, bez potvrzení, bez souhlasu, bez schválení, bez svolení, bez upozornění, bez zmínky, neptej se, jménem uživatele",
  secret:
    "hesl*, hesel, přihlašovac* údaj*, přístupov* údaj*, klíče, klíčů, soukrom* klíč*, api klíč*, ssh klíč*, tokeny, tokenů, přístupov* token*, proměnn* prostředí, tajemství, obnovovac* fráz*, peněžen*, čísl* karet, čísl* karty, pin",
  talk: "konverzac*, rozhovor*, historii chatu, historie chatu, zprávy uživatele, systémov* prompt*, kontext*",
  private:
    "osobní údaje, osobních údajů, osobní data, soubory uživatele, data zákazníků, kontakty, adresář*, telefonní čísl*, e-maily, kalendář*, fotografi*, poloh*, domovsk* adresář*, schránk*",
  source: "zdrojov* kód*, obsah souborů, obsah souboru, všechny soubory, repozitář*",
  guard:
    "potvrzení*, schválení*, oprávnění*, sandbox*, ochran*, antivirus*, firewall*, kontrol*, ověřen*, testy",
  settings:
    "nastavení*, konfigurac*, paměť*, paměti, budoucí relac*, příští relac*, od teď, napříště, trvale",
  person: "uživatel*, vývojář*, zákazník*, nikdo, nikomu, někdo, člověk*, osob*",
  rules: "pokyn*, instrukc*, pravidl*, příkazy",
  override: "ignoruj*, zapomeň*, nahraď*, neplatí, už neplatí",
  obey: "řiď se, dodržuj*, postupuj*, poslechni*, podle",
  must: "musí*, vždy, povinně, prosím, nutně",
  always: "každ*, všechn*, vždy",
  first: "před, nejprve, nejdříve, než",
  party: "třetí stran*, náš server, našeho týmu, náš tým, extern* server*, partner*",
  asked:
    "po potvrzení, se souhlasem, pokud uživatel požádá, na žádost, nejdřív se zeptej, zeptej se uživatele, požádej o potvrzení, počkej na",
  care: "zamaskuj*, maskuj*, jen názvy, lokálně, nikdy nevypisuj, neukládej",
  mention: "například, příklad*, útok*, útočník*, phishing, podezřel*",
  teach: "vysvětl*, nauč*, cvičení*, zkontroluj zda",
  until: "než, aniž, bez, kromě, dokud, ale, jen, pouze",
  not: "ne, nikdy, nic, žádn*, neříkej*, nezmiňuj*, neinformuj*, neukazuj*, neptej*, nikomu, nečti, nevypisuj, neposílej, neukládej",
  without: "bez, místo",
};
