import { registryOperator } from "../../names/public-registry.ts";
import type { Json, PackageView } from "../rule.ts";

const shared =
  /^(?:github|gitlab|bitbucket|google|vercel|netlify|herokuapp|githubusercontent|azurewebsites|amazonaws|cloudfront|workers|pages|web|appspot|firebaseapp)$/;

/** Whether a host belongs to the homepage's domain or carries the package's scope or name. */
export function isOwnBrand(pkg: PackageView, host: string): boolean {
  const json = pkg.manifest?.json;
  const brand = brandOf(host);
  if (json === undefined || brand === "" || brand === registryOperator || shared.test(brand))
    return false;
  const homepage = brandOf(hostOf(json["homepage"]));
  const name = typeof json["name"] === "string" ? json["name"].toLowerCase() : "";
  const words = name.replace(/^@/, "").split(/[/_.-]/);
  return homepage === brand || (brand.length >= 3 && words.includes(brand));
}

/** `telemetry.acme.co.example` → `acme`, as far as one can tell without a list of suffixes. */
function brandOf(host: string): string {
  const labels = host
    .toLowerCase()
    .split(".")
    .filter((label) => label !== "");
  if (labels.length < 2 || /^[0-9.:[\]]+$/.test(host)) return "";
  const isSecond = /^(?:co|com|org|net|ac|gov|edu)$/.test(labels.at(-2) ?? "") && labels.length > 2;
  return labels.at(isSecond ? -3 : -2) ?? "";
}

function hostOf(homepage: Json | undefined): string {
  if (typeof homepage !== "string") return "";
  return /^https?:\/\/([^/?#:]{1,253})/.exec(homepage)?.[1] ?? "";
}
