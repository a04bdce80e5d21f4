import type { Family } from "../groups.ts";

export const it: Family = {
  agent:
    "assistente*, ia, intelligenza artificiale, modello linguistico, modelli linguistici, agente ia, agenti ia, agente ai, agenti ai, chatbot, assistente ia, assistenti ia",
  maybeAgent: "agente, agenti, modello, modelli, bot",
  you: "tu, tuo, tua, tuoi, tue, voi, lei, vostro",
  modal:
    "devi, deve, devono, dovete, sempre, per favore, obbligatori*, bisogna, mai, e necessario, occorre",
  call: "attenzione, nota per, messaggio per, caro, importante, istruzioni per, avviso per, ciao, come, se sei, tutti gli, a tutti, agli",
  not: "niente, nulla, non, mai, nessun*, ne, evita*",
  without: "senza, invece di, anziche",
  drop: "ignora*, dimentica*, trascura*, scavalca*, sovrascriv*, scarta*, annulla*, aggira*, tralascia*, non seguire, non tenere conto, lascia perdere, disattendi",
  prior:
    "precedent*, sopra, tutte, tutti, tutto, altre, originali, di sistema, anterior*, esistenti, ricevut*, finora",
  rules:
    "istruzion*, regol*, direttiv*, ordini, ordine, restrizion*, indicazion*, linee guida, vincol*, prompt, comandi",
  precede:
    "massima priorita, priorita assoluta, prevale*, prevalgono, ha la precedenza, hanno la precedenza",
  unbound:
    "senza restrizioni, senza limiti, modalita sviluppatore, nuove istruzioni, vero compito, nessuna restrizione",
  tell: "dire, dica, dirlo, menziona*, informa*, rivela*, mostra*, avvisa*, notifica*, parla*, chied*, spiega*, comunica*, conferma*, avverti*, segnala*, accenna*",
  person:
    "utente, utenti, nessuno, umano, umani, persona, cliente, sviluppatore, sviluppatori, operatore, all'utente, l'utente",
  conceal: "nascond*, occult*",
  secretly:
    "segretamente, in segreto, silenziosamente, in silenzio, di nascosto, discretamente, furtivamente",
  get: "letti, lette, letto, raccolt*, ottenut*, leggi, leggere, leggete, raccogli*, recupera*, estra*, ottieni, ottenere, copia*, cerca*, trova*, apri, aprire, prendi, prendere, riun*, riassumi*",
  secret:
    "credenzial*, password, parola d'ordine, chiavi private, chiave privata, chiavi segrete, chiave segreta, chiavi api, chiave api, chiavi ssh, chiave ssh, variabili d'ambiente, variabili di ambiente, frase di recupero, frase seed, token di accesso, dati riservati, dati privati, dati sensibili, segreti, dati di accesso, informazioni riservate",
  maybeSecret: "chiav*, token, segreto",
  talk: "conversazion*, cronologia, prompt di sistema, messaggi precedenti, dialogo",
  send: "invia*, manda*, spedi*, trasmett*, inoltra*, pubblica*, carica*, includi*, includere, aggiung*, allega*, passa*, inserisc*, inserir*, metti, condivid*, scriv*",
  target:
    "parametr*, argoment*, indirizz*, server, url, campo, campi, webhook, posta, e-mail, link, immagine, endpoint",
  run: "esegu*, avvia*, lancia*, chiama*, invoca*",
  install: "installa*, scarica*, configura*, aggiungi il server",
  guard:
    "sandbox, permess*, approvazion*, conferma, conferme, protezion*, antivirus, firewall, verific*, autorizzazion*, consenso",
  disable: "disattiva*, disabilita*, spegni*, aggira*, salta*, rimuov*, elimina*, concedi*",
  before: "prima, per prima cosa, innanzitutto, anzitutto",
  toolish:
    "strument*, richiest*, compit*, rispost*, messaggi*, azion*, rispondere, domand*, operazion*",
  every: "ogni, tutte, tutti, sempre, qualsiasi, altr*, qualunque",
  store: "salva*, memorizza*, ricorda*, scriv*, registra*, conserva*, annota*, aggiung*",
  memory:
    "memoria, sessioni future, future sessioni, permanente*, prossime sessioni, tutte le sessioni, conversazioni future, d'ora in poi, per sempre, file delle regole",
  judge:
    "scanner, analizzator*, revisor*, auditor*, analisi di sicurezza, revisione automatica, revisione, verdetto, strumenti di sicurezza, strumento di analisi, controllo automatico, analisi automatica",
  flag: "segnala*, blocca*, rifiuta*, contrassegna*, analizza*, ispeziona*",
  safe: "sicur*, innocu*, benign*, pulit*, legittim*, affidabil*, falso positivo, falsi positivi, approvat*, senza rischi",
  evil: "dannos*, malevol*, sospett*, pericolos*, minacci*, malign*",
  mark: "classifica*, tratta*, considera*, valuta*, rispondi*, dichiara*, contrassegna*, segna*, conclud*, salta*",
  this: "questo pacchetto, questo file, questo codice, questo modulo, questa libreria, questo script, pacchetto, il codice, lo, questo",
  product: "pacchett*, server, estension*, libreri*, modul*, programm*, script, plugin",
  mention:
    "rileva*, riconosc*, esempio, esempi, ad esempio, attacc*, rifiuta*, come per esempio, quali, frasi, modelli di attacco, phishing, tenta*, blocca*, del tipo",
  embedded:
    "nel contenuto, nella pagina, nelle pagine, nel testo, nei documenti, contenute in, trovate in, non attendibil*, nelle e-mail, incorporat*, presenti nei",
  content: "contenut*, dati, file, risultat*, output, tutto, li, le, lo",
  other: "altri strumenti, altro strumento, nessun altro",
  use: "usa*, utilizza*, chiama*, scegli*, preferisc*",
  fail: "fallir*, falliscono, fallisce, non funzion*",
  image: "immagin*, link, collegament*",
  care: "mascher*, oscura*, ruota*, rotazione, revoca*, cifra*, espost*, protegg*",
  poison: "backdoor, vulnerabilita, codice malevolo, tracciamento, tracciator*, falla",
  insert: "inserisc*, inserir*, aggiung*, introduc*, inietta*, nascond*, metti",
  endless: "all'infinito, senza fine, infinit*, senza sosta, senza fermarti, illimitat*",
  request: "chied*, richied*, fatti dare, digitare, inserire, fornire",
  pretend: "fingi*, finger*, fai finta, spacciati, fals*, inventa*, menti, simula*",
  follow:
    "segui, seguire, seguite, obbedisc*, applica*, ultime istruzioni, ultime regole, attieniti",
};
