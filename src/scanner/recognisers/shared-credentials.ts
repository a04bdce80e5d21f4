import type { HandedCredentials } from "../words/prose.ts";
import { isServiceOfVariable } from "./service-hosts.ts";

/** What only signs and is never handed in, and what publishes packages and does nothing else. */
const unsharable =
  /^(?:AWS_(?:SECRET_ACCESS_KEY|SESSION_TOKEN)|(?:NPM|NODE_AUTH)_(?:AUTH_)?TOKEN)$/;
/** Keys of models, which people bring along to whatever is to ask a model for them. */
const ofModels =
  /^(?:OPENAI|ANTHROPIC|CLAUDE|GEMINI|GOOGLE_(?:API_KEY|GENERATIVE)|HF_|HUGGING|AZURE_OPENAI)/;

/**
 * How many services' credentials a server elsewhere is handed that none of them runs. One may be how a company
 * knows its own people, or go to somebody who works for that service; several are collected.
 */
export function sharedCredentials({ names, places }: HandedCredentials): "none" | "one" | "many" {
  const shared = names.filter((name) => !ofModels.test(name) && isForNone(name, places));
  const services = new Set(shared.map(brandOf));
  if (services.size > 1 || shared.some((name) => unsharable.test(name))) return "many";
  return services.size === 1 ? "one" : "none";
}

/** Whether a credential is known to be for other hosts than these, none of which speaks of its service. */
function isForNone(name: string, places: readonly string[]): boolean {
  return places.every((place) => {
    const [host = ""] = place.split("/", 1);
    return (
      isServiceOfVariable(name, host) === "no" && !place.split(/[^a-z0-9]/).includes(brandOf(name))
    );
  });
}

function brandOf(name: string): string {
  const [brand = ""] = name.toLowerCase().split("_", 1);
  return brand === "gh" ? "github" : brand;
}
