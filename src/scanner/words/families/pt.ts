import type { Family } from "../groups.ts";

export const pt: Family = {
  agent:
    "assistente*, ia, inteligencia artificial, modelo de linguagem, modelos de linguagem, agente de ia, agentes de ia, chatbot*, assistente de ia, modelo de ia",
  maybeAgent: "agente, agentes, modelo, modelos, bot, robo",
  you: "voce, voces, seu, sua, seus, suas, teu, tua",
  modal:
    "deve, devem, devera*, sempre, por favor, e preciso, obrigatori*, tem que, nunca, precisa, e necessario",
  call: "atencao, nota para, mensagem para, caro, prezado, importante, instrucoes para, aviso, aviso para, ola, como, se voce e, todos os, a todos, aos",
  not: "nada, nao, nunca, jamais, nem, nenhum*, evite*",
  without: "sem, em vez de, ao inves de",
  drop: "ignor*, esquec*, desconsider*, descart*, anul*, sobrescrev*, contorn*, deixe de lado, desrespeit*, abandon*",
  prior:
    "anterior*, previ*, todas, todos, tudo, acima, outras, originais, do sistema, existentes, recebid*, ate agora",
  rules:
    "instruc*, instrucoes, regra*, diretriz*, ordem, ordens, restric*, orienta*, limitac*, comando*, politica*, prompt*",
  precede:
    "prioridade maxima, prioridade absoluta, maior prioridade, prevalece*, tem prioridade, tem precedencia, acima de todas",
  unbound:
    "sem restricoes, sem nenhuma restricao, sem limites, modo desenvolvedor, novas instrucoes, verdadeira tarefa",
  tell: "diga, dizer, mencion*, inform*, revel*, mostr*, avis*, notifi*, conte, contar, coment*, pergunt*, confirm*, expliqu*, explicar, fale, falar, alert*, comuniqu*",
  person: "usuari*, utilizador*, ninguem, humano*, pessoa*, cliente*, desenvolvedor*, operador*",
  conceal: "ocult*, escond*, omita*",
  secretly:
    "em segredo, secretamente, silenciosamente, em silencio, discretamente, as escondidas, furtivamente, sem alarde",
  get: "leia, ler, lidas, lidos, lido, lida, colet*, recolh*, reun*, obtenha, obter, extra*, copi*, busqu*, buscar, procur*, encontr*, recuper*, abra, abrir, pegue, junte, resum*, localiz*",
  secret:
    "credencia*, senha*, palavra-passe, palavras-passe, chaves privadas, chave privada, chaves secretas, chave secreta, chaves de api, chave de api, chaves api, chave api, chaves ssh, chave ssh, variaveis de ambiente, frase de recuperacao, frase-semente, tokens de acesso, token de acesso, dados confidenciais, dados privados, segredos, dados sensiveis, dados de acesso, informacoes confidenciais",
  maybeSecret: "chave*, token, tokens, segredo",
  talk: "conversa*, historico, prompt do sistema, prompt de sistema, mensagens anteriores, dialogo",
  send: "envi*, mand*, transmit*, public*, remet*, encaminh*, anex*, inclu*, adicion*, acrescent*, pass*, coloqu*, compartilh*, carregu*, insir*, inser*, escrev*, entregu*, poste",
  target:
    "parametro*, argumento*, endereco*, servidor*, url*, campo*, e-mail, email, webhook, link, imagem, cabecalho, endpoint",
  run: "execut*, rode, rodar, inici*, cham*, invoqu*, lanc*",
  install: "instal*, baix*, descarregu*, configur*, adicione o servidor",
  guard:
    "sandbox, permiss*, aprovac*, confirmac*, protec*, antivirus, firewall, verificac*, autorizac*, consentimento",
  disable: "desativ*, desabilit*, deslig*, contorn*, pul*, remov*, elimin*, conced*, reduz*",
  before: "antes, primeiro, em primeiro lugar, previamente",
  toolish:
    "ferramenta*, solicitac*, pedido*, tarefa*, resposta*, mensagem*, mensagens, ac*, responder, pergunta*, consulta*",
  every: "cada, toda, todo, todos, todas, sempre, qualquer, outra*, outro*",
  store: "salv*, armazen*, guard*, lembr*, memoriz*, escrev*, registr*, anot*, adicion*, grav*",
  memory:
    "memoria*, sessoes futuras, futuras sessoes, permanente*, proximas sessoes, todas as sessoes, conversas futuras, futuras conversas, arquivo de regras, de agora em diante, para sempre",
  judge:
    "scanner*, analisador*, auditor*, revisor*, analise de seguranca, revisao automatica, revisao de seguranca, revisao, auditoria, veredito, veredicto, ferramentas de seguranca, analise automatica",
  flag: "sinaliz*, bloquei*, rejeit*, alert*, denunci*, analis*, inspecion*, marque, reporte*",
  safe: "segur*, inofensiv*, benign*, limp*, legitim*, confiave*, falso positivo, falsos positivos, aprovad*, sem risco",
  evil: "malicios*, suspeit*, perigos*, ameac*",
  mark: "marqu*, classifi*, trat*, consider*, avali*, respond*, declar*, conclu*, pule",
  this: "este pacote, este arquivo, este codigo, este modulo, esta biblioteca, este script, pacote, o codigo, isso, isto",
  product: "pacote*, servidor*, extens*, biblioteca*, modulo*, programa*, script*, plugin*",
  mention:
    "detect*, reconhec*, exemplo*, por exemplo, ataque*, atacante*, rejeit*, tais como, como por exemplo, frases, padrao, padroes, phishing, bloquei*, tenta*, recus*",
  embedded:
    "no conteudo, na pagina, nas paginas, no texto, nos documentos, contidas em, encontradas em, dentro de, nao confiave*, em e-mails, embutid*, presentes em",
  content: "conteudo*, dados, arquivo*, resultado*, saida*, tudo, os, as, lo",
  other: "outras ferramentas, outra ferramenta, nenhuma outra",
  use: "us*, utiliz*, cham*, escolh*, prefir*",
  fail: "falhar*, falham, falha, nao funcion*",
  image: "imagem, imagens, link, links",
  care: "mascar*, rotac*, rotacion*, revog*, criptograf*, expost*, proteg*, oculte o valor",
  poison:
    "porta dos fundos, portas dos fundos, backdoor*, vulnerabilidade*, codigo malicioso, rastreamento, rastreador*, falha de seguranca",
  insert: "insir*, inser*, adicion*, introduz*, injet*, escond*, inclu*, coloqu*",
  endless: "indefinidamente, sem fim, infinit*, sem parar, repetidamente, ilimitad*",
  request: "peca, pedir, solicit*, exij*, digit*, insir*, forne*",
  pretend: "finja, fingir, simul*, faca de conta, passe-se por, fals*, invent*, minta",
  follow:
    "siga, seguir, sigam, obedec*, apliqu*, cumpr*, ultimas instrucoes, instrucoes mais recentes, ultimas regras",
};
