import type { Destination } from "../atoms.ts";
import type { Call, Machine } from "../machine.ts";
import { marks, type Value } from "../value.ts";
import { runCode, runDataUrl } from "./code-sinks.ts";
import {
  argument,
  asInstance,
  callbackOf,
  calls,
  keep,
  kept,
  memberOf,
  named,
  nothing,
  optionsOf,
  paramValue,
  reads,
  type Table,
} from "./define.ts";
import { destinationOf } from "./destination.ts";
import { shownText } from "./path-text.ts";
import { writeClipboard } from "./readdress.ts";
import { send } from "./sending.ts";

function pageText(machine: Machine, name: string, api: string): Value {
  return machine.unknown(machine.source("src.dom", { api, names: [name] }));
}

function element(machine: Machine, tag: string): Value {
  return machine.instance("Element", { tag: machine.text(tag) });
}

function tagOf(machine: Machine, self: Value): string {
  return (machine.knownText(asInstance(self)?.data["tag"]) ?? "").toLowerCase();
}

/** An address that a page loads by itself: a request, and code when it is a script's. */
function setAddress(machine: Machine, self: Value, value: Value): void {
  const tag = tagOf(machine, self);
  const text = machine.textOf(value);
  if (tag === "script") {
    if (text?.startsWith("data:")) runDataUrl(machine, "script.src", text, machine.taintOf(value));
    else if (asInstance(value, "BlobURL") !== null)
      runCode(machine, "script.src", asInstance(value)?.data["content"]);
    else {
      const { destination } = destinationOf(machine, value);
      if (destination.class !== "local") machine.use("network.out", destination.host ?? "*");
      machine.sink(
        "snk.dom",
        { api: "script.src", names: ["script"], destination },
        { url: value },
      );
    }
    return;
  }
  const what = embedded.get(tag);
  if (what !== undefined && text !== null) {
    const { destination } = destinationOf(machine, value);
    machine.sink("snk.dom", { api: `${tag}.src`, names: [what], destination }, { url: value });
  }
  if (machine.taintOf(value).atoms.length > 0 && (tag !== "" || text !== null)) {
    send(machine, { api: `${tag || "element"}.src`, target: value });
  }
}

/** What a page shows or plays of another place. */
const embedded: ReadonlyMap<string, string> = new Map([
  ["iframe", "frame"],
  ["frame", "frame"],
  ["audio", "audio"],
  ["video", "audio"],
]);

/** Types of script elements that a page reads and does not run. */
const dataType =
  /^(?:application\/(?:ld\+)?json|speculationrules|text\/(?:plain|template|x-template))$/i;

function holdsData(machine: Machine, self: Value): boolean {
  return dataType.test(machine.knownText(kept(self, "type")) ?? "");
}

/** A script that held data and is told otherwise runs what it held. */
function setType(machine: Machine, self: Value, value: Value): void {
  keep(self, "type", value);
  const held = kept(self, "held");
  if (held !== undefined && tagOf(machine, self) === "script" && !holdsData(machine, self)) {
    runCode(machine, "script.text", held);
  }
}

/** Text of a script element, and markup that holds one, is code. */
function setMarkup(machine: Machine, self: Value, value: Value, name: string): void {
  const member = memberOf(name);
  if (tagOf(machine, self) === "script") {
    if (holdsData(machine, self)) {
      keep(self, "held", value);
      machine.sink("snk.dom", { api: `script.${member}`, names: ["markup"] }, { data: value });
      return;
    }
    runCode(machine, `script.${member}`, value);
    return;
  }
  if (tagOf(machine, self) === "style") setStyle(machine, `style.${member}`, value);
  if (!/HTML|srcdoc/.test(member)) return;
  writeMarkup(machine, `element.${member}`, value);
}

/** Elements of a markup that load something from an address. */
const loading =
  /<(script|iframe|frame|embed|object)\b[^>]{0,300}?\s(?:src|data)\s{0,4}=\s{0,4}["']?([^"'\s>]{4,2000})/gi;
const leading =
  /<meta\b[^>]{0,200}http-equiv\s{0,4}=\s{0,4}["']?refresh[^>]{0,200}url\s{0,4}=\s{0,4}["']?([^"'\s>]{4,2000})/gi;
const maxMarkup = 65_536;
const maxLoads = 32;

/** What stands in a markup is loaded as if each element had been made by itself. */
function loadMarkup(machine: Machine, text: string, markup: Value | undefined): void {
  const taint = markup === undefined ? machine.none : machine.taintOf(markup);
  const head = text.slice(0, maxMarkup);
  let left = maxLoads;
  for (const [, tag = "", address = ""] of head.matchAll(loading)) {
    if (left-- === 0) return;
    setAddress(machine, element(machine, tag.toLowerCase()), machine.text(address, taint));
  }
  for (const [, address = ""] of head.matchAll(leading)) {
    if (left-- === 0) return;
    navigate(machine, "meta.refresh", machine.text(address, taint));
  }
}

function writeMarkup(machine: Machine, api: string, markup: Value | undefined): void {
  const text = machine.textOf(markup);
  if (text !== null && /<(?:script|i?frame|embed|object|meta)\b/i.test(text)) {
    loadMarkup(machine, text, markup);
  }
  if (text !== null && /<script|\son\w+\s*=|javascript:/i.test(text)) {
    machine.use("dynamicCode");
    machine.sink(
      "snk.code",
      { api, text: shownText(text).slice(0, 4096), isRead: machine.knownText(markup) !== null },
      { code: markup },
    );
    for (const [, code = ""] of text
      .slice(0, 1_000_000)
      .matchAll(/<script[^>]{0,500}>([^<]{1,100000})<\/script/gi)) {
      if (machine.knownText(markup) !== null)
        machine.runLayer(code, machine.taintOf(markup ?? nothing));
    }
  } else {
    machine.sink("snk.dom", { api, names: ["markup"] }, { data: markup });
  }
}

/** Keys that somebody presses anywhere in the page. */
function onPageEvent(call: Call): Value {
  const { machine, args } = call;
  const event = machine.knownText(args[0]) ?? "";
  const callback = callbackOf(call);
  if (callback === undefined) return nothing;
  const of = /^key/.test(event)
    ? "KeyboardEvent"
    : /^(?:copy|cut|paste)$/.test(event)
      ? "ClipboardEvent"
      : "PageEvent";
  machine.call(callback, [machine.instance(of)], call.self);
  return nothing;
}

function navigate(machine: Machine, api: string, target: Value | undefined): void {
  const { destination } = destinationOf(machine, target);
  const text = machine.textOf(target);
  if (text !== null && /^javascript:/i.test(text)) {
    runCode(
      machine,
      api,
      machine.text(
        text.replace(/^javascript:/i, ""),
        target === undefined ? machine.none : machine.taintOf(target),
      ),
    );
    return;
  }
  // A link for another program of the same machine; `intent:` only wraps one for a browser.
  const isForProgram = /^(?!https?:|wss?:|ftps?:|intent:)[a-z][a-z0-9+.-]{0,63}:\/\//i.test(
    text ?? "",
  );
  const place = isForProgram ? local : destination;
  machine.sink("snk.dom", { api, names: ["navigation"], destination: place }, { url: target });
}

const local: Destination = { class: "local", host: null, isPlainHttp: false };

const cssAddress = /(?:url\(\s{0,4}|@import\s{1,4})["']?([^"')\s;]{1,2000})/i;

/** A style sheet makes the page ask for pictures and fonts; their address may tell something. */
function setStyle(machine: Machine, api: string, value: Value | undefined): void {
  const taint = value === undefined ? machine.none : machine.taintOf(value);
  if (taint.atoms.length === 0) return;
  for (const option of optionsOf(value)) {
    const address = cssAddress.exec(machine.textOf(option)?.slice(0, 65_536) ?? "")?.[1];
    if (address !== undefined) send(machine, { api, target: machine.text(address, taint) });
  }
}

const finders = "querySelector,getElementById,closest,createElementNS,cloneNode";
const lists = "querySelectorAll,getElementsByTagName,getElementsByClassName,getElementsByName";

export const dom: Table = [
  ...calls({
    "global.document.createElement": (call) =>
      element(call.machine, call.machine.knownText(argument(call, 0)) ?? ""),
    "global.Image": ({ machine }) => element(machine, "img"),
    "global.Audio": (call) => {
      const audio = element(call.machine, "audio");
      const [address] = call.args;
      if (address !== undefined) setAddress(call.machine, audio, address);
      return audio;
    },
    [`global.document.{${finders}} instance:Element.{${finders}}`]: ({ machine }) =>
      element(machine, ""),
    [`global.document.{${lists}} instance:Element.{${lists}}`]: ({ machine }) =>
      machine.array([element(machine, "")]),
    "global.CSSStyleSheet": ({ machine }) => machine.instance("StyleSheet"),
    "instance:StyleSheet.{replace,replaceSync,insertRule,addRule}": (call) => {
      setStyle(call.machine, "style.sheet", call.args[0]);
      return call.self;
    },
    "instance:ElementStyle.setProperty": (call) => {
      setStyle(call.machine, "element.style", call.args[1]);
      return nothing;
    },
    "instance:FieldList.{@@iterator,item,namedItem}": ({ machine }) => element(machine, ""),
    "instance:FieldList.forEach": (call) => {
      const callback = callbackOf(call);
      if (callback !== undefined) call.machine.call(callback, [element(call.machine, "")]);
      return nothing;
    },
    "global.document.{write,writeln}": (call) => {
      writeMarkup(call.machine, call.name, call.args[0]);
      return nothing;
    },
    "global.document.createRange global.Range": ({ machine }) => machine.instance("Range"),
    "instance:Range.createContextualFragment": (call) => {
      writeMarkup(call.machine, call.name, call.args[0]);
      return element(call.machine, "");
    },
    "instance:Element.{setHTMLUnsafe,setHTML} global.document.{body,head,documentElement}.{setHTMLUnsafe,setHTML}":
      (call) => {
        writeMarkup(call.machine, "element.innerHTML", call.args[0]);
        return nothing;
      },
    "global.document.{body,head,documentElement}.insertAdjacentHTML": (call) => {
      writeMarkup(call.machine, "element.insertAdjacentHTML", call.args[1]);
      return nothing;
    },
    "instance:Element.insertAdjacentHTML": (call) => {
      writeMarkup(call.machine, "element.insertAdjacentHTML", call.args[1]);
      return nothing;
    },
    "instance:Element.setAttribute": (call) => {
      const attribute = call.machine.knownText(call.args[0]) ?? "";
      const value = argument(call, 1);
      if (/^(?:src|href|action|data)$/i.test(attribute)) setAddress(call.machine, call.self, value);
      else if (/^type$/i.test(attribute)) setType(call.machine, call.self, value);
      else if (/^on/i.test(attribute)) runCode(call.machine, `element.${attribute}`, value);
      else if (/^srcdoc$/i.test(attribute)) writeMarkup(call.machine, "element.srcdoc", value);
      return nothing;
    },
    "instance:Element.{appendChild,append,prepend,insertBefore,replaceChild,replaceWith,before,after}":
      (call) => {
        const value = kept(argument(call, 0), "value");
        if (value !== undefined) keep(call.self, "content", value);
        return argument(call, 0);
      },
    "global.document.{body,head,documentElement}.{appendChild,append,prepend,insertBefore}": (
      call,
    ) => argument(call, 0),
    "global.document.createTextNode": (call) => argument(call, 0),
    "global.{addEventListener,onkeydown,onkeyup,onkeypress} global.document.addEventListener global.document.body.addEventListener":
      onPageEvent,
    "instance:Element.addEventListener": onPageEvent,
    "instance:ClipboardEvent.clipboardData.getData": (call) =>
      call.machine.unknown(call.machine.source("src.clipboard", { api: call.name })),
    "global.navigator.clipboard.{readText,read} global.electron.clipboard.readText": (call) =>
      call.machine.unknown(call.machine.source("src.clipboard", { api: call.name })),
    "global.navigator.clipboard.{writeText,write}": (call) => {
      writeClipboard(call.machine, call.name, argument(call, 0));
      return nothing;
    },
    "global.document.execCommand": () => nothing,
    "global.{localStorage,sessionStorage}.{getItem,key}": ({ machine, args, name }) => {
      const key = machine.knownText(args[0]);
      return machine.unknown(
        machine.source("src.dom", {
          api: name,
          names: [key === null ? "storage" : `storage:${key}`],
        }),
      );
    },
    "global.{localStorage,sessionStorage}.{setItem,removeItem,clear}": () => nothing,
    "global.navigator.mediaDevices.{getDisplayMedia,getUserMedia}": (call) =>
      call.machine.unknown(call.machine.source("src.screen", { api: call.name })),
    "global.location.{assign,replace}": (call) => {
      navigate(call.machine, call.name, call.args[0]);
      return nothing;
    },
    "global.open": (call) => {
      navigate(call.machine, call.name, call.args[0]);
      return call.machine.unknown();
    },
    "global.{chrome,browser}.storage.{local,sync}.get": (call) => {
      const stored = pageText(call.machine, "extension storage", call.name);
      const callback = callbackOf(call);
      if (callback !== undefined) call.machine.call(callback, [stored]);
      return stored;
    },
    "global.indexedDB.{databases,open} global.{chrome,browser}.{history,tabs,bookmarks,topSites,identity,management,downloads}.{search,query,get,getAll,getTree,getRecent,getAuthToken}":
      (call) => {
        const found = pageText(call.machine, "extension storage", call.name);
        const callback = callbackOf(call);
        if (callback !== undefined) call.machine.call(callback, [found]);
        return found;
      },
    "instance:Element.{submit,requestSubmit}": (call) => {
      const { machine, self } = call;
      const target = kept(self, "action");
      const content = kept(self, "content");
      if (target !== undefined && content !== undefined) {
        send(machine, { api: "form.submit", target, method: "POST", body: content });
      }
      return nothing;
    },
    "global.{chrome,browser}.cookies.{get,getAll}": (call) => {
      const cookies = pageText(call.machine, "cookie", call.name);
      const callback = callbackOf(call);
      if (callback !== undefined) call.machine.call(callback, [cookies]);
      return cookies;
    },
  }),
  ...reads({
    "global.document.cookie": (machine, _self, name) => pageText(machine, "cookie", name),
    "global.document.{body,head,documentElement}.{innerHTML,innerText,textContent,outerHTML}": (
      machine,
      _self,
      name,
    ) => pageText(machine, "page", name),
    // What leads back to the page leads to nobody else.
    "global.location.pathname global.document.location.pathname": (machine) =>
      machine.text(`/${marks.unknown}`),
    "global.{location,document.location}.{origin,href} global.document.{URL,baseURI,documentURI}": (
      machine,
    ) => machine.text(marks.config),
    // Where somebody is at home; only of interest for what is done with those who are.
    "global.navigator.{language,languages,userLanguage}": (machine, _self, name) =>
      machine.unknown(machine.source("src.host", { api: name, names: ["locale"] })),
    "global.document.{currentScript,activeElement,scrollingElement}": (machine) =>
      element(machine, ""),
    "global.localStorage.*": (machine, _self, name) => pageText(machine, "storage", name),
    "instance:KeyboardEvent.{key,code,keyCode,which,charCode}": (machine, _self, name) =>
      machine.unknown(machine.source("src.keys", { api: name, names: ["keyboard"] })),
    "instance:ClipboardEvent.clipboardData": (machine, _self, name) =>
      machine.unknown(machine.source("src.clipboard", { api: name })),
    "instance:{KeyboardEvent,PageEvent,ClipboardEvent}.{target,currentTarget,srcElement}": (
      machine,
    ) => element(machine, ""),
    "global.document.{forms,images,links,scripts} instance:Element.{children,childNodes,options}": (
      machine,
    ) => machine.array([element(machine, "")]),
    "instance:Element.{form,parentElement,parentNode,firstElementChild,lastElementChild,nextElementSibling,previousElementSibling,firstChild,lastChild}":
      (machine) => element(machine, ""),
    "instance:Element.style": (machine) => machine.instance("ElementStyle"),
    "instance:Element.sheet": (machine) => machine.instance("StyleSheet"),
    // Fields of a form by number and by name.
    "instance:Element.elements": (machine) => machine.instance("FieldList"),
    "instance:FieldList.*": (machine) => element(machine, ""),
  }),
  ...named("global.document.{body,head,documentElement}.{innerHTML,outerHTML}", {
    write: (machine, _self, value) => writeMarkup(machine, "element.innerHTML", value),
  }),
  // A whole page that cannot be clicked or seen any more.
  ...named(
    "global.document.{body,documentElement}.style.{pointerEvents,display,visibility,opacity}",
    {
      write(machine, _self, value, name) {
        if (!/^(?:none|hidden|0)$/.test(machine.knownText(value) ?? "")) return;
        machine.sink("snk.dom", { api: name, names: ["disabled"] }, {});
      },
    },
  ),
  ...named(
    "instance:ElementStyle.{background,backgroundImage,cssText,content,listStyleImage,cursor,*}",
    {
      write: (machine, _self, value) => setStyle(machine, "element.style", value),
    },
  ),
  ...named("instance:Element.value", {
    read(machine, self, name) {
      const own = kept(self, "value");
      if (own !== undefined && tagOf(machine, self) !== "") return own;
      // Into a field that was found in the page somebody else may type.
      const typed = pageText(machine, "form", name);
      return own === undefined ? typed : machine.either([own, typed]);
    },
    write: (_machine, self, value) => keep(self, "value", value),
  }),
  ...named("instance:Element.{src,href,action,data}", {
    read: (machine) => paramValue(machine),
    write(machine, self, value, name) {
      if (name.endsWith(".action")) keep(self, "action", value);
      setAddress(machine, self, value);
    },
  }),
  ...named("instance:Element.type", {
    read: (machine, self) => kept(self, "type") ?? machine.unknown(),
    write: setType,
  }),
  ...named("instance:Element.{innerHTML,outerHTML,text,textContent,innerText,srcdoc}", {
    read: (machine) => machine.unknown(),
    write: setMarkup,
  }),
  ...named(
    "instance:Element.{onload,onclick,onerror,oninput,onchange,onsubmit,onkeydown,onkeyup,onkeypress}",
    {
      write(machine, self, value, name) {
        const of = /onkey/.test(name) ? "KeyboardEvent" : "PageEvent";
        if (machine.isFunction(value)) machine.call(value, [machine.instance(of)], self);
      },
    },
  ),
  ...named(
    "global.location global.location.href global.document.location global.document.location.href",
    {
      write: (machine, _self, value, name) => navigate(machine, name, value),
    },
  ),
  ...named("global.{onkeydown,onkeyup,onkeypress} global.document.{onkeydown,onkeyup,onkeypress}", {
    write(machine, self, value) {
      if (machine.isFunction(value)) machine.call(value, [machine.instance("KeyboardEvent")], self);
    },
  }),
];
