/**
 * What tells one piece of code that may do harm from another: ways out, ways to make code, hosts, commands
 * and data.
 */
const telling =
  /child_process|\beval\b|\bFunction\(|["'](?:node:)?(?:vm|net|tls|dgram|dns|https?)["']|\bfetch\(|unlink|rmSync|rmdir|\brm\(|rimraf|writeFile|appendFile|createWriteStream|XMLHttpRequest|sendBeacon|WebSocket|ethereum|\/proc\/|\/dev\/tcp|spawn|\bexec\(|execSync|publish|dlopen|process\.(?:binding|env(?!\.NODE_ENV))|\bBun\.|\bDeno\.|\batob\(|fromCharCode|fromCodePoint|\.constructor\(|\\x[0-9a-fA-F]{2}\\x|https?:\/\/|\bcurl\b|\bwget\b|powershell|\/bin\/|\.npmrc|\.ssh|[A-Za-z0-9+/=_-]{200}|(?:\d{1,3}, ?){60}|[\uFE00-\uFE0F\u200B-\u200F]{8}|\uDB40/g;
const before = 16;
const behind = 48;
const maxPlaces = 4_000;

/**
 * Packages bring the same code built in several ways. A build that names nothing, with what stands around
 * it, that another one did not name before tells nothing new.
 */
export class Twins {
  private readonly seen = new Set<string>();

  /** Whether a text holds something that no text before it held. */
  isNew(source: string): boolean {
    let places = 0;
    let isNew = false;
    telling.lastIndex = 0;
    for (let found = telling.exec(source); found !== null; found = telling.exec(source)) {
      places += 1;
      if (places > maxPlaces) return true;
      const from = Math.max(0, found.index - before);
      const place = source
        .slice(from, found.index + found[0].length + behind)
        .replace(/\s+/g, "")
        .replace(/\b[\w$]{1,2}\b/g, "_");
      if (this.seen.has(place)) continue;
      this.seen.add(place);
      isNew = true;
    }
    return isNew;
  }
}
