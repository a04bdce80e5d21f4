/** The upstream that is asked unless the settings name another one. */
export const publicRegistry = "https://registry.npmjs.org";

/** The domain of its operator, without what comes behind the last dot. */
export const registryOperator: string = new URL(publicRegistry).hostname.split(".").at(-2) ?? "";

/** Hosts that take npm's publishes: the public registry's operator, and the registry of a code hosting. */
export const publicRegistryHosts = new RegExp(
  `(?:^|\\.)(?:${registryOperator}\\.(?:org|com)|npm\\.pkg\\.github\\.com)$`,
);
