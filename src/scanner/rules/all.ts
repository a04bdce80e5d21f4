import type { Rule } from "../rule.ts";
import { pathEscape } from "./tar-01-path-escape.ts";
import { links } from "./tar-02-links.ts";
import { specialFiles } from "./tar-03-special-files.ts";
import { collisions } from "./tar-04-collisions.ts";
import { disagreement } from "./tar-05-disagreement.ts";
import { readingLimits } from "./tar-06-limits.ts";
import { missingManifest } from "./tar-08-manifest.ts";
import { unreadableArchive } from "./tar-09-unreadable.ts";
import { specialNames } from "./tar-10-special-names.ts";

/**
 * Names the rules and their weights. Reports are stored under it, so it changes whenever a report
 * could: a new rule, another weight, a reader that notices more.
 */
export const ruleset = "2026.11.1";

/** Every rule, in the order of their ids. */
export const allRules: readonly Rule[] = [
  pathEscape,
  links,
  specialFiles,
  collisions,
  disagreement,
  readingLimits,
  missingManifest,
  unreadableArchive,
  specialNames,
];
