import type { Rule } from "../rule.ts";
import { remoteCodeAtInstall } from "./ins-01-remote-code.ts";
import { secondRuntime } from "./ins-04-second-runtime.ts";
import { nativeBuild } from "./ins-05-native-build.ts";
import { inlinePayload } from "./ins-06-inline-payload.ts";
import { oddHookTarget } from "./ins-07-odd-target.ts";
import { foreignInstall } from "./ins-08-foreign-install.ts";
import { controlSurfaceAtInstall } from "./ins-09-control-surface.ts";
import { persistenceAtInstall } from "./ins-10-persistence.ts";
import { hiddenProcess } from "./ins-11-hidden-process.ts";
import { selfCleaningHook } from "./ins-12-self-cleaning.ts";
import { bundledHooks } from "./ins-13-bundled-hooks.ts";
import { shrinkwrapRedirection } from "./ins-14-shrinkwrap.ts";
import { clientSettings } from "./ins-15-client-settings.ts";
import { gitPrepare } from "./ins-16-git-prepare.ts";
import { needlessHook } from "./ins-18-needless-hook.ts";
import { archiveDependency } from "./man-01-archive-dependency.ts";
import { gitDependency } from "./man-02-git-dependency.ts";
import { foreignAlias } from "./man-03-foreign-alias.ts";
import { commandHijack } from "./man-04-command-hijack.ts";
import { selfReference } from "./man-05-self-reference.ts";
import { manifestDiffers } from "./man-07-manifest-differs.ts";
import { manifestTricks } from "./man-08-manifest-tricks.ts";
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
export const ruleset = "2026.11.2";

/** Every rule, in the order of their ids. */
export const allRules: readonly Rule[] = [
  remoteCodeAtInstall,
  secondRuntime,
  nativeBuild,
  inlinePayload,
  oddHookTarget,
  foreignInstall,
  controlSurfaceAtInstall,
  persistenceAtInstall,
  hiddenProcess,
  selfCleaningHook,
  bundledHooks,
  shrinkwrapRedirection,
  clientSettings,
  gitPrepare,
  needlessHook,
  archiveDependency,
  gitDependency,
  foreignAlias,
  commandHijack,
  selfReference,
  manifestDiffers,
  manifestTricks,
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
