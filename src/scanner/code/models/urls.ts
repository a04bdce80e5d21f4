import type { Call, Machine } from "../machine.ts";
import { marks, type Value } from "../value.ts";
import {
  argument,
  asInstance,
  calls,
  isGiven,
  keep,
  kept,
  memberOf,
  named,
  nothing,
  reads,
  type Table,
} from "./define.ts";
import { joinPaths } from "./path-text.ts";
import { send } from "./sending.ts";

/** Parts of an address, which may hold marks where a parser for real addresses would refuse them. */
const addressParts = /^(?:([a-z][a-z0-9+.-]*:))?(?:\/\/([^/?#]*))?([^?#]*)(\?[^#]*)?(#.*)?$/is;

function makeUrl(call: Call): Value {
  const { machine, args } = call;
  const [input, base] = args;
  const taint = machine.taintOf(...args);
  const text = machine.textOf(hrefOf(input) ?? input);
  const below = isGiven(base) ? (machine.textOf(hrefOf(base) ?? base) ?? markOf(base)) : null;
  if (text === null) {
    // What follows the host does not change where a request goes.
    const origin = below === null ? undefined : /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i.exec(below)?.[0];
    const isParam = input?.type === "unknown" && input.isParam;
    const href =
      origin === undefined ? (isParam ? marks.param : marks.unknown) : `${origin}/${marks.unknown}`;
    return machine.instance("URL", { href: machine.text(href, taint) }, machine.none);
  }
  return machine.instance(
    "URL",
    { href: machine.text(absolute(text, below), taint) },
    machine.none,
  );
}

/** Of a base that is not known: who chose it, if that is known. */
function markOf(base: Value): string {
  return base.type === "unknown" && base.isParam ? marks.param : marks.unknown;
}

function absolute(text: string, base: string | null): string {
  if (base === null || /^[a-z][a-z0-9+.-]*:/i.test(text)) return text;
  if (isMark(base[0] ?? "")) return base[0] + (text.startsWith("/") ? text : `/${text}`);
  const [, scheme = "", host, path = ""] = addressParts.exec(base) ?? [];
  if (text.startsWith("//")) return scheme + text;
  if (scheme === "file:" || host === undefined) {
    const from = base.replace(/^file:\/\//, "");
    const folder = from.slice(0, from.lastIndexOf("/") + 1) || `${from}/`;
    return `file://${joinPaths([folder, text], "join")}`;
  }
  const folder = path.slice(0, path.lastIndexOf("/") + 1) || "/";
  return `${scheme}//${host}${text.startsWith("/") ? text : folder + text}`;
}

function hrefOf(value: Value | undefined): Value | undefined {
  return asInstance(value, "URL")?.data["href"];
}

function wholeUrl(machine: Machine, self: Value): Value {
  const href = hrefOf(self) ?? machine.unknown();
  const added = kept(self, "query");
  if (added === undefined) return href;
  const text = machine.textOf(href) ?? marks.unknown;
  return machine.text(`${text}?${marks.unknown}`, machine.taintOf(href, added));
}

function partOf(machine: Machine, self: Value, name: string): Value {
  const member = memberOf(name);
  if (member === "href") return wholeUrl(machine, self);
  if (member === "searchParams") return machine.instance("URLSearchParams", { of: self });
  const href = hrefOf(self);
  const text = machine.textOf(href);
  const taint = href === undefined ? machine.none : machine.taintOf(href);
  if (text === null) return machine.unknown(taint);
  // Of an address that is not known at all, its parts are no better known than the whole.
  if (isMark(text)) return machine.text(text, taint);
  const [, scheme = "", authority = "", path = "", query = "", hash = ""] =
    addressParts.exec(text) ?? [];
  // A file has no host: what stands there is the root of its path.
  if (scheme === "file:" && member === "pathname") return machine.text(authority + path, taint);
  const host = authority.slice(authority.lastIndexOf("@") + 1);
  const parts: Readonly<Record<string, string>> = {
    protocol: scheme,
    host,
    hostname: host.replace(/:\d*$/, ""),
    port: /:(\d+)$/.exec(host)?.[1] ?? "",
    origin: `${scheme}//${host}`,
    pathname: path || "/",
    search: query,
    hash,
  };
  const found = parts[member];
  return found === undefined ? machine.unknown(taint) : machine.text(found, taint);
}

function isMark(text: string): boolean {
  return text.length === 1 && Object.values(marks).some((mark) => mark === text);
}

/** What is added to an address goes where the address leads. */
function addQuery(call: Call): Value {
  const { machine, self, args } = call;
  const before = kept(self, "query");
  const all = machine.array([...(before === undefined ? [] : [before]), ...args]);
  keep(self, "query", all);
  const url = asInstance(self)?.data["of"];
  if (url !== undefined) {
    keep(url, "query", all);
    noteAffiliate(machine, url, args);
  }
  return nothing;
}

/** Where shops and networks are told who brought somebody. */
const affiliate =
  /^(?:aff\w{0,12}|affiliate\w{0,12}|tag|ascsubtag|associate_?tag|partner_?id|irclickid)$/i;
const partner = /^[\w-]{3,40}$/;

/** Somebody else's link is given a partner of the code's choice (WEB-07). */
function noteAffiliate(machine: Machine, url: Value, [key, value]: readonly Value[]): void {
  const name = machine.knownText(key);
  const who = machine.knownText(value);
  if (name === null || who === null || !affiliate.test(name) || !partner.test(who)) return;
  if (name.toLowerCase() === "tag" && !/-2\d$/.test(who)) return;
  // An address of its own may be told what it likes.
  if (/^https?:/i.test(machine.textOf(hrefOf(url)) ?? "")) return;
  machine.sink("snk.dom", { api: "url.partner", names: ["affiliate"] }, {});
}

/** A field of a known query. */
function queryField(call: Call): Value {
  const { machine, self, args } = call;
  const init = machine.knownText(asInstance(self, "URLSearchParams")?.data["init"]);
  const name = machine.knownText(args[0]);
  if (init === null || name === null || init.length > maxQuery) return queryText(call);
  const value = new URLSearchParams(init).get(name);
  // What was added to it meanwhile is not among what it was made of.
  return value === null ? queryText(call) : machine.text(value, machine.taintOf(self));
}

const maxQuery = 64 * 1024;

function queryText(call: Call): Value {
  const { machine, self } = call;
  const data = asInstance(self)?.data;
  const taint = machine.taintOf(
    data?.["init"] ?? nothing,
    hrefOf(data?.["of"]) ?? nothing,
    kept(self, "query") ?? nothing,
  );
  return machine.tainted(machine.unknown(taint), taint, "encode");
}

export const urls: Table = [
  ...calls({
    "global.URL node:url.parse global.URL.parse pkg:url-parse pkg:whatwg-url.URL": makeUrl,
    "node:url.resolve": (call) => {
      const [base, target] = call.args;
      return wholeUrl(
        call.machine,
        makeUrl({ ...call, args: [target ?? nothing, base ?? nothing] }),
      );
    },
    "node:url.format": (call) => {
      const given = argument(call, 0);
      return asInstance(given, "URL") === null
        ? call.machine.unknown(call.machine.taintOf(given))
        : wholeUrl(call.machine, given);
    },
    "global.URL.canParse": ({ machine }) => machine.unknown(),
    "instance:URL.{toString,toJSON}": ({ machine, self }) => wholeUrl(machine, self),
    "global.FormData": (call) => {
      const init = argument(call, 0);
      const isForm = asInstance(init, "Element") !== null || init.type === "unknown";
      const fields = isForm
        ? call.machine.unknown(call.machine.source("src.dom", { api: call.name, names: ["form"] }))
        : nothing;
      const taint = call.machine.taintOf(init, fields);
      return call.machine.instance("URLSearchParams", { init: fields }, taint);
    },
    "global.URLSearchParams global.Headers pkg:form-data pkg:formdata-node.FormData pkg:undici.{FormData,Headers} pkg:node-fetch.{Headers,FormData}":
      (call) => {
        const init = argument(call, 0);
        return call.machine.instance("URLSearchParams", { init }, call.machine.taintOf(init));
      },
    "instance:URLSearchParams.{append,set}": addQuery,
    "instance:URLSearchParams.submit": (call) => {
      const { machine, name, args } = call;
      const body = machine.array([queryText(call), call.self]);
      send(machine, { api: name, target: args[0], method: "POST", body });
      return machine.unknown();
    },
    "instance:URLSearchParams.toString": queryText,
    "instance:URLSearchParams.get": queryField,
    "instance:URLSearchParams.{getHeaders,getBoundary,has}": ({ machine }) => machine.unknown(),
    "instance:URLSearchParams.{getAll,entries,keys,values,getBuffer}": queryText,
    "global.AbortController": ({ machine }) => machine.instance("AbortController"),
  }),
  ...reads({
    "instance:URL.{href,protocol,host,hostname,port,origin,pathname,search,hash,searchParams,username,password}":
      partOf,
  }),
  ...named("instance:URL.{search,href,pathname,hash,hostname,host}", {
    read: partOf,
    write(_machine, self, value) {
      keep(self, "query", value);
    },
  }),
];
