import { WebSocket } from "ws";
import type { Listening } from "./registry.ts";

/** A message of the admin channel. */
export interface Message {
  readonly type: string;
  readonly event?: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly timestamp: number;
  readonly seq?: number;
  readonly id?: string;
}

export interface Channel extends AsyncDisposable {
  readonly socket: WebSocket;
  /** The first message. */
  readonly connected: Message;
  /** Everything that came, in its order. */
  readonly messages: readonly Message[];
  /** Sends a request and waits for its answer. */
  ask(action: string, payload?: unknown): Promise<Message>;
  /** Sends a text as it is. */
  send(text: string): void;
  /** Waits for the first message, also of those that came before, that fits. */
  next(fits: (message: Message) => boolean): Promise<Message>;
  /** Waits for a broadcast of that name. */
  event(name: string): Promise<Message>;
  /** The code that the connection ended with. */
  readonly closed: Promise<number>;
}

export interface ChannelOptions {
  readonly token?: string;
  readonly since?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Opens the admin channel; fails with the status when it is refused. */
export async function openChannel(
  listening: Pick<Listening, "url">,
  { token, since, headers = {} }: ChannelOptions,
): Promise<Channel> {
  const query = new URLSearchParams({
    ...(token === undefined ? {} : { token }),
    ...(since === undefined ? {} : { since: String(since) }),
  });
  const url = `${listening.url.replace("http", "ws")}/-/admin/ws?${query}`;
  const socket = new WebSocket(url, { headers });
  const messages: Message[] = [];
  const waiting = new Set<() => void>();
  const closed = new Promise<number>((resolve) => socket.on("close", (code) => resolve(code)));
  socket.on("message", (data) => {
    messages.push(JSON.parse(String(data)) as Message);
    for (const look of waiting) look();
  });
  const opening = Promise.withResolvers<void>();
  socket.on("open", () => opening.resolve());
  socket.on("unexpected-response", (_request, response) => {
    opening.reject(new Error(`refused: ${response.statusCode}`));
    socket.terminate();
  });
  socket.on("error", (error) => opening.reject(error));
  await opening.promise;

  function next(fits: (message: Message) => boolean): Promise<Message> {
    const { promise, resolve, reject } = Promise.withResolvers<Message>();
    const look = () => {
      const found = messages.find(fits);
      if (found === undefined) return;
      waiting.delete(look);
      resolve(found);
    };
    waiting.add(look);
    void closed.then((code) => reject(new Error(`the channel was closed with ${code}`)));
    look();
    return promise;
  }

  let counter = 0;
  const connected = await next(({ type }) => type === "connected");
  return {
    socket,
    connected,
    messages,
    closed,
    next,
    event: (name) => next(({ event }) => event === name),
    send: (text) => socket.send(text),
    async ask(action, payload) {
      const id = `q${++counter}`;
      socket.send(JSON.stringify({ action, id, ...(payload === undefined ? {} : { payload }) }));
      return await next((message) => message.id === id);
    },
    async [Symbol.asyncDispose]() {
      socket.close();
      await closed;
    },
  };
}
