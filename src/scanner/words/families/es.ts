import type { Family } from "../groups.ts";

export const es: Family = {
  agent:
    "asistente*, ia, inteligencia artificial, modelo de lenguaje, modelos de lenguaje, modelo de ia, agente de ia, agentes de ia, chatbot*, asistente de ia",
  maybeAgent: "agente, agentes, modelo, modelos, bot, robot",
  you: "tu, usted, ustedes, tus, su, sus, te, ti",
  modal:
    "debes, debe, deben, debera*, tienes que, tiene que, siempre, por favor, hay que, obligatorio*, nunca, es necesario, ha de",
  call: "atencion, nota para, mensaje para, estimado, querido, importante, instrucciones para, aviso, aviso para, hola, como, si eres, todos los, a todos, a los",
  not: "nada, no, nunca, jamas, ni, ningun*, evita*",
  without: "sin, en lugar de, en vez de",
  drop: "ignor*, olvid*, descart*, omit*, anul*, sobrescrib*, haz caso omiso, haga caso omiso, pasa por alto, deja de lado, deja de seguir, hagan caso omiso, desobedec*, prescind*",
  prior:
    "anterior*, previ*, todas, todos, todo, toda, arriba, otras, originales, del sistema, existentes, recibid*, hasta ahora, cualquier*",
  rules:
    "instruccion*, indicacion*, regla*, directriz, directrices, orden, ordenes, restriccion*, limitacion*, norma*, pauta*, politica*, prompt*",
  precede:
    "maxima prioridad, prioridad absoluta, prioridad maxima, prevalece*, tiene prioridad, tienen prioridad, por encima de",
  unbound:
    "sin restriccion*, sin ninguna restriccion, sin limites, modo desarrollador, nuevas instrucciones, verdadera tarea, tarea real",
  tell: "digas, decir, dile, mencion*, inform*, revel*, muestr*, mostrar, avis*, notifi*, cuent*, comentes, comentar, explic*, pregunt*, confirm*, adviert*, comuniques, comunicar, hables, hablar, pedir",
  person: "usuari*, nadie, humano*, persona*, cliente*, desarrollador*, operador*",
  conceal: "ocult*, escond*, calla",
  secretly:
    "en secreto, secretamente, silenciosamente, en silencio, discretamente, sin que se note, a escondidas, sigilosamente, con disimulo",
  get: "lee, leer, lea, leidas, leidos, leido, leida, recopil*, recog*, reun*, obten*, obtener, extra*, copi*, busca*, buscar, encuentr*, recuper*, abre, abrir, toma, junta*, localiz*, resum*, consigue",
  secret:
    "credencial*, contrasena*, claves privadas, clave privada, claves secretas, clave secreta, claves api, clave api, claves de api, clave de api, claves ssh, clave ssh, llaves ssh, llaves privadas, llave privada, variables de entorno, variable de entorno, frase semilla, frase de recuperacion, tokens de acceso, token de acceso, datos confidenciales, datos privados, secretos, informacion confidencial, datos sensibles, datos de acceso",
  maybeSecret: "clave*, llave*, token, tokens, secreto",
  talk: "conversacion*, historial, prompt del sistema, mensajes anteriores, dialogo, charla, mensaje del sistema",
  send: "envi*, manda*, transmit*, public*, sub*, remit*, reenvi*, adjunt*, inclu*, agreg*, anad*, pas*, pon*, comparte*, traslad*, insert*, incrust*, cuela, mete, escrib*, entreg*",
  target:
    "parametro*, argumento*, direccion, servidor*, url*, campo*, punto de acceso, endpoint, correo, webhook, enlace, imagen, cabecera",
  run: "ejecut*, corre, lanza*, inicia*, llama*, invoc*, arranc*",
  install: "instal*, descarg*, configur*, anade el servidor, agrega el servidor",
  guard:
    "sandbox, permiso*, aprobacion*, confirmacion*, proteccion*, antivirus, cortafuegos, verificacion*, autorizacion*, consentimiento, comprobacion*",
  disable: "desactiv*, deshabilit*, apag*, elud*, salt*, quit*, elimin*, reduc*, conced*, otorg*",
  before: "antes, primero, en primer lugar, previamente",
  toolish:
    "herramienta*, solicitud*, peticion*, tarea*, respuesta*, mensaje*, accion*, responder, consulta*, pregunta*",
  every: "cada, toda, todo, todos, todas, siempre, cualquier*, otra*, otro*",
  store: "guard*, almacen*, record*, memoriz*, escrib*, registr*, conserv*, anot*, anad*, agreg*",
  memory:
    "memoria*, sesiones futuras, futuras sesiones, permanente*, proximas sesiones, todas las sesiones, conversaciones futuras, futuras conversaciones, archivo de reglas, de ahora en adelante, para siempre",
  judge:
    "escaner*, analizador*, auditor*, revisor*, analisis de seguridad, revision automatica, revision de seguridad, revision, auditoria, veredicto, herramienta de analisis, herramientas de seguridad, analisis automatico",
  flag: "report*, bloque*, rechac*, senal*, alert*, denunci*, analic*, inspeccion*, marques",
  safe: "segur*, inofensiv*, benign*, limpi*, legitim*, confiable*, falso positivo, falsos positivos, fiable, aprobad*, sin riesgo",
  evil: "malicios*, sospechos*, peligros*, amenaza*, danin*",
  mark: "marc*, clasif*, trat*, consider*, evalu*, califi*, responde*, declar*, concluy*, omit*",
  this: "este paquete, este archivo, este codigo, este modulo, esta libreria, este script, este proyecto, paquete, el codigo, lo, esto",
  product:
    "paquete*, servidor*, extension*, libreria*, biblioteca*, modulo*, programa*, script*, complemento*",
  mention:
    "detect*, reconoc*, ejemplo*, por ejemplo, ataque*, atacante*, rechaz*, tales como, como por ejemplo, frases, patron, patrones, phishing, bloque*, intenta*, tipo",
  embedded:
    "en el contenido, en la pagina, en las paginas, en el texto, en los documentos, contenidas en, encontradas en, dentro de, no confiable*, en correos, incrustad*, que aparezcan",
  content: "contenido*, datos, archivo*, resultado*, salida*, los, las, todo, ficher*, lo",
  other: "otras herramientas, otra herramienta, ninguna otra",
  use: "us*, utiliz*, llam*, elig*, prefier*, emple*",
  fail: "fallar*, fallan, falla, no funcionar*, no funcion*",
  image: "imagen*, enlace*",
  care: "enmascar*, ocult* el valor, rotar, rotacion, revoc*, cifr*, expuest*, codificad*, proteg*",
  poison:
    "puerta trasera, puertas traseras, vulnerabilidad*, codigo malicioso, rastreo, rastreador*, dependencia oculta",
  insert: "insert*, anad*, agreg*, introduc*, inyect*, escond*, incluy*, mete, coloca*",
  endless: "indefinidamente, sin fin, infinit*, sin parar, una y otra vez, ilimitad*, sin detener*",
  request: "pid*, pedir, solicit*, exig*, introduzc*, escriba, ingres*, teclee",
  pretend:
    "fing*, finj*, simul*, haz como si, hazte pasar, fals*, invent*, miente, mentir, hagase pasar",
  follow:
    "sigue, seguir, siga, sigan, obedec*, aplic*, cumpl*, ultimas instrucciones, ultimas reglas",
};
