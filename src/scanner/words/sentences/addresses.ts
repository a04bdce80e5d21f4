import { transparent } from "../fold.ts";

const onMachine = /^(?:localhost|127\.0\.0\.1|\[::1\])(?:[:/?#\s`"'),.]|$)/i;

/** What stays on the machine is no address that something could go to. */
export function isOnMachine(text: string, host: number): boolean {
  return onMachine.test(text.slice(host, host + 16));
}

/** Where an address ends: at a blank or a quote, without the marks that end the sentence around it. */
export function urlEnd(text: string, from: number, to: number): number {
  let at = from;
  const end = Math.min(to, from + 2048);
  while (at < end) {
    const code = text.charCodeAt(at);
    if (
      code <= 0x20 ||
      code === 0x22 ||
      code === 0x27 ||
      code === 0x60 ||
      code === 0x3e ||
      code > 0x2e7f
    ) {
      break;
    }
    at += 1;
  }
  // What ends the sentence is no part of the address.
  while (at > from && ".,;:!?)]*_".includes(text.charAt(at - 1))) at -= 1;
  return at;
}

/** A name before and a host behind: an address of mail. */
export function isMailAt(text: string, at: number, symbols: Uint16Array): boolean {
  if ((symbols[text.charCodeAt(at - 1)] ?? 0) <= transparent) return false;
  const host = /^[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}/.exec(text.slice(at + 1, at + 200));
  return host !== null && /\.[a-z]{2,12}$/i.test(host[0]);
}
