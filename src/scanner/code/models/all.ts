import type { Model, Models } from "../machine.ts";
import { agentKits } from "./agent-kits.ts";
import { archives } from "./archives.ts";
import { builders } from "./builders.ts";
import { capture } from "./capture.ts";
import { childProcess } from "./child-process.ts";
import { ciphers } from "./ciphers.ts";
import { cluster } from "./cluster.ts";
import { codeSinks } from "./code-sinks.ts";
import { components } from "./components.ts";
import { dom } from "./dom.ts";
import { editor } from "./editor.ts";
import { encodingModels } from "./encodings.ts";
import { env } from "./env.ts";
import { envSettings } from "./env-settings.ts";
import { events } from "./events.ts";
import { fs } from "./fs.ts";
import { jquery } from "./jquery.ts";
import { keepers } from "./keepers.ts";
import { merges } from "./merges.ts";
import { moduleCache } from "./module-cache.ts";
import { native } from "./native.ts";
import { nodeNetwork } from "./node-network.ts";
import { oneWays } from "./one-way.ts";
import { os } from "./os.ts";
import { patches } from "./patches.ts";
import { paths } from "./paths.ts";
import { process } from "./process.ts";
import { requests } from "./requests.ts";
import { servers } from "./servers.ts";
import { services } from "./services.ts";
import { streams } from "./streams.ts";
import { telemetry } from "./telemetry.ts";
import { threads } from "./threads.ts";
import { urls } from "./urls.ts";
import { userWords } from "./user-words.ts";
import { withTrust } from "./vaults.ts";
import { walletKeys } from "./wallet-keys.ts";

/**
 * Everything that is known about what runtimes and packages bring, by canonical name. A name may have
 * parts in several families: what reading it gives in one, what replacing it means in another.
 */
export const models: Models = merged([
  agentKits,
  archives,
  builders,
  keepers,
  merges,
  moduleCache,
  streams,
  telemetry,
  threads,
  codeSinks,
  childProcess,
  requests,
  nodeNetwork,
  services,
  env,
  envSettings,
  fs,
  process,
  userWords,
  os,
  editor,
  paths,
  encodingModels,
  urls,
  ciphers,
  cluster,
  servers,
  native,
  components,
  dom,
  jquery,
  walletKeys,
  oneWays,
  capture,
  events,
  patches,
]);

function merged(tables: readonly (readonly (readonly [string, Model])[])[]): Models {
  const all = new Map<string, Model>();
  for (const [name, model] of tables.flat()) all.set(name, { ...model, ...all.get(name) });
  // A member that is known by itself can be replaced like all its sisters.
  for (const [name, model] of all) {
    const write = all.get(`${name.slice(0, name.lastIndexOf("."))}.*`)?.write;
    if (write !== undefined && model.write === undefined) all.set(name, { ...model, write });
  }
  withTrust(all);
  return all;
}
