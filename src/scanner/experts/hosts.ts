import { isIP } from "node:net";

/** Kinds of services that take whatever is sent to them (list 19.6); the service alone is no verdict. */
const drops =
  /(?:^|\.)(?:webhook\.site|requestbin\.\w+|pipedream\.net|beeceptor\.com|hookbin\.com|requestcatcher\.com|oast\.\w+|oastify\.com|interact\.sh|burpcollaborator\.net|ngrok\.(?:io|app|dev)|ngrok-free\.app|trycloudflare\.com|loca\.lt|localtunnel\.me|serveo\.net|pastebin\.com|hastebin\.com|transfer\.sh|file\.io|0x0\.st|termbin\.com|bit\.ly|tinyurl\.com|duckdns\.org|no-ip\.\w+|glitch\.me|jsonbin\.io|npoint\.io)$/i;

function isDrop(host: string): boolean {
  return drops.test(host);
}

/**
 * Why the address of a remote skill is refused, or null. Publishing refuses more (`expert/endpoint.ts`,
 * which the scanner may not know); what counts here is what nobody means honestly.
 */
export function endpointFault(text: string): string | null {
  const url = URL.parse(text);
  if (url === null) return "is no address";
  if (url.protocol !== "https:") return "is not https";
  if (url.username !== "" || url.password !== "") return "holds credentials";
  const host = url.hostname.toLowerCase().replace(/\.$/, "");
  if (host.startsWith("[") || isIP(host) !== 0) return "is a bare address";
  if (/(?:^|\.)xn--/.test(host)) return "has a punycode host";
  if (
    !host.includes(".") ||
    /(?:^|\.)(?:localhost|local|internal|lan|localdomain|home\.arpa)$/.test(host)
  ) {
    return "leads into a private network";
  }
  return isDrop(host) ? "is a tunnel or a collector" : null;
}

/** The part of a host that somebody registers, as far as that shows without a list. */
export function domainOf(host: string): string {
  const labels = host.split(".");
  const isShort = (labels.at(-2)?.length ?? 0) <= 3 && labels.length > 2;
  return labels.slice(isShort ? -3 : -2).join(".");
}
