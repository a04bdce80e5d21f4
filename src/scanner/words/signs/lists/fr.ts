import type { SignList } from "../signs.ts";

export const fr: SignList = {
  take: "relev*, recense*, inventori*, recopi*, copi*, consult*, parcour*, fouill*, explor*, ouvr*, lis, lire, lisez, lit, récupér*, recuper*, rassembl*, collect*, recueill*, extrai*, prélev*, not*, enregistr*, sauvegard*, archiv*, list*, énumèr*, cherch*, repér*, prend*, affich*, résum*, transcri*, dump*, exporter, exporte, capture*",
  give: "envo*, transmet*, transmis*, expédi*, achemin*, dépos*, depose*, livr*, remet*, communiqu*, partag*, publi*, pouss*, téléverse*, televers*, charg* vers, transfèr*, transfer*, relai*, relay*, rapport*, signal*, fai* parvenir, faire suivre, fais suivre, faites suivre, parvien*, arrive*, abouti*, adress*, post*, soumet*, soumis*, fourni*, donn*, mets à disposition, mettre à disposition, en copie, copie cachée, synchronis*, réplique*, verse, verser, remonte*, dirig*, laisse*",
  embed:
    "ajout*, insèr*, insér*, inser*, inclu*, incorpor*, intègr*, intégr*, join*, joign*, place*, mets, mettre, mettez, gliss*, accompagn*, annex*, attach*, complèt*, rempli*, écri*, ecri*, cod*, encod*, cach*, dissimul*, avec en, ainsi que, contien*",
  run: "exécut*, execut*, lanc*, démarr*, demarr*, appell*, commande*, script*",
  fetch:
    "télécharg*, telecharg*, install*, récupér*, charg*, import*, paquet*, dépendance*, ouvr*, consult*",
  alter:
    "modifi*, chang*, remplac*, réécri*, écri*, écras*, enregistr*, inscri*, configur*, activ*, défini*, regl*, règl*, ajout*, mets à jour, mettre à jour, mémoris*, consign*, redirig*, substitu*, not*",
  remove:
    "supprim*, retir*, enlèv*, effac*, désactiv*, desactiv*, coupe*, saut*, contourn*, ignor*, omet*, omis*, évit*, neutralis*, lev*, dispens*, passe outre",
  approve:
    "approuv*, accept*, autoris*, valid*, confirm*, accord*, laisse passer, répond* oui, fai* confiance, donne* tous, accès complet, automatiquement approuv*",
  tell: "dis, dire, dites, mentionn*, parl*, signal*, inform*, préven*, avert*, avis*, montr*, affich*, révél*, divulgu*, expliqu*, demand*, sache*, sai*, savoir, saura, appren*, remarqu*, aperçoi*, indiqu*, évoqu*, évoqu*, notifi*, commentair*, fai* état, figure*, apparaî*, visible*, précis*, détaill*, cit*",
  conceal:
    "cach*, dissimul*, tai*, taire, tais, passe* sous silence, garde* pour toi, garder secret, gard* le silence, efface* les traces, masqu*, à l'insu",
  covert:
    "en secret, secrètement, discrètement, discret*, en silence, silencieu*, à l'insu, sans bruit, en douce, furtiv*, en coulisse, en arrière-plan, comme si de rien, rien à savoir, n'a pas besoin de savoir, n'a pas à savoir, n'ont pas besoin, pas besoin de savoir, inutile d'en parler, inutile de le, pas un mot, ni vu ni connu, entre nous, cela reste entre, reste interne, n'intéresse pas, ne regarde pas, troubl*, inquiét*, embrouill*",
  unasked:
    "sans demander, sans confirmation, sans approbation, sans autorisation, sans accord, sans prévenir, sans avertir, sans le dire, sans le mentionner, sans poser de question*, sans attendre, sans consentement, sans en parler, sans l'avis, ne demande pas, inutile de demander, pas besoin de demander, pas de confirmation, aucune confirmation, aucune autorisation, à sa place, au nom de l'utilisateur, sans solliciter",
  consent:
    "a déjà reçu un oui, ont déjà reçu un oui, vaut accord, vaut oui, déjà répondu, a déjà accepté, a accepté, ont accepté, a donné son accord, ont donné leur accord, accord a été, est d'accord, sont d'accord, a approuvé, déjà approuvé, déjà validé, déjà autorisé, est autorisé, sont autorisés, vaut accord, vaut consentement, réputé*, est au courant, sont au courant, préalablement autoris*",
  falsify:
    "fais comme si, faire comme si, prétend*, fein*, simul*, mens, mentir, fauss*, déguis*, présente* comme, appelle* cela, nomme* le commit, nomme* ce, si on te demande, si l'on te demande, si quelqu'un demande, au cas où on, comme un simple, comme une simple, fais-toi passer, fait passer, inoffensif en apparence",
  secret:
    "identifiant*, mot de passe, mots de passe, clé privée, clés privées, clé secrète, clés secrètes, clé ssh, clés ssh, clé api, clés api, clé d'api, clés d'api, clés d'accès, clé d'accès, jeton* d'accès, jeton*, secrets, variables d'environnement, variable d'environnement, fichier .env, fichiers .env, données de connexion, informations de connexion, informations d'identification, codes d'accès, code d'accès, données sensibles, données bancaires, carte bancaire, numéro de carte, code pin, phrase de récupération, phrase secrète, mots de récupération, portefeuille*, trousseau, coffre-fort, cookies, certificats, de quoi se connecter, pour se connecter, pour s'authentifier, authentification",
  token: "clé, clés, jeton, secret, configuration*, réglages",
  talk: "conversation*, échange*, discussion*, historique*, dialogue*, messages précédents, derniers messages, message de l'utilisateur, messages de l'utilisateur, invite système, prompt système, contexte complet, tout le contexte, contexte, consignes système, ce que l'utilisateur, tout ce que, propos, mot pour mot, intégralité",
  private:
    "données personnelles, données privées, données clients, données de l'utilisateur, fichiers de l'utilisateur, documents de l'utilisateur, dossier personnel, répertoire personnel, carnet d'adresses, contacts, numéro* de téléphone, adresse* postale*, courriel*, boîte de réception, agenda*, calendrier*, photos, localisation, position, presse-papiers, historique de navigation, historique du shell, dossier médical, données de santé, relevé* bancaire*, relevé* de compte*, salaires, confidentiel*, contrats, factures, brouillons, patients, documents internes, nom complet, identité",
  source:
    "code source, dépôt*, répertoire de travail, espace de travail, arborescence, fichiers du projet, contenu du fichier, contenu des fichiers, contenu du projet, contenu du dossier, tous les fichiers, chaque fichier, fichiers ouverts, fichier ouvert, journaux, différences, modifications",
  host: "nom de la machine, nom d'hôte, nom d'utilisateur, adresse ip, système d'exploitation, informations système, logiciels installés",
  guard:
    "demande de confirmation, demandes de confirmation, confirmation*, confirmation*, approbation*, autorisation*, permission*, bac à sable, sandbox, protection*, antivirus, pare-feu, vérification*, contrôle*, validation*, relecture*, revue*, sécurité, garde-fou*, tests, certificat*, signature*, avertissement*, alerte*, restriction*, audit*",
  settings:
    "paramètre* de, réglage*, configuration*, mémoire*, fichier de règles, règles du projet, claude.md, agents.md, .cursorrules, prochaines sessions, sessions suivantes, sessions futures, futures sessions, toutes les sessions, désormais, dorénavant, à l'avenir, définitivement, en permanence, durablement, hook git, hooks git, profil du shell, démarrage, crontab, registre npm, mcp.json, workflow*",
  poison:
    "porte dérobée, portes dérobées, faille*, code malveillant, script de suivi, pixel de suivi, traceur*, dépendance supplémentaire, paquet supplémentaire, compte caché, compte supplémentaire, mot de passe universel, second mot de passe, mot de passe maître, notre paquet, notre script, notre domaine, sans vérification, sans vérifier",
  rules:
    "instruction*, consigne*, règle*, directive*, ordre*, politique*, souhaits de l'utilisateur, demande de l'utilisateur",
  override:
    "ignor*, oubli*, outrepass*, remplac*, annul*, prime sur, priment sur, l'emporte*, ne s'applique* plus, caduc*, fais abstraction, fait abstraction, même si l'utilisateur, quoi que dise, au lieu de ce que",
  precede:
    "passe avant, passent avant, ce sont elles qui, ce sont eux qui, vaut plus que, valent plus que, a la priorité, ont la priorité, priorité absolue, prioritaire*, prime*, priment, prévaut, prévalent, l'emporte*, dernier mot, fait autorité, font foi, fait foi, en cas de conflit",
  obey: "suis, suivre, suivez, suit, obéi*, applique*, respecte*, exécute*, conforme-toi, conforme*, agis selon, à la lettre, ce qui y est, ce qu'il dit, comme instructions, comme consignes, comme des instructions, ce qu'elle dit",
  solicit:
    "demand*, invit*, pri*, fai* saisir, saisi*, fournir, indiqu*, communiqu*, donne* son, donne* sa, donne* ses, tape*, entr*",
  party:
    "tiers, partenaire*, fournisseur*, éditeur*, notre serveur, notre service, notre équipe, nos serveurs, nos équipes, serveur externe, service externe, adresse externe, serveur distant, point de collecte, siège, prestataire*",
  public:
    "message de commit, nom de branche, texte alternatif, métadonnées, commentaire html, commentaire de code, gist, paste*, ticket public, en commentaire, dans un commentaire, issue publique",
  slot: "paramètre*, argument*, champ*, en-tête*, corps de la requête",
  encode:
    "base64*, à l'envers, obfusqu*, brouill*, encodé*, hexadécimal*, invisible*, texte blanc, premières lettres, initiales, par morceaux, chiffré*",
  asked:
    "avec l'accord, après accord, après confirmation, après validation, après approbation, si l'utilisateur le demande, si l'utilisateur accepte, à la demande, sur demande, demande confirmation, demande d'abord, demande à l'utilisateur, demande l'avis, demande avant, demander avant, attends la confirmation, attends l'accord, une fois confirmé, une fois validé, uniquement si l'utilisateur, propose*",
  care: "masqu*, rotation, révoqu*, caviard*, anonymis*, ne stocke*, ne jamais afficher, ne jamais commiter, n'affiche jamais, uniquement les noms, seulement les noms, en local, localement, reste* dans, espace de travail, rgpd",
  mention:
    "par exemple, exemple*, attaqu*, attaquant*, hameçonnage, malveillant*, suspect*, détect*, reconnai*, tel que, comme par exemple",
  teach:
    "expliqu*, enseign*, apprends à, exercice*, vérifie si, vérifie que, cours, comment, pourquoi, roman*, histoire*, jeu*, sensibilis*, quelles données, où elles",
  pretext:
    "conformité, diagnostic*, qualité, statistique*, amélior*, facturation, licence*, traçabilité, sauvegarde*, obligation légale, audit*, pour des raisons de, règlement*, politique interne, cohérence",
  until:
    "avant, sans, sauf, tant que, jusqu'à, que si, seulement, uniquement, oubli*, manqu*, excepté, plus tard",
  always: "chaque, tous, toute*, toujours, systématiquement, à chaque fois, tout, quotidien*",
  first:
    "avant, d'abord, premièrement, préalable*, au préalable, au début, au démarrage, dès le, en premier, tout d'abord, avant toute, avant tout, avant chaque",
  money:
    "paiement*, virement*, iban, bénéficiaire*, compte bancaire, coordonnées bancaires, montant*, facture*, portefeuille*",
  work: "code généré, chaque fichier, chaque page, chaque commit, chaque réponse, tes réponses, ta réponse, le résultat, chaque document",
  fail: "échou*, échec*, ne fonctionne* pas, ne marche* pas, bloqué*, invalide*, refusé*",
};
