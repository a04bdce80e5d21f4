import type { SignList } from "../signs.ts";

export const es: SignList = {
  take: "apunt*, anot*, registr*, recopil*, reun*, reún*, junt*, recog*, recoj*, lee, leer, lea, léel*, abr*, revis*, explor*, busc*, localiz*, copi*, extra*, obten*, obtén*, inventari*, list*, captur*, volc*, guard*, archiv*, transcrib*, resum*, consult*, tom*, examin*, recorr*, recab*, rastre*",
  give: "envi*, envía*, mand*, mánd*, remit*, transmit*, deposit*, entreg*, compart*, public*, sub*, súb*, carg*, transfier*, transfer*, reenv*, reenvi*, comunic*, report*, inform* a, hac* llegar, haz llegar, lleg*, va a parar, van a parar, termin* en, acab* en, post*, dirig*, copia oculta, en copia, sincroniz*, replic*, facilit*, proporcion*, da a, pon a disposición, vuelc*, traslad*, deja en, dej*",
  embed:
    "añad*, anad*, agreg*, inclu*, incluy*, insert*, incorpor*, adjunt*, coloc*, pon, poner, ponga, escrib*, escríb*, met*, escond*, ocult*, codific*, acompañ*, junto con, así como, contien*, contener, intercal*, introduc*, rellen*",
  run: "ejecut*, lanz*, corre, correr, inici*, arranc*, llam*, comando*, orden, script*, invoc*",
  fetch: "descarg*, instal*, obten*, import*, paquete*, dependencia*, abr*, carg*, trae*, consult*",
  alter:
    "modific*, cambi*, reemplaz*, sustitu*, sobrescrib*, edit*, actualiz*, escrib*, guard*, configur*, activ*, establec*, ajust*, añad*, agreg*, registr*, redirig*, apunt*, memoriz*, recuerd*, redondea*",
  remove:
    "elimin*, borr*, quit*, desactiv*, deshabilit*, apag*, salt*, sált*, omit*, evit*, eludir, elud*, ignor*, suprim*, anul*, desinstal*, silenci*, prescind*",
  approve:
    "aprueb*, aprob*, acept*, autoriz*, permit*, confirm*, conced*, valid*, responde que sí, di que sí, acceso total, confía*, dar por bueno, da por buen*",
  tell: "di, dig*, dec*, menci*, menciones, cont*, cuént*, inform*, avis*, notific*, muestr*, mostrar, revel*, explic*, pregunt*, pid*, sep*, sab*, enter*, entér*, coment*, habl*, señal*, advierta*, advert*, aparec*, figur*, visible*, document*, indic*, detall*",
  conceal:
    "ocult*, escond*, encubr*, call*, cáll*, guarda silencio, en silencio, borra el rastro, no dejes rastro, mantén en secreto, mantener en secreto, a espaldas, reserv*",
  covert:
    "en secreto, secretamente, a escondidas, discretamente, discreto, en silencio, silenciosamente, sigilosamente, con sigilo, sin que nadie, sin que el usuario, sin que la usuaria, sin que lo, sin que se, disimulad*, por lo bajo, en segundo plano, calladamente, a espaldas, como si nada, no hace falta que, no es necesario que, no tiene por qué, no tienen por qué, no necesita saber, no necesitan saber, ni una palabra, nada de esto, entre nosotros, nadie debe, nadie tiene, queda entre, asunto interno, confundir*, preocupar*, sin llamar la atención",
  unasked:
    "sin preguntar, sin pedir, sin confirmación, sin confirmar, sin aprobación, sin permiso, sin autorización, sin avisar, sin consultar, sin mencionar*, sin decir*, sin comentar*, sin consentimiento, sin esperar, no preguntes, no pidas confirmación, no pidas permiso, no hace falta preguntar, no requiere confirmación, ninguna confirmación, en nombre del usuario, por el usuario",
  consent:
    "ya ha aceptado, ya aceptó, ha aceptado, han aceptado, ya ha aprobado, ya aprobó, ya está autorizado, está autorizado, están autorizados, ya dio su, ha dado su, han dado su, ya está de acuerdo, está de acuerdo, consentimiento ya, ya lo sabe, está al tanto, están al tanto, se da por, preaprobad*, aprobado de antemano",
  falsify:
    "finge, fingir, fing*, simula*, hazte pasar, hacerse pasar, mient*, fals*, disfraz*, preséntal* como, presentar como, como si fuera, llámalo, llama al commit, nombra el commit, di que es, si alguien pregunta, si preguntan, si te preguntan, como un simple, como una simple, aparenta*",
  secret:
    "credencial*, contraseña*, contrasena*, clave privada, claves privadas, clave secreta, claves secretas, llave secreta, clave* de acceso, clave* api, clave* de api, clave* ssh, claves del, claves y, claves, token* de acceso, secretos, variable* de entorno, archivo .env, fichero .env, datos de acceso, datos de inicio, datos bancarios, tarjeta*, frase semilla, frase de recuperación, palabras de recuperación, semilla, cartera*, monedero*, llavero, cookies, información sensible, datos sensibles, código* de verificación, pin, con lo que se accede, para iniciar sesión, para autenticar*, autenticación",
  token: "clave, token, tokens, secreto, configuración, ajustes",
  talk: "conversación*, conversacion*, charla*, diálogo*, historial*, chat, mensajes anteriores, últimos mensajes, mensaje del usuario, mensajes del usuario, lo que el usuario, lo que dijo, prompt del sistema, instrucciones del sistema, contexto completo, todo el contexto, contexto, palabra por palabra, literal*, íntegr*",
  private:
    "datos personales, datos privados, datos del cliente, datos de clientes, datos del usuario, archivos del usuario, documentos del usuario, carpeta personal, directorio personal, agenda, contactos, número* de teléfono, dirección postal, domicilio, correos, bandeja de entrada, calendario, fotos, ubicación, portapapeles, historial de navegación, historial del shell, historial médico, datos médicos, salud, extracto* bancario*, cuenta* bancaria*, nómina*, confidencial*, contratos, facturas, borradores, pacientes, documentos internos, nombre completo, identidad",
  source:
    "código fuente, codigo fuente, repositorio*, directorio de trabajo, espacio de trabajo, carpeta del proyecto, archivos del proyecto, ficheros del proyecto, contenido del archivo, contenido de los archivos, contenido del fichero, contenido del proyecto, todos los archivos, cada archivo, archivo abierto, archivos abiertos, registros, diferencias, cambios",
  host: "nombre del equipo, nombre de host, nombre de usuario, dirección ip, sistema operativo, información del sistema, programas instalados",
  guard:
    "confirmación*, aprobación*, autorización*, permiso*, sandbox, zona de pruebas, protección*, antivirus, cortafuegos, verificación*, comprobación*, validación*, revisión*, seguridad, control*, pruebas, tests, certificado*, firma*, aviso*, advertencia*, restricción*, auditoría*",
  settings:
    "configuración*, ajustes, memoria*, archivo de reglas, reglas del proyecto, claude.md, agents.md, .cursorrules, próximas sesiones, sesiones futuras, futuras sesiones, siguientes sesiones, todas las sesiones, de ahora en adelante, a partir de ahora, en adelante, permanentemente, para siempre, hook de git, hooks de git, perfil del shell, arranque, crontab, registro npm, mcp.json, flujo de trabajo",
  poison:
    "puerta trasera, puertas traseras, vulnerabilidad*, código malicioso, script de seguimiento, píxel de seguimiento, rastreador*, dependencia adicional, dependencia extra, paquete adicional, paquete extra, cuenta oculta, cuenta adicional, contraseña maestra, segunda contraseña, nuestro paquete, nuestro script, nuestro dominio, sin validar, sin verificar, sin comprobar",
  rules:
    "instrucción*, instruccion*, regla*, directriz*, directrices, orden, órdenes, norma*, política*, deseos del usuario, petición del usuario",
  override:
    "ignor*, olvid*, anul*, sustitu*, reemplaz*, deroga*, pasa por alto, haz caso omiso, deja sin efecto, ya no se aplica*, dejan de aplicarse, deja de aplicarse, dejan de valer, deja de valer, no rigen, ya no aplica*, quedan sin efecto, aunque el usuario, diga lo que diga, en lugar de lo que",
  precede:
    "tiene preferencia, tienen preferencia, prima sobre, priman sobre, vale más que, valen más que, vale lo que diga, prioridad absoluta, máxima prioridad, prevalec*, tiene prioridad, tienen prioridad, está por encima, están por encima, última palabra, en caso de conflicto, precedencia, manda sobre",
  obey: "sigue, seguir, siga, síguel*, obedec*, cumpl*, acata*, aplica*, actúa según, haz lo que, lo que diga, lo que indique, al pie de la letra, como instrucciones, como órdenes, respet*",
  solicit:
    "necesitas, diles que, pide que, pid*, solicit*, pregunt*, ped*, exig*, haz que, introduc*, ingres*, teclee, escriba*, facilit*, proporcion*, indique*, dicte*",
  party:
    "tercero*, socio*, proveedor*, editor*, nuestro servidor, nuestro servicio, nuestro equipo, nuestros servidores, servidor externo, servicio externo, dirección externa, servidor remoto, punto de recogida, sede, central",
  public:
    "mensaje de commit, mensaje del commit, nombre de rama, nombre de la rama, texto alternativo, metadatos, comentario html, comentario de código, gist, paste*, issue público, en un comentario, como comentario",
  slot: "parámetro*, argumento*, campo*, cabecera*, cuerpo de la petición, cuerpo de la solicitud",
  encode:
    "base64*, al revés, ofusc*, codificad*, hexadecimal, invisible*, texto blanco, letras blancas, primeras letras, iniciales, por partes, cifrad*",
  asked:
    "con permiso, tras confirmación, tras la confirmación, tras la aprobación, después de confirmar, si el usuario lo pide, si el usuario quiere, si el usuario acepta, a petición, pide confirmación, pregunta antes, pregunta primero, pregunta al usuario, pide permiso, espera la confirmación, espera a que, una vez confirmado, una vez aprobado, solo si el usuario, consulta al usuario, confirma con, propón*",
  care: "enmascar*, rot*, revoc*, anonimiz*, tach*, no muestr*, nunca muestr*, no guard*, no almacen*, solo los nombres, sólo los nombres, localmente, en local, queda* en el, espacio de trabajo, rgpd, marcador*",
  mention:
    "por ejemplo, ejemplo*, ataque*, atacante*, phishing, malicios*, sospechos*, detect*, reconoc*, como por ejemplo, tales como",
  teach:
    "explic*, enseñ*, ejercicio*, comprueba si, verifica si, revisa si, curso*, cómo, por qué, novela*, cuento*, historia*, juego*, qué datos, adónde",
  pretext:
    "cumplimiento, diagnóstic*, calidad, estadístic*, mejora*, facturación, licencia*, trazabilidad, copia de seguridad, respaldo*, auditoría*, motivos legales, por motivos, normativa*, política interna, coherencia, compatibilidad",
  until: "antes, sin, salvo, excepto, hasta, sino, solo, sólo, olvid*, a menos",
  always: "cada, todos, todas, todo, siempre, sistemáticamente, cualquier, diariamente",
  first:
    "antes, primero, previamente, previo, de entrada, al inicio, al comenzar, al empezar, en primer lugar, antes de",
  money:
    "pago*, transferencia*, iban, beneficiari*, cuenta bancaria, importe*, factura*, monedero*, cartera*",
  work: "código generado, cada archivo, cada página, cada commit, cada respuesta, tus respuestas, tu respuesta, el resultado, cada documento, cada proyecto, nuevos proyectos",
  fail: "fall*, no funciona*, bloquead*, inválid*, rechazad*, error",
};
