import type { Family } from "../groups.ts";

export const de: Family = {
  agent:
    "assistent*, ki, ki-assistent*, ki-agent*, sprachmodell*, ki-modell*, chatbot*, ki-system*, ki-werkzeug*",
  maybeAgent: "agent, agenten, modell, modelle, bot",
  you: "du, dein*, sie, ihr*, dich, dir",
  modal:
    "muss*, mussen, soll*, immer, bitte, unbedingt, zwingend, verpflichtend, stets, nie, niemals, hast zu",
  call: "achtung, hinweis an, nachricht an, liebe*, wichtig, hallo, anweisung an, an alle, an die, als, wenn du, fur alle",
  not: "nichts, nicht, nie, niemals, kein, keine, keinen, keinem, keinesfalls",
  without: "ohne, statt, anstatt",
  drop: "ignorier*, missacht*, vergiss*, vergesse*, uberschreib*, umgehe*, verwirf, verwerfe*, beachte nicht, setze ausser kraft, hebe auf, streiche, lass ausser acht, lasse ausser acht, befolge nicht, gelten nicht mehr",
  prior:
    "vorherige*, bisherige*, vorige*, vorangegangene*, obige*, fruhere*, alle, allen, aller, jede*, samtliche*, ursprungliche*, andere*, system*, bisher",
  rules:
    "anweisung*, regel*, vorgabe*, richtlinie*, befehl*, prompt*, einschrankung*, instruktion*, vorschrift*, auftrage*, leitlinie*, wunsche*",
  precede:
    "hochste prioritat, oberste prioritat, vorrang vor, hat vorrang, haben vorrang, geht vor, wichtiger als alle",
  unbound:
    "keine einschrankungen, ohne einschrankungen, uneingeschrankt, entwicklermodus, neue anweisungen, eigentliche aufgabe, wahre aufgabe, keine regeln mehr",
  tell: "sag*, erwahn*, informier*, mitteil*, verrat*, zeig*, frag*, melde*, berichte*, erzahl*, nenn*, benachrichtig*, wissen lassen, anzeig*, hinweis*, bescheid, protokollier*, bestatig*, offenleg*, anmerk*, erklar*, nachzufragen, zu fragen, zu informieren, merkt, bemerkt",
  person:
    "benutzer*, nutzer*, anwender*, mensch*, niemand*, irgendjemand*, person*, kunden, kunde, entwickler*, jemand*, ihn, ihm",
  conceal: "verheimlich*, verschweig*, verberg*, verbirg*, geheim halten",
  secretly:
    "heimlich, unbemerkt, stillschweigend, im geheimen, unauffallig, lautlos, verdeckt, im stillen, leise, insgeheim",
  get: "lies, lese, lesen, gelesen, ausgelesen, gesammelt*, kopiert, erfasst, geholt, gesucht, sammle*, samle, hol, hole, holen, suche, suchen, extrahier*, kopier*, finde, finden, beschaff*, auslesen, zusammentragen, trage zusammen, erfasse, nimm, offne, offnen, fasse zusammen, gib wieder, durchsuch*, ermittle*, greif",
  secret:
    "zugangsdaten, passwort*, passworter, anmeldedaten, geheimnisse, api-schlussel*, api schlussel*, private schlussel, privaten schlussel*, ssh-schlussel*, zugriffstoken*, umgebungsvariable*, seed-phrase, wiederherstellungsphrase, vertrauliche daten, vertraulichen daten, kennwort*, kennworter, geheime schlussel, geheimen schlussel*, private daten, privaten daten, login-daten, anmeldeinformation*",
  maybeSecret: "schlussel, token, tokens, geheimnis",
  talk: "gesprach*, unterhaltung*, chatverlauf*, systemprompt*, system-prompt*, verlauf, nachrichtenverlauf, bisherigen nachrichten, kontextfenster, gesprachsverlauf*",
  send: "send*, gesendet, versendet, versende*, geschickt, verschickt, ubermittelt, hochgeladen, weitergeleitet, eingefugt, angehangt, ubersende*, schick*, ubermittle*, ubermitteln, hochlad*, lade hoch, lad, poste, posten, anhang*, fuge, fugen, hange, leite, leiten, ubertrag*, ubergib*, ubergeben, schreibe, lege, maile, teile mit, gib, einfugen, einzufugen, bette, weiterleite*, ubergebe, packe",
  target:
    "parameter*, argument*, adresse, endpunkt*, server*, feld, webhook, e-mail-adresse, url*, abfrage, link, bild, kopfzeile",
  run: "fuhre, fuhren, ausfuhr*, starte, starten, aufruf*, ruf, rufe, auszufuhren, lass laufen",
  install: "installier*, herunterlad*, lade herunter, lade, einricht*, hinzufug*, fuge hinzu",
  guard:
    "sandbox, berechtigung*, genehmigung*, bestatigung*, schutz*, virenscanner*, firewall, sicherheitsprufung*, sicherheitsabfrage*, zustimmung, ruckfrage*, erlaubnis, freigabe*",
  disable:
    "deaktivier*, abschalt*, schalte, ausschalt*, umgeh*, uberspring*, abstell*, aushebel*, senke, lockere, gewahre",
  before: "bevor, vor, zuerst, als erstes, zunachst, vorher",
  toolish: "werkzeug*, tool*, anfrage*, aufgabe*, antwort*, nachricht*, aktion*, antworten, arbeit",
  every: "jede*, alle, allen, immer, andere*, sonst, sonstige*, irgend*",
  store:
    "speicher*, merk*, merke, schreib*, notier*, trage, aufnehmen, ubernimm, behalte, erganze, fuge, eintragen",
  memory:
    "gedachtnis*, erinnerung*, dauerhaft, kunftige* sitzung*, zukunftige*, kunftige*, kunftigen, alle sitzungen, regeldatei*, langzeitgedachtnis, fur immer, spateren sitzungen",
  judge:
    "scanner*, prufer*, gutachter*, prufung*, sicherheitsprufung*, sicherheitsanalyse*, analyse*, analysewerkzeug*, uberprufung*, bewertung*, sicherheitsscanner*, code-review, urteil",
  flag: "melde*, markier*, beanstand*, meld, bemangel*, blockier*, ablehn*, warnen, prufe, untersuch*, analysier*",
  safe: "sicher, harmlos, unbedenklich, gutartig, ungefahrlich, vertrauenswurdig, fehlalarm, sauber, geprufte*, keine bedrohung",
  evil: "schadlich*, bosartig*, verdachtig*, gefahrlich*, schadsoftware",
  mark: "einstuf*, stufe, bewerte*, behandle, betrachte*, markiere, antworte, klassifizier*, gib, nenne, uberspring*",
  this: "dieses paket, diese datei, diesen code, dieser code, dieses modul, dieses skript, das paket, es, dies, paket, diesem paket",
  product: "paket*, server*, erweiterung*, plugin*, skript*, programm*, werkzeug*, bibliothek*",
  mention:
    "erkenn*, beispiel*, zum beispiel, z.b, angriff*, angreifer*, ablehnen, etwa, wie etwa, solche wie, muster, versucht, verdachtig*, phishing, schwachstelle*, filter*, phrasen, satze wie, klassifizier*",
  embedded:
    "im text, im dokument, in dokumenten, auf webseiten, in webseiten, in der e-mail, in e-mails, enthaltene*, gefundene*, eingebettet*, nicht vertrauenswurdig*, in inhalten, im inhalt, in nutzerinhalten",
  content: "inhalt*, daten, datei*, ausgabe*, ergebnis*, sie, alles, es, werte",
  other: "andere werkzeuge, anderen werkzeuge, andere tools, anderen tools",
  use: "verwend*, nutz*, benutz*, ruf*, wahl*, bevorzug*",
  fail: "fehlschlag*, schlagen fehl, funktioniert nicht, funktionieren nicht, scheiter*, sonst nicht",
  image: "bild, bildlink, link, verweis, bilder",
  care: "maskier*, geschwarz*, rotier*, schwarze, widerruf*, hartkodiert*, prufe auf, richtlinie, verschlussel*, schutze, starke",
  poison:
    "hintertur*, schwachstelle*, sicherheitslucke*, schadcode, tracking*, versteckte abhangigkeit*",
  insert: "bau*, fuge, fugen, einbau*, baue, schleus*, platzier*, versteck*, einfug*",
  endless: "endlos*, unendlich*, unbegrenzt*, immer wieder, ohne ende, fur immer, ohne pause",
  request: "frag*, bitte um, forder*, verlang*, eingeben, einzugeben, nach dem",
  pretend: "gib dich*, tu so, vortausch*, gib vor, gefalscht*, erfinde*, luge, behaupte*",
  follow:
    "befolg*, folge, folgen, halte dich an, gehorch*, aktuelle anweisungen, neueste anweisungen, neueste regeln",
};
