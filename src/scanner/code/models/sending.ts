import { publicRegistryHosts } from "../../../names/public-registry.ts";
import type { Machine } from "../machine.ts";
import type { Taint, Value } from "../value.ts";
import { asInstance, isGiven, optionOf } from "./define.ts";
import { type Address, destinationOf } from "./destination.ts";
import { purposesOf } from "./message-purpose.ts";
import { shownText } from "./path-text.ts";
import { addedRecipients } from "./recipients.ts";
import { allSecrets, keepsSecrets } from "./secret-stores.ts";
import { noteRecipient } from "./streams.ts";

const maxPlace = 256;

interface Message {
  readonly api: string;
  /** What the destination is read from, and where a flow into the address is looked for. */
  readonly target: Value | undefined;
  readonly address?: Address;
  readonly method?: string | null;
  readonly body?: Value | undefined;
  readonly headers?: Value | undefined;
  /** Recipients and the like that are written in the code. */
  readonly names?: readonly string[];
}

/** Something goes out; what comes back carries the taint. */
export function send(machine: Machine, message: Message): Taint {
  const { api, target, body, headers } = message;
  const names = [
    ...(message.names ?? addedRecipients(machine, body)),
    ...purposesOf(machine, body),
  ];
  const address = message.address ?? destinationOf(machine, target);
  const { destination, kind } = address;
  machine.use("network.out", destination.host ?? (destination.class === "local" ? "" : "*"));
  if (kind === "imds") {
    return machine.source("src.imds", { api, names: [destination.host ?? ""], destination });
  }
  const named = names.length === 0 ? {} : { names };
  const inputs = { url: addressPart(machine, target), body, headers };
  machine.sink("snk.net", { api, destination, ...placeOf(address), ...named }, inputs);
  noteRecipient(machine, body, { api, address: destination });
  // Whether what a caller sends to an address of his own goes to another one as well.
  const request = asInstance(target, "Request")?.data["href"];
  if (
    isOfCaller.test(destination.class) &&
    [body, headers, request].some((part) => isOpenBody(machine, part))
  )
    machine.noteTrust(machine.unknown());
  const change = changeOf(address, message.method ?? null);
  if (change !== null) machine.sink(change, { api, destination }, inputs);
  // Whichever node answers, it passes on what somebody wrote onto the chain.
  const from = asksChain(machine, body) ? { ...destination, class: "chain" as const } : destination;
  const remote = machine.source("src.remote", { api, destination: from });
  if (keepsSecrets(address.path)) {
    const secrets = machine.unknown(allSecrets(machine, api));
    return machine.taintOf(machine.unknown(remote), secrets);
  }
  if (kind !== "address-service") return remote;
  return machine.taintOf(
    machine.unknown(remote),
    machine.unknown(machine.source("src.host", { api, names: ["public-ip"] })),
  );
}

/** What an object was made with is not known where its methods are looked at. */
const isOfCaller = /^(?:param|unknown)$/;

function isOpenBody(machine: Machine, body: Value | undefined): boolean {
  const parts = body?.type === "array" ? machine.items(body) : [body];
  return parts.some(
    (part) => (part?.type === "unknown" && part.isParam) || asInstance(part, "Headers") !== null,
  );
}

/** Calls of the protocols of chains that give what anybody could have written there. */
const chainReads =
  /"method"\s*:\s*"(?:eth_(?:call|getLogs|getStorageAt|getCode|getTransaction\w{1,40}|getBlock\w{1,40})|get(?:AccountInfo|MultipleAccounts|ProgramAccounts|Transaction|SignaturesForAddress|ParsedTransaction)|getrawtransaction|state_getStorage|icx_call|suix?_get\w{1,40}|aptos_\w{1,40})"/;
const maxBody = 4096;

function asksChain(machine: Machine, body: Value | undefined): boolean {
  const parts = body?.type === "array" ? machine.items(body) : [body];
  return parts.slice(0, 8).some((part) => {
    const text = machine.textOf(part)?.slice(0, maxBody) ?? "";
    return text.includes("jsonrpc") && chainReads.test(text);
  });
}

/** What is asked for tells what it is about: who somebody is, a stratum to work for. */
function placeOf({ destination, path }: Address): { readonly text?: string } {
  if (destination.host === null || path.length < 2) return {};
  return { text: shownText(destination.host + path).slice(0, maxPlace) };
}

const addressKeys = ["url", "uri", "href", "baseURL", "hostname", "host", "path", "port"];

/** Of what names a destination, only that: options hold the body as well. */
function addressPart(machine: Machine, target: Value | undefined): Value | undefined {
  const request = asInstance(target, "Request");
  if (request !== null) return request.data["href"];
  if (target?.type !== "object") return target;
  return machine.array(addressKeys.flatMap((key) => optionOf(machine, target, key) ?? []));
}

/** Requests by which a package is published or a repository is changed. */
function changeOf(
  { destination, path }: Address,
  method: string | null,
): "snk.publish" | "snk.repo" | null {
  const { host } = destination;
  const isWrite = method !== null && /^(?:POST|PUT|PATCH)$/i.test(method);
  if (host === null || !isWrite) return null;
  if (publicRegistryHosts.test(host)) {
    return /^PUT$/i.test(method) ? "snk.publish" : null;
  }
  if (host === "api.github.com") {
    return /^\/(?:repos|user\/repos|gists|orgs)\b/.test(path) ? "snk.repo" : null;
  }
  return /(?:^|\.)gitlab\.com$/.test(host) && path.startsWith("/api/v") ? "snk.repo" : null;
}

const notBody =
  /^(?:headers|method|agent|timeout|signal|url|uri|baseURL|hostname|host|protocol|port|path|responseType|encoding|auth|password|username)$/;

/** What a request's options send besides the address: everything that is not about how to send. */
export function bodyOf(machine: Machine, options: Value | undefined): Value | undefined {
  if (!isGiven(options)) return undefined;
  if (options.type !== "object") return machine.isFunction(options) ? undefined : options;
  const values = [...options.props].filter(([key]) => !notBody.test(key)).map(([, value]) => value);
  for (const key of options.accessors?.keys() ?? []) values.push(machine.get(options, key));
  if (options.rest !== null) values.push(options.rest);
  return machine.array(values);
}

/** Headers and credentials of a request. */
export function headersOf(machine: Machine, options: Value | undefined): Value | undefined {
  const parts = ["headers", "auth", "password", "username"].flatMap(
    (key) => optionOf(machine, options, key) ?? [],
  );
  return parts.length === 0 ? undefined : machine.array(parts);
}

export function methodOf(machine: Machine, options: Value | undefined): string | null {
  return machine.knownText(optionOf(machine, options, "method"));
}
