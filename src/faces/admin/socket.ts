import type { Caller, Known } from "../../access/permit.ts";
import { callerOf } from "../../access/tokens.ts";
import type { App } from "../../context.ts";
import { RegistryError } from "../../errors.ts";
import type { Hub } from "./hub.ts";
import { type Credentials, mayOpen, Session, type Wire } from "./session.ts";

/** What a socket carries from its upgrade on. */
export interface SocketData {
  start(wire: Wire): Session;
  readonly since: number | null;
  session: Session | null;
}

export const channelPath = "/-/admin/ws";

/** Beyond our own limit, so that it is us who say what was too large. */
const maxPayloadBytes = 8 * 1024 * 1024;
/** A client that does not even read why it was let go is cut off, in milliseconds. */
const graceMs = 2000;

/** The runtime's side of the channel: every socket of a server has the same handlers. */
export const socketHandlers: Bun.WebSocketHandler<SocketData> = {
  maxPayloadLength: maxPayloadBytes,
  // The runtime pings an idle connection and ends one that is gone.
  idleTimeout: 120,
  sendPings: true,
  open(socket) {
    const wire: Wire = {
      buffered: () => socket.getBufferedAmount(),
      send: (text) => void socket.send(text),
      sendAll(texts) {
        // One write for all of them.
        socket.cork(() => {
          for (const text of texts) socket.send(text);
        });
      },
      close(code, reason) {
        socket.close(code, reason);
        setTimeout(() => socket.terminate(), graceMs).unref();
      },
    };
    socket.data.session = socket.data.start(wire);
    socket.data.session.open(socket.data.since);
  },
  message(socket, message) {
    socket.data.session?.receive(message);
  },
  close(socket) {
    socket.data.session?.close();
  },
};

/**
 * Who opens the channel, with what its socket will carry. The token stands in the address, because a
 * browser can send no header with it.
 *
 * @throws RegistryError `unauthenticated`, `forbidden`
 */
export async function admitToChannel(
  app: App,
  hub: Hub,
  request: Request,
  peer: string | null,
): Promise<SocketData> {
  const { searchParams } = new URL(request.url);
  const token = searchParams.get("token") ?? bearerOf(request) ?? "";
  const check = async (): Promise<Caller> =>
    app.adminSessions.callerOf(token) ?? (await callerOf(app, token, peer));
  const caller = await check();
  if (caller.kind !== "known") throw noToken();
  if (!mayOpen(caller)) {
    throw new RegistryError(
      "forbidden",
      'the admin channel needs a token of a person with the scope "review" or "admin"',
    );
  }
  const from = { via: "ws", ip: peer, requestId: null, session: null } as const;
  const credentials: Credentials = { caller: { ...caller, from } satisfies Known, check };
  return {
    start: (wire) => new Session(app, hub, credentials, wire),
    since: numberOf(searchParams.get("since")),
    session: null,
  };
}

function bearerOf(request: Request): string | null {
  const header = request.headers.get("authorization") ?? "";
  return /^bearer +(\S+) *$/i.exec(header)?.[1] ?? request.headers.get("x-admin-token");
}

function numberOf(text: string | null): number | null {
  return text !== null && /^\d{1,16}$/.test(text) ? Number(text) : null;
}

function noToken(): RegistryError {
  return new RegistryError(
    "unauthenticated",
    "the admin channel needs a token: open the admin page with `agentregistry admin`, or use the " +
      "owner's token",
  );
}
