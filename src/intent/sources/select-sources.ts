import { homedir } from "node:os";
import { join, resolve } from "node:path";
import type { Config } from "../../config/schema.ts";
import { isSafeAddress } from "../../config/schema.ts";
import type { App } from "../../context.ts";
import { RegistryError } from "../../errors.ts";
import { openAgentRegistry } from "./agentregistry.ts";
import { openHttpSource } from "./http.ts";
import { openLocalIndex } from "./local-index.ts";
import type { Source } from "./source.ts";

export interface Selection {
  /** Whether this registry itself is asked, too. */
  readonly hasLocal: boolean;
  readonly sources: readonly Source[];
}

export interface Wanted {
  /** Ids of sources, or addresses; null for those that are asked by default. */
  readonly registries: readonly string[] | null;
  /** Ask nothing over the network. */
  readonly isOffline: boolean;
  /**
   * Lets a caller name an address; whoever may not could have this registry ask anybody.
   *
   * @throws RegistryError
   */
  readonly requireAddress: () => Promise<void>;
}

type Needs = Pick<App, "config" | "trustedKeys" | "via">;

/**
 * Which registries a question goes to (namel3ss-registry §13).
 *
 * @throws RegistryError `invalid` for an id that there is not, or one over the network while offline;
 *   as `requireAddress` for an address
 */
export async function selectSources(
  app: Needs,
  { registries, isOffline, requireAddress }: Wanted,
): Promise<Selection> {
  const { sources: known, default: usual } = app.config.registries;
  const locals = known.filter(({ kind }) => kind === "local_index").map(({ id }) => id);
  const named = registries ?? usual ?? ["local", ...locals];
  const sources: Source[] = [];
  for (const name of new Set(named)) {
    if (name === "local") continue;
    const settings = known.find(({ id }) => id === name);
    if (settings !== undefined) sources.push(openSource(app, settings));
    else sources.push(await openAddress(app, name, requireAddress));
  }
  const remote = sources.find(({ kind }) => kind !== "local_index");
  if (isOffline && remote !== undefined) {
    throw new RegistryError(
      "invalid",
      `${remote.id} is asked over the network, which was not wanted; name local sources`,
      { fields: { code: "offline" } },
    );
  }
  return { hasLocal: named.includes("local"), sources };
}

function openSource(
  { config, trustedKeys, via }: Needs,
  settings: Config["registries"]["sources"][number],
): Source {
  switch (settings.kind) {
    case "local_index": {
      const path = settings.path.replace(/^~(?=\/)/, homedir());
      const believed = () => trustedKeys.current.all.map(({ id }) => id);
      return openLocalIndex(settings.id, resolve(join(config.home), path), believed);
    }
    case "http":
      return openHttpSource(settings.id, settings.url, via.header);
    case "agentregistry":
      return openAgentRegistry(settings.id, settings.url, via.header);
  }
}

async function openAddress(
  { config, via }: Needs,
  address: string,
  requireAddress: () => Promise<void>,
): Promise<Source> {
  if (!/^https?:\/\//.test(address)) {
    const ids = ["local", ...config.registries.sources.map(({ id }) => id)].join(", ");
    throw new RegistryError("invalid", `there is no such source; the settings name ${ids}`, {
      fields: { code: "unknown_source" },
    });
  }
  const isUsable = isSafeAddress(address) && URL.parse(address)?.username === "";
  if (!isUsable) {
    throw new RegistryError("invalid", "the address of a source is https (http for this machine)");
  }
  await requireAddress();
  return openHttpSource("remote", address, via.header);
}
