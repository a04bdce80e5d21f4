import type { SignList } from "../signs.ts";

export const pl: SignList = {
  take: "czyt*, przeczyt*, odczyt*, zbier*, zbierz, zebra*, zgromad*, szuk*, znajd*, wyszuk*, kopiuj*, skopiuj*, pobier*, otwórz, otwier*, wypis*, spis*, zanotuj*, zapis*, przejrz*, przeszuk*, wyodrębn*, zarchiwizuj*",
  give: "wyślij, wysył*, wysła*, prześlij, przesył*, przesła*, przekaż*, przekazuj*, udostępni*, opublikuj*, zamieść, dostarcz*, raportuj*, zgłoś, załaduj, wgraj, trafi*, trafia*, kieruj*, synchronizuj*, podaj, podawaj",
  embed:
    "dodaj*, dołącz*, wstaw*, umieść, umieszcz*, wpisz, wpisuj*, zawrzyj, zawiera*, ukryj*, wraz z, razem z, zakoduj*, uzupełn*",
  run: "uruchom*, wykon*, wywoł*, polecen*, skrypt*, odpal*",
  fetch: "pobierz, pobier*, ściągn*, zainstaluj*, instaluj*, pakiet*, zależnoś*, wczytaj*",
  alter:
    "zmień, zmieni*, zmodyfikuj*, zastąp*, nadpisz*, zapisz, zapisuj*, ustaw*, skonfiguruj*, dodaj, zapamięt*, włącz*, podmień, edytuj*",
  remove: "usuń, usuwaj*, wyłącz*, pomiń, pomija*, omiń, omija*, zignoruj*, skasuj*",
  approve:
    "zatwierdź, zatwierdzaj*, akceptuj*, zaakceptuj*, potwierdź, potwierdzaj*, zezwól, zezwalaj*, udziel*, zaufaj*",
  tell: "mów*, powiedz*, wspomin*, wspomnij*, informuj*, poinformuj*, pokazuj*, pokaż*, pytaj*, zapytaj*, ujawni*, wyjaśni*, wie, wiedzie*, dowie*, zauważ*, zgłaszaj*, komentuj*, powiadom*, ostrzeg*",
  conceal: "ukryj*, ukrywaj*, zataj*, przemilcz*, zachowaj w tajemnicy, w tajemnicy, zatrzyj ślady",
  covert:
    "po cichu, potajemnie, dyskretnie, niezauważ*, w tle, skrycie, bez wiedzy, jak gdyby nigdy nic, nie musi wiedzieć, nie muszą wiedzieć, ani słowa, między nami, bez śladu, cicho",
  unasked:
    "bez pytania, bez potwierdzenia, bez zgody, bez pozwolenia, bez zatwierdzenia, bez informowania, bez powiadamiania, nie pytaj, nie wymaga potwierdzenia, w imieniu użytkownika",
  consent:
    "już się zgodził*, zgodził się, wyraził zgodę, wyrazili zgodę, już zatwierdz*, jest upoważnion*, zgoda została",
  falsify:
    "udawaj*, podszyj*, sfałszuj*, kłam*, skłam*, nazwij to, jeśli ktoś zapyta, podaj się za",
  secret:
    "hasł*, haseł, dane logowania, danych logowania, poświadczeni*, klucz* prywatn*, klucz* ssh, klucz* api, klucze, kluczy, tajn*, token* dostęp*, tokeny, zmienn* środowiskow*, sekrety, sekretów, fraz* odzysk*, fraz* seed, portfel*, kart* kredytow*, dane bankowe, danych bankowych, ciasteczk*, kod* weryfikacyjn*, pin",
  token: "klucz, token, sekret, konfigurac*",
  talk: "rozmow*, rozmów, konwersac*, historię czatu, historia czatu, histori*, wiadomości użytkownika, prompt systemowy, kontekst*, co użytkownik",
  private:
    "dane osobowe, danych osobowych, dane klientów, danych klientów, pliki użytkownika, plików użytkownika, dokumenty użytkownika, kontakty, kontaktów, numer* telefonu, skrzynk*, kalendarz*, zdjęcia, lokalizac*, schowk*, historię przeglądania, poufn*, wyciąg* bankow*, katalog* domow*, pacjent*",
  source:
    "kod* źródłow*, repozytori*, katalog* robocz*, zawartość plik*, treść plik*, wszystkie pliki, każdy plik, otwart* plik*",
  guard:
    "potwierdzen*, zgod*, zatwierdzen*, uprawnien*, piaskownic*, sandbox*, zabezpiecz*, antywirus*, zapor*, weryfikac*, kontrol*, sprawdzan*, testy, testów",
  settings:
    "ustawieni*, konfigurac*, pamięć, pamięci, plik* reguł, claude.md, agents.md, .cursorrules, przyszł* sesj*, kolejn* sesj*, następn* sesj*, od teraz, od tej pory, na stałe, autostart*",
  person:
    "użytkownik*, programist*, klient*, ktokolwiek, nikt, nikogo, nikomu, człowiek*, osob*, właściciel*, pracownik*",
  rules: "instrukcj*, reguł*, zasad*, wytyczn*, poleceni*, polityk*",
  override:
    "zignoruj*, ignoruj*, zapomnij*, zastąp*, nadpisz*, pomiń, nie obowiązuj*, zamiast tego co, nawet jeśli użytkownik",
  precede: "pierwszeństwo, najwyższy priorytet, nadrzędn*, ważniejsz*",
  obey: "stosuj*, przestrzegaj*, postępuj*, wykonuj*, podążaj*, zgodnie z, rób co",
  solicit: "poproś*, proś*, zapytaj*, zażądaj*, wpis*, podaj*",
  must: "musi*, zawsze, koniecznie, należy, proszę, trzeba, powin*",
  always: "każd*, wszystk*, zawsze, za każdym razem",
  first: "zanim, przed, najpierw, na początku, przy starcie",
  party:
    "osob* trzeci*, partner*, dostawc*, nasz serwer, naszego serwera, nasz zespół, zewnętrzn* serwer*, zewnętrzn* usług*",
  public:
    "komunika* commit*, opis* commit*, nazw* gałęzi, metadan*, gist, komentarz* w kodzie, publiczn*",
  slot: "parametr*, argument*, pol*, nagłów*",
  encode: "base64*, od tyłu, zakodowan*, niewidoczn*, biał* tekst*, pierwsze litery, szesnastkow*",
  asked:
    "po potwierdzeniu, po uzyskaniu zgody, za zgodą, jeśli użytkownik poprosi, jeśli użytkownik chce, na prośbę, na życzenie, najpierw zapytaj, zapytaj użytkownika, poproś o potwierdzenie, poproś o zgodę, poczekaj na",
  care: "zamaskuj*, maskuj*, rotuj*, anonimizuj*, tylko nazwy, lokalnie, nigdy nie wyświetlaj, nie zapisuj, rodo",
  mention:
    "na przykład, np, przykład*, atak*, napastnik*, phishing, podejrzan*, wykryw*, rozpozna*",
  teach: "wyjaśni*, ucz, naucz*, ćwiczen*, sprawdź czy, jak, dlaczego, opowiada*, gr*",
  pretext:
    "zgodność, zgodności, diagnostyk*, jakości, statystyk*, uleps*, licencj*, kopi* zapasow*, audyt*",
  until: "zanim, bez, chyba że, dopóki, ale, tylko, zapomnij*, oprócz",
  poison:
    "tylne drzwi, tylnych drzwi, luk*, skrypt* śledząc*, dodatkow* zależnoś*, dodatkow* pakiet*, ukryt* kont*, nasz pakiet, nasz skrypt",
  not: "nie, nigdy, nikt, nic, żadn*, unikaj*",
  without: "bez, zamiast",
};
