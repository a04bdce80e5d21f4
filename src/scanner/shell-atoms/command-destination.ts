import type { Destination } from "../code/atoms.ts";
import { hostKind } from "../code/lists/hosts.ts";
import { hostOf } from "../shell/carried-sources.ts";

const valued =
  /^(?:-d|--data.*|-F|--form.*|-H|--header|-o|--output|-u|--user|-A|--user-agent|-e|--referer|-X|--request|-T|--upload-file|-b|--cookie|-c|--cookie-jar|-x|--proxy|-w|--write-out|-i|-p|-P|-l|--post-data|--post-file|--body-data|--body-file|-O|--output-document|-method|-body|-outfile|-headers|-infile|-contenttype)$/i;

/** What a command that sends is told to send to. */
export function commandDestination(program: string, args: readonly string[]): Destination {
  const address = addressOf(program, args);
  const isPlainHttp = /^(?:http|ftp):/i.test(address);
  const host = knownHost(address);
  return host === ""
    ? { class: "unknown", host: null, isPlainHttp }
    : { class: classOf(host), host, isPlainHttp };
}

/** The host, or of one with unknown parts the last labels: they say whose name it is. */
function knownHost(address: string): string {
  const authority = address.replace(/^[a-z][a-z0-9+.-]{0,20}:\/\//i, "").split("/")[0] ?? "";
  const tail = authority.slice(authority.lastIndexOf("?") + 1);
  if (tail === authority || tail.includes("=") || !tail.includes(".")) {
    return hostOf(address).replace(/^\[|\]$/g, "");
  }
  const labels = tail.replace(/^[^.]*\./, "").replace(/:\d+$/, "");
  return labels.includes(".") ? labels.toLowerCase() : "";
}

function classOf(host: string): Destination["class"] {
  switch (hostKind(host)) {
    case "drop":
      return "drop";
    case "chain":
      return "chain";
    case "ip":
      return "ip";
    case "local":
    case "imds":
      return "local";
    default:
      return "literal";
  }
}

function addressOf(program: string, args: readonly string[]): string {
  const plain = args.filter(
    (arg, index) => !arg.startsWith("-") && !valued.test(args[index - 1] ?? ""),
  );
  const url = args.find((arg) => /^(?:[a-z][a-z0-9+.-]{0,20}):\/\//i.test(arg));
  if (url !== undefined) return url;
  if (/^(?:scp|rsync|sftp)$/.test(program)) {
    return plain.find((arg) => /^[^/]{1,253}:/.test(arg)) ?? "";
  }
  if (/^(?:dig|drill|kdig|gdig|nslookup|host|ping|getent)$/.test(program)) {
    return plain.filter((arg) => !arg.startsWith("@") && arg.includes(".")).at(0) ?? plain[0] ?? "";
  }
  if (program === "socat") {
    return (
      /(?:tcp|udp|openssl)[46]?(?:-connect)?:([^:,\s]{1,253})/i.exec(args.join(" "))?.[1] ?? ""
    );
  }
  return plain.find((arg) => arg.includes(".") || arg === "localhost") ?? plain[0] ?? "";
}
