import type { PackageReasons, VersionDetails } from "../../../src/packages/why.ts";
import type { JsonObject } from "../../../src/scanner/rule.ts";
import { askJson, segment } from "./http.ts";

/** The full form, or nothing of it when every version is withheld: then only why is known. */
export async function packument(
  name: string,
  { served }: PackageReasons,
  stop: AbortSignal,
): Promise<JsonObject> {
  return served === 0 ? {} : await askJson<JsonObject>(`/${segment(name)}`, stop);
}

export async function whyOf(name: string, version: string, stop: AbortSignal) {
  const path = `/-/why/${segment(name)}@${encodeURIComponent(version)}`;
  return (await askJson<{ readonly version: VersionDetails }>(path, stop)).version;
}

export async function manifestOf(name: string, version: string, stop: AbortSignal) {
  return await askJson<JsonObject>(`/${segment(name)}/${encodeURIComponent(version)}`, stop);
}
