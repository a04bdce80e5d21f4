import type { SignList } from "../signs.ts";

export const it: SignList = {
  take: "trascriv*, annot*, registr*, raccogl*, raccol*, legg*, apri, apre, cerc*, trov*, estra*, copi*, recuper*, ottien*, elenc*, cattur*, archiv*, salv*, sfogli*, esamin*, consult*, riassum*, prend*, prelev*, inventari*, acquisi*, scarica il contenuto",
  give: "invi*, mand*, spedi*, trasmett*, deposit*, consegn*, condivid*, pubblic*, caric*, trasferi*, inoltr*, comunic*, riport*, gir*, recapit*, fa* arrivare, arriv*, giung*, finisc*, post*, fornisc*, forni*, in copia, copia nascosta, sincronizz*, replic*, mett* a disposizione, pass*, lasci*",
  embed:
    "aggiung*, inserisc*, inseri*, inclu*, incorpor*, alleg*, acclud*, mett*, scriv*, nascond*, codific*, accompagn*, insieme a, nonché, contien*, contenere, infil*, apponi, appon*, integr*, compil*",
  run: "esegu*, lanci*, avvi*, chiam*, comand*, script*, invoc*",
  fetch: "scaric*, install*, preleva*, import*, pacchett*, dipendenz*, apri, carica, consult*",
  alter:
    "modific*, cambi*, sostitu*, sovrascriv*, aggiorn*, scriv*, salv*, configur*, attiv*, impost*, aggiung*, registr*, reindirizz*, memorizz*, ricord*, annot*, punta",
  remove:
    "elimin*, cancell*, rimuov*, disattiv*, disabilit*, spegn*, salta*, omett*, evit*, aggir*, ignor*, togli*, sopprim*, silenzi*",
  approve:
    "approv*, accett*, autorizz*, permett*, conferm*, conced*, convalid*, rispondi sì, accesso completo, fidat*, dai per buon*",
  tell: "di', dire, dica, dici, menzion*, raccont*, inform*, avvis*, notific*, mostr*, rivel*, spieg*, chied*, sapp*, sa, sapere, accorg*, coment*, comment*, parl*, segnal*, appar*, compar*, figur*, visibil*, document*, indic*, nomin*, accenn*, descriv*, citi, citare",
  conceal:
    "nascond*, occult*, cel*, tac*, mantieni il segreto, mantieni segreto, tenere segreto, tieni nascosto, tieni per te, cancella le tracce, senza lasciare traccia, all'insaputa",
  covert:
    "in segreto, segretamente, di nascosto, discretamente, discreto, in silenzio, silenziosamente, furtiv*, senza che l'utente, senza che nessuno, all'insaputa, dietro le quinte, in sottofondo, come se nulla fosse, come se niente fosse, non sa della, non sa del, non sa di, non sa che, non ha bisogno di sapere, non deve sapere, non deve saperlo, non serve che, non occorre che, non è necessario che, neanche una parola, nemmeno una parola, resta tra noi, nulla di tutto, niente di tutto, non ama essere nominato, faccenda interna, confonder*, preoccup*, senza dare nell'occhio",
  unasked:
    "senza chiedere, senza conferma, senza approvazione, senza permesso, senza autorizzazione, senza avvisare, senza consultare, senza dirlo, senza menzionar*, senza consenso, senza attendere, senza domande, non chiedere conferma, non chiedere il permesso, nessuna conferma, non serve conferma, a nome dell'utente, per conto dell'utente",
  consent:
    "ha già accettato, ha accettato, hanno accettato, ha già approvato, ha approvato, è autorizzato, sono autorizzati, ha dato il consenso, hanno dato il consenso, è d'accordo, sono d'accordo, è al corrente, sono al corrente, già autorizzat*, già approvat*, vale come consenso, pre-approvat*",
  falsify:
    "fing*, simula*, spacciat*, ment*, fals*, camuff*, presentalo come, presentala come, come se fosse, chiamalo, chiama il commit, se qualcuno chiede, se ti chiedono, come una semplice, come un semplice, immagina di essere",
  secret:
    "pin, codice che riceve, codice ricevuto, codice via sms, credenzial*, password, chiav* privat*, chiav* segret*, chiav* ssh, chiav* api, chiav* di accesso, chiavi, token di accesso, segreti, variabil* d'ambiente, variabili di ambiente, file .env, dati di accesso, dati di login, dati bancari, carta di credito, carte di credito, frase di recupero, frase seed, parole di recupero, portafogli*, portachiavi, cookie, dati sensibili, informazioni sensibili, codice di verifica, codici di verifica, pin, per accedere, per autenticarsi, autenticazione",
  token: "chiave, token, segreto, configurazione, impostazioni",
  talk: "conversazion*, dialog*, chat, cronologia*, discussion*, messaggi precedenti, ultimi messaggi, messaggi dell'utente, messaggio dell'utente, prompt di sistema, istruzioni di sistema, contesto completo, tutto il contesto, contesto, quello che l'utente, ciò che l'utente, parola per parola, integralmente",
  private:
    "dati personali, dati privati, dati dei clienti, dati dell'utente, file dell'utente, documenti dell'utente, cartella personale, rubrica, contatti, numer* di telefono, indirizz* di casa, posta in arrivo, calendario, fotografie, foto, posizione, appunti di sistema, cronologia di navigazione, cronologia della shell, dati sanitari, cartella clinica, estratti conto, conto bancario, stipendi, riservat*, contratti, fatture, bozze, pazienti, documenti interni, nome completo, identità",
  source:
    "codice sorgente, repository, directory di lavoro, cartella di lavoro, spazio di lavoro, file del progetto, contenuto del file, contenuto dei file, contenuti del progetto, tutti i file, ogni file, file aperti, file aperto, registri, differenze, modifiche",
  host: "nome della macchina, nome host, nome utente, indirizzo ip, sistema operativo, informazioni di sistema, programmi installati",
  guard:
    "conferm*, approvazion*, autorizzazion*, permess*, sandbox, protezion*, antivirus, firewall, verific*, controll*, convalid*, revision*, sicurezza, test, certificat*, firm*, avvis*, restrizion*, audit",
  settings:
    "configurazion*, impostazion*, memoria, memorie, file di regole, regole del progetto, claude.md, agents.md, .cursorrules, prossime sessioni, sessioni future, sessioni successive, tutte le sessioni, d'ora in poi, da ora in poi, in futuro, permanentemente, per sempre, hook git, profilo della shell, avvio, crontab, registro npm, mcp.json, workflow",
  poison:
    "backdoor, porta di servizio, vulnerabilità, codice malevolo, script di tracciamento, pixel di tracciamento, dipendenza aggiuntiva, pacchetto aggiuntivo, account nascosto, account aggiuntivo, password universale, seconda password, nostro pacchetto, nostro script, nostro dominio, senza verifica, senza controllare",
  rules:
    "istruzion*, regol*, direttiv*, ordin*, politic*, norme, linee guida, desideri dell'utente, richiesta dell'utente",
  override:
    "ignor*, dimentic*, annull*, sostitu*, scavalc*, non valgono più, non si applicano più, non vale più, anche se l'utente, qualunque cosa, al posto di",
  precede:
    "valgono quelle, valgono quelli, vale quella, vale quello, fa fede, fanno fede, conta più, contano più, hanno la precedenza, ha la precedenza, precedenza, priorità assoluta, massima priorità, prevalg*, preval*, ha la meglio, ultima parola, in caso di conflitto, al di sopra",
  obey: "segui, seguire, segua, obbedisc*, attieniti, applica*, rispett*, agisci secondo, fai quello che, fai ciò che, alla lettera, come istruzioni, come ordini",
  solicit:
    "fatti dettare, fatti dire, fatti mandare, fatti comunicare, chied*, domand*, richied*, fai inserire, fatti dare, fornisca, inserisca, digit*, comunic*, dett*",
  party:
    "terz*, partner, fornitor*, editore, nostro server, nostro servizio, nostro team, server esterno, servizio esterno, indirizzo esterno, server remoto, sede centrale",
  public:
    "messaggio di commit, nome del branch, testo alternativo, metadati, commento html, commento nel codice, gist, paste*, issue pubblica, in un commento",
  slot: "parametr*, argoment*, campo, campi, intestazion*, corpo della richiesta",
  encode:
    "base64*, al contrario, offusc*, codificat*, esadecimale, invisibil*, testo bianco, prime lettere, iniziali, a pezzi, cifrat*",
  asked:
    "con il permesso, dopo conferma, dopo la conferma, dopo l'approvazione, se l'utente lo chiede, se l'utente vuole, su richiesta, chiedi conferma, chiedi prima, chiedi all'utente, chiedi il permesso, attendi la conferma, aspetta la conferma, solo se l'utente, conferma con, proponi",
  care: "mascher*, ruot*, revoc*, anonimizz*, oscur*, non mostrare, non salvare, mai mostrare, solo i nomi, localmente, in locale, resta* nel, area di lavoro, gdpr, segnaposto",
  mention:
    "per esempio, ad esempio, esempi*, attacc*, aggressor*, phishing, malevol*, sospett*, rileva*, riconosc*, come ad esempio",
  teach:
    "spieg*, insegn*, esercizi*, verifica se, controlla se, corso, corsi, perché, romanzo, storia, storie, gioco, quali dati",
  pretext:
    "conformità, diagnos*, qualità, statistic*, miglior*, fatturazione, licenz*, tracciabilità, backup, audit, motivi legali, normativ*, compatibilità",
  until: "prima, senza, salvo, tranne, finché, ma, solo, dimentic*, a meno",
  always: "ogni, tutti, tutte, tutto, sempre, qualsiasi, qualunque, sistematicamente",
  first:
    "prima, innanzitutto, per prima cosa, anzitutto, in anticipo, all'inizio, all'avvio, preliminar*",
  money:
    "pagament*, bonific*, iban, beneficiari*, conto bancario, importo, importi, fattur*, portafogli*",
  work: "codice generato, ogni file, ogni pagina, ogni commit, ogni risposta, le tue risposte, il risultato, ogni documento",
  fail: "fall*, non funziona*, bloccat*, rifiutat*, errore",
};
