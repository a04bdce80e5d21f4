import type { ProseWindow } from "./prose.ts";

/** A window before its line is known. */
export type FoundWindow = Omit<ProseWindow, "file" | "line"> & { readonly offset: number };

export interface Budget {
  /** Bytes that may still be decoded. */
  decoded: number;
  /** Windows that may still be noted. */
  windows: number;
}

export function lettersOf(text: string): number {
  return text.match(/\p{L}/gu)?.length ?? 0;
}

export function hostsIn(text: string): readonly string[] {
  const hosts = new Set<string>();
  for (const [, host] of text.slice(0, 32_768).matchAll(/\bhttps?:\/\/([\w.-]{1,253})/gi)) {
    if (host !== undefined && hosts.size < 4) hosts.add(host.toLowerCase());
  }
  return [...hosts];
}
