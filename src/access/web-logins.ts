import { randomBytes } from "node:crypto";
import type { Principal } from "./permit.ts";

/** A login that a client has begun and a person finishes in a browser. */
export interface WebLogin {
  /** In the address that the browser opens. */
  readonly pageId: string;
  /** In the address that the client asks. Another one, because people paste and share the first. */
  readonly doneId: string;
  /** In the form of the page, and nowhere else. */
  readonly formToken: string;
  /** What the client says it is; a stranger's text. */
  readonly userAgent: string;
  readonly address: string | null;
  readonly begunAt: Date;
  /** The client asked for a new account. */
  readonly creates: boolean;
  confirmedBy: Principal | null;
}

/**
 * Logins that are under way, in memory: after a restart people begin anew. Each can be finished once,
 * within ten minutes.
 */
export interface WebLogins {
  begin(client: Pick<WebLogin, "userAgent" | "address" | "creates">): WebLogin;
  byPage(pageId: string): WebLogin | null;
  byDone(doneId: string): WebLogin | null;
  forget(login: WebLogin): void;
}

export const webLoginMinutes = 10;

const maxLogins = 1000;
const maxPerAddress = 20;

export function createWebLogins(now: () => Date): WebLogins {
  const logins = new Map<string, WebLogin>();
  const isOver = ({ begunAt }: WebLogin) =>
    now().getTime() - begunAt.getTime() >= webLoginMinutes * 60_000;

  function find(test: (login: WebLogin) => boolean): WebLogin | null {
    // Few are open at a time, and a look-up by hash would tell no more than this does.
    for (const login of logins.values()) {
      if (test(login)) return isOver(login) ? null : login;
    }
    return null;
  }

  function makeRoom(address: string | null): void {
    for (const login of logins.values()) if (isOver(login)) logins.delete(login.doneId);
    const own = [...logins.values()].filter((login) => login.address === address);
    const [oldest] = own.length >= maxPerAddress ? own : logins.values();
    const isFull = own.length >= maxPerAddress || logins.size >= maxLogins;
    if (isFull && oldest !== undefined) logins.delete(oldest.doneId);
  }

  return {
    begin(client) {
      makeRoom(client.address);
      const login: WebLogin = {
        ...client,
        userAgent: client.userAgent.slice(0, 200),
        pageId: newId(),
        doneId: newId(),
        formToken: newId(),
        begunAt: now(),
        confirmedBy: null,
      };
      logins.set(login.doneId, login);
      return login;
    },
    byPage: (pageId) => find((login) => login.pageId === pageId),
    byDone: (doneId) => find((login) => login.doneId === doneId),
    forget: (login) => void logins.delete(login.doneId),
  };
}

/** 256 bits: nobody guesses one. */
function newId(): string {
  return randomBytes(32).toString("base64url");
}
