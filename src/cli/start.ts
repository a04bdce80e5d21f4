import { resolve } from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import type { Logger } from "pino";
import packageJson from "../../package.json" with { type: "json" };
import { writeAdminToken } from "../access/admin-token-file.ts";
import { ownerTokenPath } from "../access/tokens.ts";
import { createApp } from "../app.ts";
import { recordLifecycle } from "../audit/lifecycle.ts";
import { startBackground } from "../background.ts";
import { isLoopback, type LoadedConfig } from "../config/load.ts";
import type { Config } from "../config/schema.ts";
import type { App } from "../context.ts";
import { lockHome } from "../db/home-lock.ts";
import { RegistryError } from "../errors.ts";
import type { SocketData } from "../faces/admin/socket.ts";
import { createServer, listenerOf, type Server } from "../server.ts";
import { loadTls, type TlsFiles } from "../trust/tls-files.ts";
import { addCommand, type CommandContext, type Flags, settingsOf } from "./command.ts";
import { showStarted, startDaemon, startFlags } from "./daemon.ts";
import { createLog, logPath, openLogFile } from "./log-file.ts";
import { type RunAs, removeServerState, runningServer, writeServerState } from "./server-state.ts";

/** Requests in flight get so long to end after a signal: less than `stop` waits before it kills. */
const drainMs = 4000;

/** `agentregistry start`. */
export function addStartCommand(program: Command, context: CommandContext): void {
  addCommand(program, "start", "run the registry")
    .option("--port <n>", "port to listen on (default: 4873)", readPort)
    .option("--upstream <url>", 'registry to read through to, or "none"', readUpstream)
    .option("--offline", "serve only what is stored")
    .option("--tls", "speak https, with a certificate for localhost that is made at the first use")
    .option("--tls-cert <file>", "speak https with this certificate, in PEM")
    .option("--tls-key <file>", "its private key, in PEM")
    .option("--daemon", "go on in the background, and say where once it answers")
    .addOption(
      new Option("--run-as <how>", "who looks after the process")
        .choices(["terminal", "daemon", "service"])
        .default("terminal")
        .hideHelp(),
    )
    .action(async (flags: Flags) => {
      const loaded = settingsOf(context, flags);
      const { config } = loaded;
      const given = startFlags(config.home, flags);
      if (flags["daemon"] === true) {
        showStarted(await startDaemon(config, given, context), config, flags, context);
      } else {
        await start(loaded, context.terminal, { runAs: flags["runAs"] as RunAs, flags: given });
      }
    });
}

function readPort(text: string): string {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return text;
  throw new InvalidArgumentError("a port is a number from 0 to 65535.");
}

function readUpstream(text: string): string {
  if (text === "none" || /^https?:$/.test(URL.parse(text)?.protocol ?? "")) return text;
  throw new InvalidArgumentError('give an http or https address, or "none".');
}

const noPassphrase =
  "whoever can read this home can approve; `agentregistry admin passphrase` makes approvals ask";

/**
 * Runs the registry until SIGINT or SIGTERM, then lets running requests end.
 *
 * @throws RegistryError with one sentence when it cannot start
 */
async function start(
  { config, origins }: LoadedConfig,
  screen: Screen,
  how: { readonly runAs: RunAs; readonly flags: readonly string[] },
): Promise<void> {
  const { home } = config;
  using _lock = await lockForServer(home);
  // With the lock in hand, what is there was left by one that was killed.
  removeServerState(home);
  using logFile = openLogFile(logPath(home));
  const log = createLog(logFile, config.log.level);
  const terminal = how.runAs === "terminal" ? screen : screenOf(log);
  await using app = await createApp(config, { log, origins });
  app.experts.warm();
  app.events.on("held", ({ name, version, ruleIds }) => {
    const subject = `${name}@${version}`;
    const rules = [...new Set(ruleIds)].join(", ");
    terminal.error(`held ${subject} (${rules}): agentregistry quarantine show ${subject}`);
  });

  app.events.on("recalled", ({ name, version, clients }) => {
    const who = clients === 1 ? "1 client" : `${clients} clients`;
    terminal.error(
      `recalled ${name}@${version}, which ${who} fetched: agentregistry quarantine recalls`,
    );
  });

  const tls = await loadTls(config, app.now);
  const scheme = tls === null ? "http" : "https";
  const listening = listen(app, config, tls);
  const url = config.http.public_url ?? `${scheme}://localhost:${listening.port}`;
  // Whoever reads the state may send a signal.
  const stopped = signal();
  writeServerState(home, {
    url: `${scheme}://${hostOf(config)}:${listening.port}`,
    authority: tls?.authority ?? tlsCertOf(config),
    startedAt: app.now().toISOString(),
    version: packageJson.version,
    ...how,
    flags: [...how.flags],
  });
  log.info({ url, pid: process.pid, version: packageJson.version }, "started");
  if (config.approval.passphrase === undefined) log.warn(noPassphrase);
  if (how.runAs === "terminal") {
    terminal.out(`listening on ${url}`);
    terminal.error(
      [
        `  install   npm install NAME --registry ${url}`,
        `  publish   npm publish --registry ${url}   (once before: agentregistry login)`,
        "  review    agentregistry quarantine list",
        `  admin     ${url}/-/admin?code=${app.adminSessions.issueCode()}   (works once)`,
        `  token     the owner's is in ${ownerTokenPath(home)}`,
        ...(config.approval.passphrase === undefined ? [`  note      ${noPassphrase}`] : []),
        ...(tls?.authority ? trustLines(tls.authority) : []),
      ].join("\n"),
    );
  }

  using _token = writeAdminToken(home, app.adminSessions.token);
  await recordLifecycle(app, "server_started", { version: packageJson.version });
  await using _background = startBackground(app);
  await stopped;
  // A second signal means now.
  process.once("SIGINT", () => process.exit(1));
  await listening.stop();
  await recordLifecycle(app, "server_stopped", {});
  removeServerState(home);
  log.info("stopped");
}

/** A command that works on the home has its lock for a moment; only a server keeps it. */
async function lockForServer(home: string): Promise<Disposable> {
  for (let attempt = 1; ; attempt++) {
    try {
      return lockHome(home);
    } catch (error) {
      const other = runningServer(home);
      if (!(error instanceof RegistryError) || other !== null || attempt === 10) throw error;
      await Bun.sleep(50);
    }
  }
}

type Screen = Pick<CommandContext["terminal"], "out" | "error">;

/** Where nobody watches, what would be on the screen is in the log. */
function screenOf(log: Logger): Screen {
  return { out: (text) => log.info(text), error: (text) => log.warn(text) };
}

/** Opens every address on one port; without IPv6 on the machine, IPv4 alone is enough. */
function listen(app: App, config: Config, tls: TlsFiles | null): Listening {
  for (let attempt = 1; ; attempt++) {
    try {
      return listenOnce(app, config, tls);
    } catch (error) {
      // A free port of one address may be taken on another: any other port will do.
      if (config.http.port !== 0 || attempt === 10) throw error;
    }
  }
}

interface Listening {
  readonly port: number;
  stop(): Promise<void>;
}

function listenOnce(app: App, config: Config, tls: TlsFiles | null): Listening {
  const { port, listen: addresses } = config.http;
  let handler: Server | null = null;
  const servers: Bun.Server<SocketData>[] = [];
  for (const hostname of addresses) {
    try {
      const server = Bun.serve({
        hostname,
        port: servers[0]?.port ?? port,
        ...(tls === null ? {} : { tls: { cert: tls.cert, key: tls.key } }),
        // The default of 10 s would cut off a client that waits for a slow upstream or a long scan.
        idleTimeout: 255,
        // Beyond our own limit, so that it is us who say what was too large.
        maxRequestBodySize: config.http.max_publish_bytes * 4,
        ...listenerOf(() => handler),
        error: () => new Response(null, { status: 500 }),
      });
      servers.push(server);
    } catch (error) {
      if (isMissingIpv6(hostname, error) && servers.length > 0) continue;
      for (const server of servers) void server.stop(true);
      throw cannotListen(hostname, servers[0]?.port ?? port, error);
    }
  }
  const actual = servers[0]?.port ?? port;
  handler = createServer(app, actual);
  return {
    port: actual,
    async stop() {
      const { promise: deadline, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, drainMs);
      await Promise.race([Promise.all(servers.map((server) => server.stop())), deadline]);
      // A timer that still runs would keep the process alive.
      clearTimeout(timer);
      await Promise.all(servers.map((server) => server.stop(true)));
    },
  };
}

/** A certificate of the owner's own may be one that nobody else vouches for. */
function tlsCertOf({ http }: Config): string | null {
  return http.tls_cert === undefined ? null : resolve(http.tls_cert);
}

/** How clients learn to trust a certificate of our own authority. */
function trustLines(authority: string): string[] {
  return [
    "  trust     clients have to know the authority of this registry's certificate:",
    `            export NODE_EXTRA_CA_CERTS=${quoted(authority)}   (node, Perstack, npm, pnpm, yarn)`,
    `            npm config set cafile ${quoted(authority)}   (npm alone)`,
  ];
}

/** A path as a shell takes it. */
function quoted(path: string): string {
  return /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}

function isMissingIpv6(hostname: string, error: unknown): boolean {
  return hostname.includes(":") && (error as NodeJS.ErrnoException).code !== "EADDRINUSE";
}

function cannotListen(hostname: string, port: number, error: unknown): RegistryError {
  const { code } = error as NodeJS.ErrnoException;
  if (code === "EADDRINUSE") {
    return new RegistryError(
      "unavailable",
      `port ${port} is in use; stop what uses it, or choose another with --port`,
    );
  }
  return new RegistryError("unavailable", `cannot listen on ${hostname} port ${port} (${code})`);
}

function hostOf(config: Config): string {
  const [first = "127.0.0.1"] = config.http.listen;
  if (config.http.listen.some(isLoopback)) return "localhost";
  return first.includes(":") ? `[${first}]` : first;
}

function signal(): Promise<void> {
  return new Promise((resolve) => {
    process.once("SIGINT", () => resolve());
    process.once("SIGTERM", () => resolve());
  });
}
