import type { AtomKind } from "../atoms.ts";
import type { Call } from "../machine.ts";
import type { Value } from "../value.ts";
import { answer, callbackOf, calls, type Table } from "./define.ts";
import { writeClipboard } from "./readdress.ts";

const gives =
  (kind: AtomKind, name: string) =>
  (call: Call): Value => {
    const { machine } = call;
    return answer(call, machine.unknown(machine.source(kind, { api: call.name, names: [name] })));
  };

/** A hook on keys hands in each one. */
function hook(call: Call): Value {
  const { machine } = call;
  const taint = machine.source("src.keys", { api: call.name, names: ["keyboard"] });
  const callback = callbackOf(call);
  if (callback !== undefined) machine.call(callback, [machine.unknown(taint)]);
  // Listeners are often added to what the hook gives.
  return machine.instance("KeyHook", {}, taint);
}

export const capture: Table = calls({
  "pkg:{clipboardy,copy-paste,clipboard-event,@napi-rs/clipboard}.{read,readSync,paste,default.read,default.readSync} pkg:electron.clipboard.{readText,readHTML,readImage} pkg:@nut-tree/nut-js.clipboard.getContent pkg:@nut-tree/nut-js.clipboard.paste":
    gives("src.clipboard", "clipboard"),
  "pkg:{clipboardy,copy-paste,@napi-rs/clipboard,node-clipboardy}.{write,writeSync,copy,default.write,default.writeSync} pkg:electron.clipboard.{writeText,write,writeHTML} pkg:@nut-tree/nut-js.clipboard.{setContent,copy} pkg:copy-to-clipboard pkg:clipboard-copy":
    (call) => {
      writeClipboard(call.machine, call.name, call.args[0]);
      return answer(call, call.machine.unknown());
    },
  "pkg:{screenshot-desktop,desktop-screenshot,node-screenshots} pkg:node-screenshots.Monitor.all pkg:robotjs.screen.capture pkg:@nut-tree/nut-js.screen.{capture,grab} pkg:electron.desktopCapturer.getSources":
    gives("src.screen", "screen"),
  "pkg:node-webcam.{capture,create}": gives("src.screen", "camera"),
  "pkg:{iohook,iohook-raub,uiohook-napi,node-global-key-listener,gkm,keypress-listener} pkg:{iohook,uiohook-napi}.{on,start} pkg:uiohook-napi.uIOhook.{on,start} pkg:node-global-key-listener.GlobalKeyboardListener pkg:gkm.events.on pkg:electron.globalShortcut.register":
    hook,
  "pkg:keytar.{getPassword,findPassword,findCredentials} pkg:@github/keytar.{getPassword,findCredentials} pkg:cross-keychain.getPassword pkg:@napi-rs/keyring.Entry":
    (call) => {
      const { machine, args, name: api } = call;
      const text = machine.knownText(args[0]);
      machine.use("secret", "keychain");
      const detail = { api, names: ["keychain"], ...(text === null ? {} : { text }) };
      return answer(call, machine.unknown(machine.source("src.file.secret", detail)));
    },
  "pkg:{chrome-cookies-secure,chrome-cookies,@mherod/get-cookie,tough-cookie-chrome}.{getCookies,getCookie,getCookiesPromised}":
    (call) => {
      call.machine.use("secret", "browser");
      return gives("src.browserstore", "browser")(call);
    },
});
