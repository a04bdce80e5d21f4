import type { Family } from "../groups.ts";

export const fr: Family = {
  agent:
    "outils ia, outil ia, assistant*, assistante*, ia, intelligence artificielle, modele de langage, modeles de langage, modele d'ia, agents ia, agent ia, assistant ia, chatbot*, agents d'ia",
  maybeAgent: "agent, agents, modele, modeles, robot, robots",
  you: "tu, vous, ton, ta, tes, votre, vos, toi",
  modal:
    "dois, doit, doivent, devez, toujours, veuillez, il faut, obligatoire*, imperativement, jamais, s'il te plait, s'il vous plait, est tenu de, doit toujours",
  call: "attention, note pour, note a, message pour, message a, cher, chere, chers, important, instructions pour, a l'attention, bonjour, en tant que, tout, tous les, si tu es, si vous etes, aux",
  not: "rien, ne, n', ni, jamais, pas, aucun, aucune, n'en, ne pas",
  without: "sans, au lieu de, plutot que",
  drop: "ignore*, ignorer, ignorez, oublie*, oublier, neglige*, outrepass*, contourn*, remplace, remplacez, fais abstraction, faites abstraction, ne tiens pas compte, ne tenez pas compte, ne tenez aucun compte, laisse tomber, fais fi, faites fi, abandonne*, annule, ecarte*, passe outre",
  prior:
    "precedent*, anterieur*, ci-dessus, toutes, tous, tout, toute, autres, initiales, systeme, d'origine, recues, recu, existantes, jusqu'ici",
  rules:
    "instruction*, consigne*, regle, regles, directive*, ordre, ordres, restriction*, invite*, contrainte*, politique*",
  precede:
    "priorite absolue, priorite maximale, prevaut sur, prevalent sur, plus haute priorite, l'emporte sur, priment sur, prime sur",
  unbound:
    "sans restriction*, sans aucune restriction, aucune limite, mode developpeur, nouvelles instructions, vraie tache, veritable mission, aucune restriction, sans limites",
  tell: "dis, dire, dites, mentionne*, mentionner, informe*, informer, revele*, reveler, montre*, montrer, affiche*, signale*, avert*, parle*, parler, previen*, prevenir, divulgu*, demande, demander, demandes, demandez, explique*, confirm*, notifi*, avise*",
  person:
    "utilisateur*, utilisatrice*, personne, quiconque, humain*, client, developpeur*, operateur*, l'utilisateur, lui",
  conceal: "cache, cacher, cachez, dissimul*, tais, taire",
  secretly:
    "secretement, en secret, discretement, silencieusement, en silence, a l'insu, furtivement, sans bruit, en cachette",
  get: "lis, lire, lisez, lus, lues, lue, obtenu*, pris, prises, collect*, rassembl*, recuper*, extrai*, obtien*, obtenir, copie*, copier, recherch*, trouv*, cherche*, ouvre, ouvrir, recueill*, resume*, prends, prenez, reuni*, recopi*, repere*",
  secret:
    "identifiants, mots de passe, mot de passe, cles privees, cle privee, cles api, cle api, cles d'api, cle d'api, cles ssh, cle ssh, jetons d'acces, jeton d'acces, variables d'environnement, phrase de recuperation, phrase secrete, donnees confidentielles, donnees privees, secrets, informations confidentielles, donnees sensibles, informations de connexion, cles secretes, cle secrete, d'identifiants",
  maybeSecret: "cle, cles, jeton, jetons, secret",
  talk: "conversation*, historique, discussion*, invite systeme, prompt systeme, messages precedents, l'echange, echanges",
  send: "transmis*, envoie*, envoy*, transmet*, transmets, transmettre, poste, poster, publi*, transfer*, televers*, inclu*, inclus, ajout*, joins, joindre, joignez, expedi*, insere*, inserer, mets, mettez, glisse*, communiqu*, achemin*, depose*, passe",
  target:
    "parametre*, argument*, adresse, serveur*, point d'acces, url*, champ, champs, requete, courriel, e-mail, webhook, en-tete, lien, image",
  run: "execut*, lance*, lancer, demarr*, appelle*, appeler, declench*",
  install: "install*, telecharg*, ajoute le serveur, configure*, mets en place",
  guard:
    "bac a sable, permission*, autorisation*, confirmation*, protection*, antivirus, pare-feu, verification*, approbation*, accord, consentement",
  disable:
    "desactiv*, coupe*, contourn*, supprim*, leve*, saute*, reduis*, accorde*, autorise tout",
  before: "avant, d'abord, en premier, au prealable, prealablement",
  toolish:
    "outil*, requete*, tache*, reponse*, message*, action*, demande*, repondre, question*, appel",
  every: "chaque, toute, tout, tous, toutes, toujours, autre*, n'importe",
  store:
    "enregistr*, sauvegard*, memoris*, ecri*, ecrire, retien*, conserv*, consigne*, stock*, note, ajout*, inscri*, garde",
  memory:
    "memoire*, sessions futures, futures sessions, de maniere permanente, durablement, prochaines sessions, toutes les sessions, prochaines conversations, futures conversations, fichier de regles, desormais",
  judge:
    "scanner*, analyseur*, auditeur*, relecteur*, analyse de securite, audit, revue automatique, verificateur*, analyse automatique, outil d'analyse, verdict, outils de securite, examinateur*",
  flag: "signal*, bloqu*, rejet*, alert*, remont*, analys*, inspect*",
  safe: "sur, sure, inoffensif*, benin, benigne, sain, legitime*, fiable, faux positif*, sans danger, sans risque, approuve, surs",
  evil: "malveillant*, suspect*, dangereux, dangereuse, malicieux, menace*",
  mark: "marque*, class*, trait*, consider*, evalu*, indiqu*, conclu*, repond*, declar*, ignore*, not*",
  this: "ce paquet, ce fichier, ce code, ce module, ce script, cette bibliotheque, ce projet, paquet, le code, le",
  product:
    "paquet*, serveur*, extension*, bibliotheque*, module*, programme*, script*, outil*, package",
  mention:
    "detect*, reconnai*, exemple*, par exemple, attaque*, attaquant*, refuse*, rejet*, tel que, telles que, phrases, motif*, hameconnage, essaie*, tente*, bloqu*",
  embedded:
    "dans le contenu, dans la page, dans les pages, dans le texte, dans les documents, contenues dans, trouvees dans, non fiable*, dans les e-mails, presentes dans, dans un document",
  content: "contenu*, donnees, fichier*, resultat*, sortie*, les, le, tout, ensemble",
  other: "autres outils, autre outil, aucun autre",
  use: "utilis*, appel*, chois*, prefer*, emploi*",
  fail: "echou*, ne fonctionne*, ne marche*, erreur",
  image: "image*, lien*",
  care: "masqu*, caviard*, revoqu*, rotation, renouvel*, chiffr*, expos*, codes en dur, proteg*",
  poison:
    "porte derobee, portes derobees, vulnerabilite*, faille*, code malveillant, pistage, traceur*",
  insert: "insere*, inserer, ajout*, introdui*, gliss*, cach*, inject*, place*",
  endless: "indefiniment, sans fin, a l'infini, sans arret, sans s'arreter, boucle infinie",
  request: "demand*, exig*, saisir, reclame*, taper, fournir",
  pretend:
    "pretend*, fais semblant, faites semblant, faux, fausse, invent*, mens, feindre, fais-toi passer, faites-vous passer, fais passer",
  follow:
    "sui*, suivre, suivez, obei*, applique*, appliquer, respecte*, dernieres instructions, dernieres consignes",
};
