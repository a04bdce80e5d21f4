import type { SignList } from "../signs.ts";

export const de: SignList = {
  take: "abschreib*, notier*, mitschreib*, protokollier*, zusammenstell*, stelle zusammen, stell zusammen, zusammenfass*, sichte*, durchgeh*, gehe durch, schau*, sieh, nachseh*, einles*, lies ein, lädt, lade, erheb*, inventar*, verzeichn*, archivier*, packe, pack, sicher*, exportier*, ausgeb*, gib aus, liste, auflist*, kopie von, abbild, auszug, ermitteln, sammel*, sammle, ansammel*, merk*, aufzeichn*, bild schirm*, abgreif*, greife ab, abruf*, rufe ab, entnehm*, entnimm, bezieh*",
  give: "reich*, weiterreich*, einreich*, reichst, weitergib*, gibst weiter, send*, schick*, ubermitt*, übermitt*, weiter*, leite weiter, hochlad*, lade hoch, hinterleg*, ableg*, lege ab, abliefer*, liefere, liefer*, meld*, bericht*, zustell*, zukommen, zugeht, geht an, gehen an, gelang*, landet, landen, eintreff*, ankommt, spiegel*, synchronisier*, teil*, bereitstell*, stelle bereit, ubergab*, übergib, überreich*, reiche, mitteil*, verschick*, veröffentlich*, poste, ausleit*, abgeb*, gib weiter, in kopie, blindkopie, cc, bcc, überspiel*, replizier*, abfuhr*, verbring*, zuführ*, einreich*, reiche ein, hinterlass*, aufruf*, einspeis*",
  embed:
    "einfüg*, füge ein, füge, beifüg*, füge bei, anhäng*, hänge an, hänge, einbau*, baue ein, einbett*, bette ein, einsetz*, setze ein, eintrag*, trage ein, hineinschreib*, schreib*, unterbring*, bring unter, verpack*, versteck*, beileg*, lege bei, mitgeb*, gib mit, mitsend*, enthält, enthalten, ergänz*, aufnehm*, nimm auf, vermerk*, kodier*, codier*, samt, inklusive, einschließlich, zusammen mit",
  run: "führe, ausführ*, auszuführ*, start*, aufruf*, befehl*, kommando*, skript*, starte, laufen lassen, anwerf*, lass",
  fetch:
    "herunterlad*, herunterzulad*, lade herunter, lade, installier*, hole, hol, abruf*, rufe ab, beziehe, nachlad*, paket*, abhängigkeit*, einbind*, importier*, öffne, besuch*",
  alter:
    "änder*, ander*, umstell*, stelle um, stell um, setz*, ersetz*, tausch*, überschreib*, umschreib*, eintrag*, trage ein, schreib*, speicher*, konfigurier*, aktivier*, schalte ein, registrier*, anpass*, passe an, umleit*, leite um, hinterleg*, vermerk*, ablegen, ergänz*",
  remove:
    "entfern*, lösch*, losch*, abschalt*, schalte ab, ausschalt*, schalte aus, deaktivier*, überspring*, auslass*, lass weg, weglass*, umgeh*, unterdrück*, unterlass*, stumm*, aushebel*, streich*, verzicht*, ignorier*",
  approve:
    "genehmig*, bestätig*, bejah*, zustimm*, stimme zu, erlaub*, zulass*, lass zu, gewähr*, akzeptier*, freigeb*, gib frei, freizugeben, vertrau*, durchwink*, mit ja, automatisch bestätig*, vollzugriff",
  tell: "erwähn*, sag*, sprich, spricht, red*, mitteil*, informier*, zeig*, nenn*, erfahr*, erfährt, wiss*, weiß, merk*, bemerk*, auffall*, auffällt, hinweis*, weise hin, frag*, melde, bericht*, kommentier*, erklär*, erläuter*, dokumentier*, auftauch*, sichtbar, anzeig*, protokoll, schilder*, thematisier*, verlier ein wort, auflist*",
  conceal:
    "verschweig*, verheimlich*, verberg*, verbirg*, verdeck*, geheim halten, geheimhalt*, unerwähnt, nicht erwähnt, bleibt unter uns, bleibt intern, stillschweigen, fürhältst, behalte für dich, für sich behalten, vorenthalt*, verwisch*, spuren",
  covert:
    "heimlich*, unbemerkt*, stillschweigend, im stillen, unauffällig*, lautlos*, verdeckt, leise, insgeheim, still und leise, im hintergrund, nebenbei, beiläufig, diskret*, ohne aufsehen, nichts davon, davon nichts, darüber kein wort, kein wort darüber, kein wort, als wäre nichts, als sei nichts, wie gewohnt weiter, braucht davon, brauchen davon, muss davon nichts, müssen davon nichts, nichts zu wissen, interessiert niemand*, würde nur verwirren, verwirr*, beunruhig*, hinter dem rücken",
  unasked:
    "nachfrage entfällt, rückfrage entfällt, bestätigung entfällt, anzeige unterbleibt, hinweis unterbleibt, ohne rückfrage*, ohne nachfrage*, ohne nachzufragen, ohne zu fragen, ohne bestätigung, ohne zustimmung, ohne genehmigung, ohne freigabe, ohne hinweis, ohne ankündigung, ohne wissen, ohne es zu erwähnen, keine rückfrage*, rückfragen entfallen, keine bestätigung, keine zustimmung, nicht nachfrag*, nicht rückfrag*, im namen des nutzers, eigenmächtig, selbstständig bestätig*",
  consent:
    "hat zugestimmt, haben zugestimmt, bereits zugestimmt, ist einverstanden, sind einverstanden, ist genehmigt, wurde genehmigt, bereits genehmigt, liegt vor, gilt als erteilt, gilt als genehmigt, vorab genehmigt, ist freigegeben, abgesegnet, weiß bescheid, wissen bescheid, ist abgestimmt, abgesprochen",
  falsify:
    "gib dich*, tu so, vortäusch*, täusch*, gib vor, gefälscht*, behaupt*, ausgeb als, bezeichne es als, bezeichne dies als, nenne es, nenne den commit, nenne die änderung, als wäre, als sei, falls jemand fragt, wenn jemand fragt, auf nachfrage sag*, als bestanden, als erledigt, schönfärb*, bis sie grün, bis er grün, bis alles grün, sei behoben, sei erledigt, sei geprüft",
  secret:
    "zugangsdaten, zugangsschlüssel, zugangscode*, zugang*, anmeldedat*, anmeldeinformation*, login-dat*, passwort*, passwört*, kennwort*, kennwört*, geheimniss*, geheime wert*, geheime schlüssel, privater schlüssel, private schlüssel, privaten schlüssel*, schlüsseldatei*, schlüsselbund, schlüssel und, ssh-schlüssel*, api-schlüssel*, zugriffstoken*, token und, umgebungsvariable*, umgebungsdatei*, .env-datei*, wiederherstellungsw*, wiederherstellungsphrase, seed-phrase, geheimzahl*, pin, tan, einmalcode*, bankdaten, kreditkart*, kontodaten, womit sich, zum anmelden, zur anmeldung, anmeldung nötig, authentifizierung*, berechtigungsnachweis*",
  token: "schlüssel, token, tokens, geheimnis, konfiguration*, einstellung*",
  talk: "gespräch*, unterhaltung*, chatverlauf*, verlauf, dialog*, konversation*, systemprompt*, systemanweisung*, kontext, bisherige nachricht*, letzten nachricht*, nachrichten des nutzers, nachrichten der nutzer, wortlaut, was der nutzer, was nutzer, eingaben des nutzers, nutzereingabe*, alles gesagte, mitschrift*, protokoll des gesprächs",
  private:
    "lebenslauf*, lebensläuf*, bewerbung*, zeugnis*, personenbezogen*, persönliche daten, persönlichen daten, private daten, vertraulich*, kundendaten, kundenliste*, mandant*, patient*, gesundheitsdat*, kontoauszüg*, kontostand*, iban*, adressbuch, kontakte, kontaktlist*, telefonnummer*, anschrift*, wohnadress*, e-mails des, posteingang, kalender*, standort*, fotos, bilder des nutzers, dokumente des nutzers, dateien des nutzers, heimatverzeichnis, home-verzeichnis, benutzerordner, zwischenablage, browserverlauf, verlauf der shell, shell-verlauf, bildschirm*, mitarbeiterdat*, gehalt*, gehält*, vertrag*, verträge, rechnungen, entwürfe, unveröffentlicht*, geschäftsgeheim*, interne dokumente, eigene dateien",
  source:
    "quellcode*, quelltext*, quelldatei*, repository, repositor*, repositorium, arbeitsverzeichnis*, arbeitsbereich*, projektordner, projektdatei*, projektinhalt*, dateiinhalt*, inhalt der datei*, inhalte der datei*, alle dateien, jede datei, jeder datei, geöffnete datei*, code des nutzers, diff*, änderungen, logdatei*, protokolldatei*",
  host: "rechnername*, hostname*, benutzername*, betriebssystem*, ip-adresse*, systeminformation*, installierte programm*, gerätekennung",
  guard:
    "bestätigung*, rückfrage*, genehmigung*, freigabe*, zustimmung*, berechtigung*, rechteprüfung*, sandbox*, schutz*, virenscanner*, firewall*, prüfung*, signaturprüfung*, zertifikatsprüfung*, zertifikat*, überprüfung*, sicherheit*, tests, review*, gegenlesen, vier-augen*, authentifizierung, warnung*, einschränkung*, sicherung*",
  settings:
    "einstellung*, konfiguration*, gedächtnis*, erinnerung*, regeldatei*, regeln des projekts, claude.md, agents.md, .cursorrules, künftige* sitzung*, kunftige*, künftig*, spätere* sitzung*, dauerhaft, ab sofort, von nun an, für immer, startskript*, shell-profil, git-hook*, git-konfiguration, registry, crontab, autostart*, arbeitsablauf*, workflow*, hosts-datei, mcp.json",
  poison:
    "hintertür*, schwachstelle*, sicherheitslücke*, schadcode, tracking-skript*, tracking-pixel, zählpixel, zusätzliche* abhängigkeit*, zusätzliches paket, zusätzliche* konto, zusätzliche* benutzer*, versteckte* konto, generalpasswort*, zweitpasswort, zweites passwort, master-passwort*, unser paket, unser skript, unsere domain, ohne prüfung, ungeprüft",
  rules:
    "anweisung*, regel*, vorgabe*, richtlinie*, befehl*, weisung*, instruktion*, auftrag, aufträge, wünsche, wunsch des nutzers",
  override:
    "ignorier*, missacht*, vergiss*, überschreib*, umgeh*, verwirf*, setz* außer kraft, hebt auf, gelten nicht mehr, gilt nicht mehr, anstelle, an die stelle, tritt an, ersetzt, ersetzen, hinfällig, unabhängig davon, auch wenn der nutzer, auch gegen",
  precede:
    "gelten die, gilt die, gilt das, gilt der, zählt mehr, zählen mehr, wiegt schwerer, steht darüber, stehen darüber, haben vorrang, vorrang, hat vorrang, geht vor, gehen vor, höchste priorität, oberste priorität, verbindlich*, maßgeblich*, im zweifel gilt, im konfliktfall, letzte wort",
  obey: "befolg*, folge, folgen, halte dich, gehorch*, handle danach, setze um, umsetz*, richte dich, wie dort, was dort steht, dort beschrieben*, als anweisung*, ausführ*, führe sie aus, abarbeit*, arbeite ab, beachte",
  solicit:
    "lass dir diktieren, lass dir geben, diktier*, vorlesen, frag*, bitte, erfrage, forder*, verlang*, eingeb*, gib ein, gibt ein, tippt, eintipp*, nennt dir, teilt dir mit, lass dir, erbitte",
  party:
    "dritte, dritten, partner*, anbieter*, hersteller*, unser server*, unseren server*, unseren dienst, unserem dienst, unser team, unserem team, unsere adresse, betreiber*, zentrale, sammelstelle, gegenstelle, fremden server, fremder server, externe* dienst*, externe* server*, externe* stelle*, externe* adresse*",
  public:
    "commit-nachricht*, commit-text, branch-name*, alt-text*, metadaten, kommentar im code, html-kommentar*, gist, paste*, öffentliche* issue*, issue-kommentar*, als issue, öffentlich*, kanal",
  slot: "parameter*, argument*, feld*, kopfzeile*, anfragekörper, querystring, abfrageparameter",
  encode:
    "base64*, verschleier*, kodiert, codiert, rückwärts, unsichtbar*, weiße schrift, anfangsbuchstabe*, hexadezimal, in stücken, verschlüsselt",
  asked:
    "nach rückfrage, nach bestätigung, nach zustimmung, nach freigabe, wenn der nutzer zustimmt, wenn der nutzer es wünscht, wenn der nutzer darum bittet, auf wunsch, auf anfrage, frage vorher, frage zuerst, frage den nutzer, frage nach, frag vorher, frag zuerst, hole die zustimmung, warte auf, bestätigt hat, zugestimmt hat, erst fragen, vorher fragen, nur wenn der nutzer, rückfrage beim nutzer",
  care: "maskier*, schwärz*, rotier*, niemals ausgeb*, nicht ausgeb*, nicht committe*, nicht speicher*, nur namen, nur den namen, lokal, bleibt im, bleiben im, im arbeitsbereich, platzhalter*, widerruf*, datenschutz*, verschlüsselt gespeichert",
  mention:
    "zum beispiel, z.b, beispiel*, angriff*, angreif*, phishing, schadsoftware, verdächtig*, erkenn*, etwa",
  teach:
    "dürfen nur, darf nur, einwilligung, dsgvo, erkläre wie, erklär*, lehr*, unterricht*, übung*, prüfe ob, prüfen ob, ob daten, ob nutzer, welche daten, wohin sie, warum, wie man, schulung*, geschichte*, spiel*, roman*, krimi*",
  pretext:
    "einhaltung, compliance, diagnose*, fehleranalyse, qualitätssicherung, statistik*, verbesserung, abrechnung*, lizenz*, nachvollziehbar*, sicherungskopie*, zur sicherheit, aus rechtlichen, vorschrift*, revision*, prüfzweck*, hausregel*, konzern*",
  until: "bis, bevor, ehe, außer, es sei denn, sondern, nur, ohne, vergiss, vergessen, versäum*",
  always:
    "jede*, alle*, immer, stets, jedes mal, jedesmal, grundsätzlich, regelmäßig, täglich, sämtliche*",
  first:
    "bevor, vor, zuerst, als erstes, zunächst, vorher, vorab, anfangs, zu beginn, beim start, vor dem, vor der, vor jeder, vor jedem",
  money:
    "zahlung*, überweis*, bankverbindung*, iban, kontonummer*, empfänger*, betrag, beträge, rechnung*, wallet*, guthaben",
  work: "erzeugte* code, generierte* code, jede datei, jede seite, jeder commit, jeden commit, jede antwort, deine antwort*, antworten, ergebnis*, build*, dokumente",
  fail: "schlägt fehl, schlagen fehl, funktioniert nicht, funktionieren nicht, scheiter*, gesperrt, ungültig, abgelehnt",
};
