import type { Machine } from "../machine.ts";
import type { Taint } from "../value.ts";

/** Whoever needs one secret asks for it by name; these give the names or values of all. */
const enumerations =
  /^(?:paginate)?(?:ListSecrets|BatchGetSecretValue|GetParametersByPath|DescribeParameters|listSecrets(?:Async)?|listPropertiesOfSecrets|batchGetSecretValue|getParametersByPath|describeParameters|list(?:Namespaced)?Secret(?:ForAllNamespaces)?)(?:Command)?$/;

export function listsSecrets(member: string): boolean {
  return enumerations.test(member);
}

/** Addresses under which clusters and vaults keep what is secret. */
const places =
  /\/api\/v1\/(?:namespaces\/[^/?]{1,200}\/)?secrets(?:[/?]|$)|\/v1\/(?:secret|kv)\/(?:data|metadata)(?:[/?]|$)/;

export function keepsSecrets(path: string): boolean {
  return places.test(path);
}

/** What a store of secrets tells somebody who asks for all of them. */
export function allSecrets(machine: Machine, api: string): Taint {
  machine.use("secret", "secret store");
  return machine.source("src.file.secret", { api, names: ["secret store"] });
}
