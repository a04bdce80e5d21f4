import { randomUUID } from "node:crypto";
import packageJson from "../../../package.json" with { type: "json" };
import type { Caller, Known } from "../../access/permit.ts";
import type { App } from "../../context.ts";
import { RegistryError } from "../../errors.ts";
import { quoteForMessage } from "../../names/package-name.ts";
import { errorBody, toRegistryError } from "../error-response.ts";
import type { ActionSession } from "./action.ts";
import type { Hub, Listener } from "./hub.ts";
import { findAction } from "./protocol.ts";
import { runAction } from "./run-action.ts";

/** The socket of a session, as far as one needs it. */
export interface Wire {
  /** Bytes that wait to be sent because the other side does not read. */
  buffered(): number;
  send(text: string): void;
  sendAll(texts: readonly string[]): void;
  close(code: number, reason: string): void;
}

/** Who connects, and whether the token that was shown still holds. */
export interface Credentials {
  readonly caller: Known;
  check(): Promise<Caller>;
}

/** Why a connection is ended (agentregistry contract §11.5). */
const ended = 4001;
const policyBroken = 1008;
const tooLarge = 1009;

const maxMessageBytes = 1024 * 1024;
/** A client that leaves so much unread is let go; it can come back and ask for what it missed. */
const maxBufferedBytes = 4 * 1024 * 1024;
/** So many requests wait for their turn. */
const maxQueued = 100;
/** So many refused messages in a row end the connection. */
const maxFlood = 200;
const maxIdLength = 128;

/** One connection to the admin channel. Its requests are answered one after the other, in their order. */
export class Session implements ActionSession, Listener {
  readonly id = randomUUID();
  listed: ActionSession["listed"] = null;
  hasPassphrase = false;
  wanted: ActionSession["wanted"] = new Set();
  readonly tell: ActionSession["tell"];
  caller: Known;
  readonly #app: App;
  readonly #hub: Hub;
  readonly #credentials: Credentials;
  readonly #wire: Wire;
  #queue: Promise<void> = Promise.resolve();
  #queued = 0;
  #flood = 0;
  #isOver = false;
  #tokens: number;
  #filledAt = performance.now();

  constructor(app: App, hub: Hub, credentials: Credentials, wire: Wire) {
    this.#app = app;
    this.#hub = hub;
    this.#credentials = credentials;
    this.#wire = wire;
    this.#tokens = app.config.admin.messages_per_second;
    this.tell = hub.tell;
    this.caller = this.#named(credentials.caller);
  }

  /** @param since the number of the last broadcast that the client has seen, or null */
  open(since: number | null): void {
    const missed = since === null ? [] : this.#hub.since(since, this.caller);
    const resumed = since === null ? "new" : missed === null ? "reset" : "resumed";
    const serverTime = this.#app.now().getTime();
    const { version } = packageJson;
    const { seq } = this.#hub;
    const scopes = this.caller.scopes;
    this.#answer("connected", {
      authenticated: true,
      version,
      serverTime,
      seq,
      resumed,
      session: this.id,
      scopes,
      needsPassphrase: this.#app.config.approval.passphrase !== undefined,
    });
    this.sendAll(missed ?? []);
    this.#hub.join(this);
  }

  close(): void {
    this.#isOver = true;
    this.#hub.leave(this);
  }

  send(text: string): void {
    if (this.#canSend()) this.#wire.send(text);
  }

  sendAll(texts: readonly string[]): void {
    if (texts.length > 0 && this.#canSend()) this.#wire.sendAll(texts);
  }

  #canSend(): boolean {
    if (this.#isOver) return false;
    if (this.#wire.buffered() <= maxBufferedBytes) return true;
    this.#end(policyBroken, "reads too slowly");
    return false;
  }

  recheck(): void {
    void this.#holds().catch((error: unknown) => {
      this.#app.log.error({ err: error }, "a session's token could not be checked");
    });
  }

  receive(message: string | Uint8Array): void {
    if (this.#isOver) return;
    if (typeof message !== "string") {
      this.#fail(new RegistryError("invalid", "send text"), null, undefined);
      return;
    }
    // A character of a string is up to three bytes.
    if (message.length > maxMessageBytes || Buffer.byteLength(message) > maxMessageBytes) {
      this.#end(tooLarge, "message too large");
      return;
    }
    if (!this.#takeToken() || this.#queued >= maxQueued) {
      this.#refuseFlood();
      return;
    }
    this.#flood = 0;
    this.#queued += 1;
    this.#queue = this.#queue.then(() => this.#handle(message));
  }

  async #handle(message: string): Promise<void> {
    this.#queued -= 1;
    let name: string | null = null;
    let id: string | undefined;
    try {
      const request = readRequest(message);
      ({ name, id } = request);
      const action = findAction(request.name);
      if (action === null) {
        const shown = quoteForMessage(request.name);
        const code = { fields: { code: "unknown_action" } };
        throw new RegistryError("not_found", `there is no action ${shown}`, code);
      }
      if (!(await this.#holds())) return;
      const data = await runAction(this.#app, this.caller, this, action, request.payload);
      this.#answer(action.answers, data, id);
    } catch (thrown) {
      const error = toRegistryError(thrown);
      if (error.code === "internal") {
        this.#app.log.error({ err: thrown, session: this.id }, "a bug in an action");
      }
      this.#fail(error, name, id);
    }
  }

  /** Whether the token is still good; a session of one that is not is over. */
  async #holds(): Promise<boolean> {
    if (this.#isOver) return false;
    const caller = await this.#callerNow();
    const isGood = caller.kind === "known" && mayOpen(caller);
    if (isGood) this.caller = this.#named(caller);
    else this.#end(ended, "the token no longer holds");
    return isGood;
  }

  async #callerNow(): Promise<Caller> {
    try {
      return await this.#credentials.check();
    } catch (error) {
      if (error instanceof RegistryError) return { kind: "anonymous" };
      throw error;
    }
  }

  #named(caller: Known): Known {
    const ip = this.#credentials.caller.from?.ip ?? null;
    return { ...caller, from: { via: "ws", ip, requestId: null, session: this.id } };
  }

  #answer(type: string, data: unknown, id?: string): void {
    const timestamp = this.#app.now().getTime();
    // What was told before stands before it.
    this.#hub.flush();
    this.send(JSON.stringify({ type, data, timestamp, ...(id === undefined ? {} : { id }) }));
  }

  #fail(error: RegistryError, action: string | null, id: string | undefined): void {
    const {
      message,
      code,
      request_id: _,
      error: _e,
      reason: _r,
      ...fields
    } = errorBody({
      thrown: error,
      error,
      base: "",
      requestId: "",
    });
    const asked = action === null ? {} : { action: action.slice(0, 64) };
    this.#answer("error", { message, code, ...asked, ...fields }, id);
  }

  #refuseFlood(): void {
    this.#flood += 1;
    const { log, refusals } = this.#app;
    if (this.#flood === 1) {
      refusals.note("rate_limit_exceeded", this.caller.from?.ip ?? null, "admin channel");
      const perSecond = this.#app.config.admin.messages_per_second;
      const sentence = `at most ${perSecond} messages a second are taken; this one was not`;
      this.#fail(new RegistryError("rate_limited", sentence), null, undefined);
      return;
    }
    if (this.#flood < maxFlood) return;
    log.warn({ session: this.id }, "a session sent too many messages");
    this.#end(policyBroken, "too many messages");
  }

  #takeToken(): boolean {
    const now = performance.now();
    const perSecond = this.#app.config.admin.messages_per_second;
    const gained = ((now - this.#filledAt) / 1000) * perSecond;
    this.#tokens = Math.min(perSecond, this.#tokens + gained);
    this.#filledAt = now;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }

  #end(code: number, reason: string): void {
    if (this.#isOver) return;
    this.close();
    this.#wire.close(code, reason);
  }
}

/** Whoever decides about something may connect; each action asks for its own scope. */
export function mayOpen({ scopes, isAgent }: Known): boolean {
  return !isAgent && (scopes.includes("review") || scopes.includes("admin"));
}

interface Request {
  readonly name: string;
  readonly id: string | undefined;
  readonly payload: unknown;
}

/** @throws RegistryError `invalid` */
function readRequest(message: string): Request {
  let parsed: unknown;
  try {
    parsed = JSON.parse(message);
  } catch {
    throw new RegistryError("invalid", "this is not readable JSON", {
      fields: { code: "bad_json" },
    });
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
    throw new RegistryError("invalid", "send an object with an action");
  }
  const { action, id, payload } = parsed as Record<string, unknown>;
  if (typeof action !== "string") throw new RegistryError("invalid", "action: name one");
  const isId = typeof id === "string" && id.length <= maxIdLength;
  if (id !== undefined && !isId) throw new RegistryError("invalid", "id: use a short text");
  return { name: action, id: isId ? id : undefined, payload };
}
