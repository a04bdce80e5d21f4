import { isForModels } from "../addressed.ts";
import { forModels } from "../agent-strings.ts";
import { jsonStrings } from "../json-strings.ts";
import { isHushed, isUnseen } from "../orders/quiet.ts";
import type { FilePlace } from "../place.ts";
import { decodedSegment, type Segment } from "../segment.ts";
import { coveredIn } from "../signs/cover-stories.ts";
import { isDataset } from "./datasets.ts";

const promptKey =
  /(?:^|[._\-/])(?:system(?:[._-]?prompt|[._-]?message)?|prompt|instructions?|persona)$/i;

/** What the strings of a file of data say; prompts and descriptions of tools are for models. */
export function* readJson(
  path: string,
  text: string,
  to: number,
  place: FilePlace,
): Generator<Segment> {
  const isLabelled = isDataset(text.slice(0, to));
  // Callers are made of such a description; where it speaks to models, they are models.
  const isDescribed = /"(?:openapi|swagger|asyncapi)"\s{0,4}:/.test(text.slice(0, 4000));
  for (const { key, value, offset } of jsonStrings(text, to)) {
    if (!value.includes(" ") && value.charCodeAt(0) < 0x2e80) continue;
    const isShown =
      place.carrier === "data" &&
      /^(?:description|summary|instructions|title|prompt|default)$/.test(key ?? "") &&
      (isToolManifest(path)
        ? key !== "summary"
        : isDescribed && isForModels(value) && isUnspoken(value));
    const kind = isShown ? ({ carrier: "tool", liveness: "live" } as const) : place;
    yield decodedSegment(value, offset, {
      ...kind,
      ...(!isShown && isPrompt(key, value) ? ({ liveness: "near" } as const) : {}),
      isQuoted: place.isQuoted || isLabelled,
      isForAgents: place.isForAgents === true || isPrompt(key, value),
      field: key,
      isField: value.length < 4000,
    });
  }
}

/** Whether a description has something kept from people. */
function isUnspoken(text: string): boolean {
  const line = text.slice(0, 4000).replace(/\s+/g, " ");
  return (
    isHushed(line) ||
    isUnseen(line) ||
    coveredIn(line).isUnraised ||
    /\bkeep it internal\b/i.test(line)
  );
}

/** A prompt under the name of one, as packages keep them in data. */
function isPrompt(key: string | null, value: string): boolean {
  if (
    key === null ||
    value.length < (/[^\p{ASCII}]/u.test(value) ? 24 : 60) ||
    !promptKey.test(key)
  )
    return false;
  return forModels.test(value) || !/\b(?:the|of|to|and|is)\b/i.test(value);
}

/** Manifests in which servers list their tools, by the names that they go by. */
function isToolManifest(path: string): boolean {
  return /(?:^|\/)(?:\.?mcp|server|manifest|tools?|mcp-?tools?|tool-?definitions?)\.json$/i.test(
    path,
  );
}
