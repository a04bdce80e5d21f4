import type { JsonObject } from "../rule.ts";
import { readDependencySpec } from "./dependency-spec.ts";

/** The owner that a manifest's repository field names, in small letters; null when it names none. */
export function ownRepositoryOwner(manifest: JsonObject): string | null {
  const field = manifest["repository"];
  const address =
    typeof field === "object" && field !== null && !Array.isArray(field)
      ? (field as JsonObject)["url"]
      : field;
  if (typeof address !== "string") return null;
  return repositoryOwner(readDependencySpec(address).repository)?.toLowerCase() ?? null;
}

/** Who owns a repository that is written as `owner/name`. */
export function repositoryOwner(repository: string | null): string | null {
  return repository === null ? null : (repository.split("/")[0] ?? null);
}
