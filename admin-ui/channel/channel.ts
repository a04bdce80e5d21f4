import { type ReadonlySignal, signal } from "@preact/signals";
import type {
  ActionInput,
  ActionName,
  ActionOutput,
  BroadcastName,
} from "../../src/faces/admin/protocol.ts";
import type { AsJson } from "./json.ts";

/** What an action answers, as the page gets it. */
export type Answer<N extends ActionName> = AsJson<ActionOutput<N>>;

/** `lost`: it tries to come back by itself. `ended`: only signing in again helps. */
export type ChannelState = "connecting" | "open" | "lost" | "ended";

export interface Broadcast {
  readonly event: BroadcastName;
  readonly data: Readonly<Record<string, unknown>>;
  readonly timestamp: number;
}

/** A refusal of the server, or of a channel that is not there. */
export class ChannelError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = "ChannelError";
    this.code = code;
  }
}

interface Waiting {
  readonly text: string;
  /** Whether it is on its way: then nobody knows whether it was done, and it is not sent twice. */
  isSent: boolean;
  readonly resolve: (data: never) => void;
  readonly reject: (error: ChannelError) => void;
}

const answerTimeoutMs = 60_000;
const slowestReturnMs = 10_000;
/** The close code of a token that holds no more (agentregistry contract §11.5). */
const ended = 4001;

/**
 * The one connection of the page. Requests that are made while it is lost are sent when it is back; what
 * was told meanwhile is told then, or `onMissed` says that too much was.
 */
export class Channel {
  readonly #state = signal<ChannelState>("connecting");
  readonly #url: string;
  readonly #token: string;
  readonly #waiting = new Map<string, Waiting>();
  readonly #listeners = new Set<(broadcast: Broadcast) => void>();
  readonly #returns = new Set<() => void>();
  #socket: WebSocket | null = null;
  #seq: number | null = null;
  #lastId = 0;
  #failures = 0;
  /** Whether the server sends the figures of each second; asked for anew after each connect. */
  #wantsStats = false;

  constructor(url: string, token: string) {
    this.#url = url;
    this.#token = token;
    this.#connect();
    // A laptop that wakes up should not wait for the next try.
    addEventListener("online", () => this.retry());
  }

  get state(): ReadonlySignal<ChannelState> {
    return this.#state;
  }

  /** Asks for one action. @throws ChannelError with the server's sentence */
  async ask<N extends ActionName>(
    action: N,
    ...[payload]: Record<string, never> extends ActionInput<N>
      ? [ActionInput<N>?]
      : [ActionInput<N>]
  ): Promise<Answer<N>> {
    if (this.#state.peek() === "ended") throw new ChannelError("ended", "This session has ended.");
    const id = String(++this.#lastId);
    const { promise, resolve, reject } = Promise.withResolvers<Answer<N>>();
    const text = JSON.stringify({ action, id, ...(payload === undefined ? {} : { payload }) });
    const waiting: Waiting = { text, isSent: false, resolve, reject };
    this.#waiting.set(id, waiting);
    const timer = setTimeout(() => {
      this.#waiting.delete(id);
      reject(new ChannelError("timeout", "The registry did not answer in time."));
    }, answerTimeoutMs);
    if (this.#state.peek() === "open") this.#send(waiting);
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Hears all broadcasts until the returned function is called. */
  on(listener: (broadcast: Broadcast) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Called when the connection came back and what was shown may be out of date. */
  onMissed(listener: () => void): () => void {
    this.#returns.add(listener);
    return () => void this.#returns.delete(listener);
  }

  /** Asks for the broadcast `stats` of each second, until the returned function is called. */
  wantStats(): () => void {
    this.#subscribe(true);
    return () => this.#subscribe(false);
  }

  /** Connects at once instead of when its time has come. */
  retry(): void {
    if (this.#state.peek() === "lost") this.#connect();
  }

  #subscribe(isWanted: boolean): void {
    this.#wantsStats = isWanted;
    if (this.#state.peek() !== "open") return;
    const payload = { events: isWanted ? ["stats"] : [] };
    this.#socket?.send(JSON.stringify({ action: "subscribe", payload }));
  }

  #send(waiting: Waiting): void {
    waiting.isSent = true;
    this.#socket?.send(waiting.text);
  }

  #connect(): void {
    if (this.#socket !== null || this.#state.peek() === "ended") return;
    const query = new URLSearchParams({ token: this.#token });
    if (this.#seq !== null) query.set("since", String(this.#seq));
    const socket = new WebSocket(`${this.#url}?${query}`);
    this.#socket = socket;
    socket.onmessage = ({ data }) => this.#receive(JSON.parse(data as string));
    socket.onclose = ({ code }) => void this.#lose(code);
  }

  #receive(message: Message): void {
    if (message.type === "connected") this.#welcome(message.data as unknown as Welcome);
    else if (message.type === "broadcast") this.#tell(message);
    else this.#settle(message);
  }

  #welcome({ seq, resumed }: Welcome): void {
    this.#failures = 0;
    this.#state.value = "open";
    if (resumed === "reset") for (const listener of this.#returns) listener();
    if (resumed !== "resumed") this.#seq = seq;
    if (this.#wantsStats) this.#subscribe(true);
    for (const waiting of this.#waiting.values()) this.#send(waiting);
  }

  #tell({ event, data, timestamp, seq }: Message): void {
    if (seq !== undefined) this.#seq = seq;
    if (event === undefined) return;
    for (const listener of this.#listeners) listener({ event, data, timestamp });
  }

  #settle({ type, id, data }: Message): void {
    const waiting = id === undefined ? undefined : this.#waiting.get(id);
    if (id === undefined || waiting === undefined) return;
    this.#waiting.delete(id);
    if (type !== "error") waiting.resolve(data as never);
    else waiting.reject(new ChannelError(String(data["code"]), String(data["message"])));
  }

  async #lose(code: number): Promise<void> {
    const wasOpen = this.#state.peek() === "open";
    this.#socket = null;
    if (code === ended || (!wasOpen && (await this.#isRefused()))) {
      this.#end();
      return;
    }
    this.#state.value = "lost";
    for (const [id, { isSent, reject }] of this.#waiting) {
      if (!isSent) continue;
      this.#waiting.delete(id);
      reject(new ChannelError("lost", "The connection was lost before the registry answered."));
    }
    this.#failures += 1;
    const delay = Math.min(slowestReturnMs, 250 * 2 ** Math.min(this.#failures, 10));
    setTimeout(() => this.#connect(), delay);
  }

  /** A browser does not tell why a socket was refused; the same address without one does. */
  async #isRefused(): Promise<boolean> {
    try {
      const headers = { "x-admin-token": this.#token };
      const { status } = await fetch(this.#url.replace(/^ws/, "http"), { headers });
      return status === 401 || status === 403;
    } catch {
      return false;
    }
  }

  #end(): void {
    this.#state.value = "ended";
    for (const { reject } of this.#waiting.values()) {
      reject(new ChannelError("ended", "This session has ended."));
    }
    this.#waiting.clear();
  }
}

interface Message {
  readonly type: string;
  readonly event?: BroadcastName;
  readonly data: Readonly<Record<string, unknown>>;
  readonly timestamp: number;
  readonly seq?: number;
  readonly id?: string;
}

interface Welcome {
  readonly seq: number;
  readonly resumed: "new" | "resumed" | "reset";
}
