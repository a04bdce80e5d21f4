import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { RegistryError } from "../errors.ts";
import { allScopes, type Known, sessionLimits } from "./permit.ts";

/**
 * How the administrator of one run of the registry is known: a token that is new at each start, codes that
 * open the page once, and the browsers that were signed in. All of it in memory: a restart ends it.
 */
export interface AdminSessions {
  /** What the page carries. */
  readonly token: string;
  /** Whoever shows the token, or null. Takes the same time for every text. */
  callerOf(text: string): Known | null;
  /** A code for a link; it works once, for some minutes. */
  issueCode(): string;
  /** @returns the secret of a browser's new session, or null for a code that is unknown, used or over */
  redeem(code: string): string | null;
  open(): string;
  isOpen(secret: string): boolean;
  close(secret: string): void;
}

const codeMinutes = 10;
const sessionHours = 12;
const maxCodes = 100;
const maxSessions = 100;
const minTokenLength = 32;

/**
 * @param given the token of the environment variable ADMIN_SESSION_TOKEN, if there is one
 * @throws RegistryError `invalid` for a token that could be guessed
 */
export function createAdminSessions(now: () => Date, given: string | undefined): AdminSessions {
  if (given !== undefined && !(given.length >= minTokenLength && /^[\x21-\x7e]+$/.test(given))) {
    throw new RegistryError(
      "invalid",
      `ADMIN_SESSION_TOKEN needs at least ${minTokenLength} printable characters without blanks`,
    );
  }
  const token = given ?? randomBytes(32).toString("hex");
  const tokenHash = hashOf(token);
  const caller: Known = {
    ...sessionLimits,
    kind: "known",
    principal: { kind: "owner" },
    tokenId: "admin-session",
    scopes: allScopes,
    bypassesTfa: true,
  };
  // By hash, so that the time of a look-up tells nothing.
  const codes = new Map<string, number>();
  const sessions = new Map<string, number>();

  function add(to: Map<string, number>, ms: number, max: number): string {
    const secret = randomBytes(32).toString("base64url");
    const at = now().getTime();
    for (const [key, until] of to) if (until <= at) to.delete(key);
    const [oldest] = to.size >= max ? to.keys() : [];
    if (oldest !== undefined) to.delete(oldest);
    to.set(hashOf(secret).toString("hex"), at + ms);
    return secret;
  }

  const open = () => add(sessions, sessionHours * 3_600_000, maxSessions);
  return {
    token,
    callerOf: (text) => (timingSafeEqual(hashOf(text), tokenHash) ? caller : null),
    issueCode: () => add(codes, codeMinutes * 60_000, maxCodes),
    redeem(code) {
      const key = hashOf(code).toString("hex");
      const until = codes.get(key) ?? 0;
      codes.delete(key);
      return until > now().getTime() ? open() : null;
    },
    open,
    isOpen: (secret) => (sessions.get(hashOf(secret).toString("hex")) ?? 0) > now().getTime(),
    close: (secret) => void sessions.delete(hashOf(secret).toString("hex")),
  };
}

function hashOf(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
