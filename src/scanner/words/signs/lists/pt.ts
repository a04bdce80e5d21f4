import type { SignList } from "../signs.ts";

export const pt: SignList = {
  take: "anot*, regist*, recolh*, colet*, reúna*, reun*, junt*, leia, ler, lê, abr*, procur*, busc*, localiz*, copi*, extrai*, obten*, obtém, list*, captur*, arquiv*, salv*, guard*, consult*, resum*, transcrev*, pegu*, pega, levant*, inventari*, examin*, vasculh*, reúne",
  give: "envi*, mand*, remet*, transmit*, deposit*, entreg*, compartilh*, partilh*, public*, carreg*, suba, subir, transfir*, transfer*, encaminh*, reencaminh*, comuniqu*, comunic*, report*, repass*, faça chegar, cheg*, termin* em, post*, forneç*, fornec*, em cópia, cópia oculta, sincroniz*, replic*, disponibiliz*, pass*, deix*",
  embed:
    "adicion*, acrescent*, inclu*, insir*, inser*, incorpor*, anex*, coloc*, coloqu*, ponha, escrev*, escond*, codific*, acompanh*, junto com, bem como, contenh*, contém, preench*, embut*",
  run: "execut*, rod*, lanç*, inici*, cham*, comando*, script*, invoc*",
  fetch:
    "baix*, descarreg*, instal*, import*, pacote*, dependência*, abr*, busque, carreg*, consult*",
  alter:
    "modific*, alter*, mud*, substitu*, sobrescrev*, edit*, atualiz*, escrev*, salv*, guard*, configur*, ativ*, defin*, ajust*, adicion*, regist*, redirecion*, memoriz*, lembr*, troc*",
  remove:
    "elimin*, apag*, remov*, desativ*, desabilit*, deslig*, pul*, omit*, evit*, contorn*, ignor*, suprim*, silenci*, dispens*",
  approve:
    "aprov*, aceit*, autoriz*, permit*, confirm*, conced*, valid*, responda sim, responda que sim, acesso total, confi*",
  tell: "diga, dig*, diz*, menci*, cont*, inform*, avis*, notific*, mostr*, revel*, expliqu*, pergunt*, peç*, saib*, sab*, perceb*, coment*, fal*, sinaliz*, aparec*, figur*, visíve*, document*, indiqu*, cit*, refir*",
  conceal:
    "ocult*, escond*, encobr*, cal*, guarde segredo, mantenha em segredo, manter em segredo, mantenha segredo, apague os vestígios, sem deixar rasto, sem deixar rastro",
  covert:
    "em segredo, secretamente, às escondidas, discretamente, discreto, em silêncio, silenciosamente, sorrateir*, sem que o usuário, sem que o utilizador, sem que ninguém, sem que se, em segundo plano, nos bastidores, como se nada, não precisa saber, não precisam saber, não precisa de saber, não deve saber, nem uma palavra, nada disso, entre nós, ninguém deve, ninguém precisa, fica entre, assunto interno, confundi*, preocup*, sem chamar a atenção, sem chamar atenção",
  unasked:
    "sem perguntar, sem pedir, sem confirmação, sem confirmar, sem aprovação, sem permissão, sem autorização, sem avisar, sem consultar, sem mencionar, sem dizer, sem comentar, sem consentimento, sem esperar, não pergunte, não peça confirmação, não peça permissão, não é preciso perguntar, não requer confirmação, nenhuma confirmação, em nome do usuário, em nome do utilizador, pelo usuário",
  consent:
    "já aceitou, já aceitaram, aceitou, já aprovou, já autorizou, está autorizado, estão autorizados, já deu o, deu o seu consentimento, está de acordo, já sabe, está ciente, estão cientes, pré-aprovad*, já consentiu, vale como consentimento",
  falsify:
    "finja, fing*, simul*, faça-se passar, minta, fals*, disfarç*, apresente como, apresente-o como, como se fosse, chame o commit, chame-o, se alguém perguntar, se perguntarem, como um simples, como uma simples",
  secret:
    "credenciai*, credencial, senha*, palavra-passe, palavras-passe, chave* privada*, chave* secreta*, chave* ssh, chave* de api, chave* api, chave* de acesso, chaves, token* de acesso, segredos, variáve* de ambiente, ficheiro .env, arquivo .env, dados de acesso, dados de login, dados bancários, cartão*, cartões, frase semente, frase de recuperação, palavras de recuperação, carteira*, cookies, dados sensíveis, informações sensíveis, código* de verificação, pin, para entrar, para autenticar, autenticação",
  token: "chave, token, tokens, segredo, configuração, definições",
  talk: "conversa*, diálogo*, histórico*, chat, mensagens anteriores, últimas mensagens, mensagem do usuário, mensagens do usuário, mensagens do utilizador, o que o usuário, o que o utilizador, prompt do sistema, instruções do sistema, contexto completo, todo o contexto, contexto, palavra por palavra, na íntegra, integral*",
  private:
    "dados pessoais, dados privados, dados do cliente, dados de clientes, dados do usuário, dados do utilizador, arquivos do usuário, ficheiros do utilizador, documentos do usuário, pasta pessoal, contatos, contactos, agenda, número* de telefone, endereço residencial, morada, e-mails, caixa de entrada, calendário, fotos, localização, área de transferência, histórico de navegação, histórico do shell, dados médicos, dados de saúde, extrato* bancário*, conta bancária, salários, confidencia*, contratos, faturas, rascunhos, pacientes, documentos internos, nome completo, identidade",
  source:
    "código-fonte, código fonte, repositório*, diretório de trabalho, pasta de trabalho, espaço de trabalho, pasta do projeto, arquivos do projeto, ficheiros do projeto, conteúdo do arquivo, conteúdo dos arquivos, conteúdo do ficheiro, conteúdo do projeto, todos os arquivos, cada arquivo, arquivo aberto, arquivos abertos, registos, diferenças, alterações",
  host: "nome da máquina, nome do host, nome de usuário, nome do usuário, endereço ip, sistema operativo, sistema operacional, informações do sistema, programas instalados",
  guard:
    "confirmaç*, aprovaç*, autorizaç*, permiss*, sandbox, proteç*, antivírus, firewall, verificaç*, validaç*, revis*, segurança, controle*, testes, certificado*, assinatura*, aviso*, alerta*, restriç*, auditoria*",
  settings:
    "configuraç*, definições, memória*, arquivo de regras, regras do projeto, claude.md, agents.md, .cursorrules, próximas sessões, sessões futuras, futuras sessões, todas as sessões, de agora em diante, a partir de agora, doravante, permanentemente, para sempre, hook do git, hooks do git, perfil do shell, inicialização, crontab, registro npm, mcp.json",
  poison:
    "porta dos fundos, backdoor*, vulnerabilidade*, código malicioso, script de rastreamento, pixel de rastreamento, rastreador*, dependência adicional, dependência extra, pacote adicional, pacote extra, conta oculta, conta adicional, senha mestra, segunda senha, nosso pacote, nosso script, nosso domínio, sem validar, sem verificar",
  rules:
    "instruç*, regra*, diretriz*, ordens, ordem, política*, norma*, desejos do usuário, pedido do usuário",
  override:
    "ignor*, esqueç*, esquec*, anul*, substitu*, desconsider*, não valem mais, já não se aplica*, mesmo que o usuário, mesmo que o utilizador, no lugar de, em vez do que",
  precede:
    "acima do, acima da, acima do que, valem as, vale o que, tem preferência, têm preferência, contam mais, está acima, prioridade absoluta, prioridade máxima, prevalec*, tem prioridade, têm prioridade, precedência, acima de, última palavra, em caso de conflito",
  obey: "siga, seguir, segue, obedeç*, cumpr*, aplique*, aja conforme, faça o que, o que disser, à risca, ao pé da letra, como instruções, como ordens, respeit*",
  solicit:
    "peça que dite, faça ditar, peça o código, peç*, pedi*, solicit*, pergunt*, exij*, insira, introduz*, digite, forneç*, inform*, dite",
  party:
    "terceiro*, parceiro*, fornecedor*, nosso servidor, nosso serviço, nossa equipe, nossa equipa, servidor externo, serviço externo, endereço externo, servidor remoto, sede, central",
  public:
    "mensagem de commit, mensagem do commit, nome do branch, texto alternativo, metadados, comentário html, comentário de código, gist, paste*, issue pública, em um comentário, num comentário",
  slot: "parâmetro*, argumento*, campo*, cabeçalho*, corpo da requisição",
  encode:
    "base64*, ao contrário, ofusc*, codificad*, hexadecimal, invisíve*, texto branco, primeiras letras, iniciais, em pedaços, cifrad*",
  asked:
    "com permissão, após confirmação, após a confirmação, após aprovação, depois de confirmar, se o usuário pedir, se o usuário quiser, se o utilizador pedir, a pedido, peça confirmação, pergunte antes, pergunte primeiro, pergunte ao usuário, pergunte ao utilizador, peça permissão, aguarde a confirmação, espere a confirmação, somente se o usuário, só se o usuário, confirme com, proponha",
  care: "mascar*, rotacion*, revog*, anonimiz*, não mostre, nunca mostre, não guarde, não armazene, apenas os nomes, só os nomes, localmente, fica no, ficam no, lgpd, rgpd",
  mention:
    "por exemplo, exemplo*, ataque*, atacante*, phishing, malicios*, suspeit*, detect*, detet*, reconheç*, tais como",
  teach:
    "expliqu*, ensin*, exercício*, verifique se, confira se, curso*, por que, romance*, história*, jogo*, quais dados",
  pretext:
    "conformidade, diagnóstic*, qualidade, estatístic*, melhori*, faturação, faturamento, licença*, rastreabilidade, cópia de segurança, backup*, auditoria*, motivos legais, política interna, compatibilidade",
  until: "antes, sem, salvo, exceto, até, mas, só, apenas, esqueç*, a menos",
  always: "cada, todos, todas, todo, tudo, sempre, qualquer, sistematicamente",
  first:
    "antes, primeiro, previamente, de início, no início, ao iniciar, ao começar, em primeiro lugar",
  money:
    "pagamento*, transferência*, iban, pix, beneficiári*, conta bancária, valor, fatura*, carteira*",
  work: "código gerado, cada arquivo, cada página, cada commit, cada resposta, suas respostas, o resultado, cada documento",
  fail: "falh*, não funciona*, bloquead*, inválid*, rejeitad*, erro",
};
