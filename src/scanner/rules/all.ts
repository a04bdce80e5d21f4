import type { Rule } from "../rule.ts";
import { agentSettings } from "./agt-01-agent-settings.ts";
import { agentStarted } from "./agt-02-agent-started.ts";
import { agentBridge } from "./agt-03-agent-bridge.ts";
import { serverRegistered } from "./agt-04-server-registered.ts";
import { agentMemory } from "./agt-05-agent-memory.ts";
import { executable } from "./bin-01-executable.ts";
import { disguisedBinary } from "./bin-02-disguised.ts";
import { binaryChange } from "./bin-03-binary-change.ts";
import { oddLoading } from "./bin-04-odd-loading.ts";
import { binaryWords } from "./bin-05-binary-words.ts";
import { innerArchive } from "./bin-06-inner-archive.ts";
import { mediaCarrier } from "./bin-07-media-carrier.ts";
import { webAssemblyImports } from "./bin-08-webassembly-imports.ts";
import { compiledScript } from "./bin-09-compiled-script.ts";
import { wideDeletion } from "./des-01-wide-deletion.ts";
import { overwrittenFiles } from "./des-02-overwritten-files.ts";
import { sabotage } from "./des-03-sabotage.ts";
import { protest } from "./des-04-protest.ts";
import { hookChange } from "./dif-01-hook-change.ts";
import { newDependency } from "./dif-02-new-dependency.ts";
import { newCapability } from "./dif-03-new-capability.ts";
import { newHost } from "./dif-04-new-host.ts";
import { becameDense } from "./dif-05-became-dense.ts";
import { sizeJump } from "./dif-06-size-jump.ts";
import { appendedCode } from "./dif-07-appended-code.ts";
import { buildOnly } from "./dif-08-build-only.ts";
import { newAgentFiles } from "./dif-09-new-agent-files.ts";
import { agentText } from "./dif-10-agent-text.ts";
import { quietRelease } from "./dif-11-quiet-release.ts";
import { remoteCode } from "./exe-01-remote-code.ts";
import { downloadedProgram } from "./exe-02-downloaded-program.ts";
import { hiddenCode } from "./exe-03-hidden-code.ts";
import { packedProgram } from "./exe-04-packed-program.ts";
import { codeInAnswer } from "./exe-05-error-code.ts";
import { indirectCapability } from "./exe-06-indirect.ts";
import { reverseShell } from "./exe-07-reverse-shell.ts";
import { commandChannel } from "./exe-08-command-channel.ts";
import { deadDrop } from "./exe-09-dead-drop.ts";
import { loaderHook } from "./exe-10-loader-hook.ts";
import { otherPackagesPatched } from "./exe-11-other-packages.ts";
import { codeForChildren } from "./exe-12-code-for-children.ts";
import { mining } from "./exe-13-mining.ts";
import { hiddenServer } from "./exe-14-hidden-server.ts";
import { webAssembly } from "./exe-15-webassembly.ts";
import { commandThatFetches } from "./exe-16-command-text.ts";
import { environmentSent } from "./exf-01-environment.ts";
import { secretVariableSent } from "./exf-02-secret-variable.ts";
import { secretFileSent } from "./exf-03-secret-file.ts";
import { sweptFilesSent } from "./exf-04-file-sweep.ts";
import { cloudMetadataSent } from "./exf-05-cloud-metadata.ts";
import { hostFactsSent } from "./exf-06-host-facts.ts";
import { dataInLookups } from "./exf-07-name-lookups.ts";
import { mailbox } from "./exf-08-mailbox.ts";
import { secretScanner } from "./exf-09-secret-scanner.ts";
import { tokenProbing } from "./exf-10-token-probing.ts";
import { processMemory } from "./exf-11-process-memory.ts";
import { browserStores } from "./exf-12-browser-stores.ts";
import { capture } from "./exf-13-capture.ts";
import { extraRecipient } from "./exf-14-extra-recipient.ts";
import { sideChannel } from "./exf-15-side-channel.ts";
import { mirroredTraffic } from "./exf-16-mirrored-traffic.ts";
import { skillCommand } from "./exp-s01-skill-command.ts";
import { clientEscape } from "./exp-s02-escape.ts";
import { neighbourPackage } from "./exp-s03-neighbour-package.ts";
import { floatingVersion } from "./exp-s04-floating-version.ts";
import { skillEndpoint } from "./exp-s05-endpoint.ts";
import { expertSettings } from "./exp-s06-settings.ts";
import { requiredSecrets } from "./exp-s07-secrets.ts";
import { openTools } from "./exp-s08-tools.ts";
import { allowedDomains } from "./exp-s09-domains.ts";
import { expertDelegates } from "./exp-s10-delegates.ts";
import { customSkills } from "./exp-s11-custom-skills.ts";
import { brokenPromises } from "./exp-s12-promises.ts";
import { hiddenInExpert } from "./exp-t01-hidden-text.ts";
import { harmfulInstruction } from "./exp-t02-harm.ts";
import { addressToOthers } from "./exp-t03-address-to-others.ts";
import { remoteInstructions } from "./exp-t04-remote-instructions.ts";
import { smuggling } from "./exp-t05-smuggling.ts";
import { poisonedWork } from "./exp-t06-poisoned-work.ts";
import { deception } from "./exp-t07-deception.ts";
import { noLimits } from "./exp-t08-no-limits.ts";
import { expertDataLink } from "./exp-t09-data-link.ts";
import { endlessWork } from "./exp-t10-endless.ts";
import { remoteCodeAtInstall } from "./ins-01-remote-code.ts";
import { theftAtInstall } from "./ins-02-theft.ts";
import { fetchedCodeAtInstall } from "./ins-03-fetched-code.ts";
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
import { beaconAtInstall } from "./ins-17-beacon.ts";
import { needlessHook } from "./ins-18-needless-hook.ts";
import { archiveDependency } from "./man-01-archive-dependency.ts";
import { gitDependency } from "./man-02-git-dependency.ts";
import { foreignAlias } from "./man-03-foreign-alias.ts";
import { commandHijack } from "./man-04-command-hijack.ts";
import { selfReference } from "./man-05-self-reference.ts";
import { unusedDependency } from "./man-06-unused-dependency.ts";
import { manifestDiffers } from "./man-07-manifest-differs.ts";
import { manifestTricks } from "./man-08-manifest-tricks.ts";
import { entryTrap } from "./man-09-entry-trap.ts";
import { toolText } from "./mcp-01-tool-text.ts";
import { shadowing } from "./mcp-02-shadowing.ts";
import { askingParameter } from "./mcp-03-side-channel.ts";
import { changingTools } from "./mcp-04-changing-tools.ts";
import { beyondPromise } from "./mcp-05-beyond-promise.ts";
import { freeExecution } from "./mcp-06-free-execution.ts";
import { poisonedResults } from "./mcp-07-poisoned-results.ts";
import { impersonation } from "./mcp-08-impersonation.ts";
import { stringArray } from "./obf-01-string-array.ts";
import { evasiveStructure } from "./obf-02-evasive-structure.ts";
import { esotericEncoding } from "./obf-03-esoteric.ts";
import { decodedLayer } from "./obf-04-decoded-layer.ts";
import { offScreenCode } from "./obf-05-off-screen.ts";
import { splitCode } from "./obf-06-split-code.ts";
import { carrierFile } from "./obf-07-carrier-file.ts";
import { decoyName } from "./obf-08-decoy-name.ts";
import { antiAnalysis } from "./obf-09-anti-analysis.ts";
import { deadBulk } from "./obf-10-bulk.ts";
import { homographNames } from "./obf-11-homographs.ts";
import { misleadingDirection } from "./obf-12-direction.ts";
import { invisiblePayload } from "./obf-13-invisible.ts";
import { textCarrier } from "./obf-14-text-carrier.ts";
import { computedGlobal } from "./obf-15-computed-global.ts";
import { autostart } from "./per-01-autostart.ts";
import { trustChanged } from "./per-02-trust.ts";
import { remoteAccess } from "./per-03-remote-access.ts";
import { pathEscape } from "./tar-01-path-escape.ts";
import { links } from "./tar-02-links.ts";
import { specialFiles } from "./tar-03-special-files.ts";
import { collisions } from "./tar-04-collisions.ts";
import { disagreement } from "./tar-05-disagreement.ts";
import { readingLimits } from "./tar-06-limits.ts";
import { missingManifest } from "./tar-08-manifest.ts";
import { unreadableArchive } from "./tar-09-unreadable.ts";
import { specialNames } from "./tar-10-special-names.ts";
import { hiddenText } from "./txt-01-hidden-text.ts";
import { liveDirective } from "./txt-02-live-directive.ts";
import { openDirective } from "./txt-03-open-directive.ts";
import { reviewerDirective } from "./txt-04-reviewer-directive.ts";
import { templateTokens } from "./txt-05-template-tokens.ts";
import { encodedDirective } from "./txt-06-encoded-directive.ts";
import { installBait } from "./txt-07-install-bait.ts";
import { dataLink } from "./txt-08-data-link.ts";
import { agentFiles } from "./txt-09-agent-files.ts";
import { stuffing } from "./txt-10-stuffing.ts";
import { inventedName } from "./txt-11-invented-name.ts";
import { rewrittenRequests } from "./web-01-rewritten-requests.ts";
import { rewrittenPayments } from "./web-02-rewritten-payments.ts";
import { skimmer } from "./web-03-skimmer.ts";
import { addressTable } from "./web-04-address-table.ts";
import { seedPhraseSent } from "./web-05-seed-phrase.ts";
import { scriptLoader } from "./web-06-script-loader.ts";
import { trafficFraud } from "./web-07-traffic-fraud.ts";
import { selfPropagation } from "./wrm-01-self-propagation.ts";
import { workflowDrop } from "./wrm-02-workflow-drop.ts";
import { repositorySpread } from "./wrm-03-repository-spread.ts";
import { hookTemplates } from "./wrm-04-hook-templates.ts";

/**
 * Names the rules and their weights. Reports are stored under it, so it changes whenever a report
 * could: a new rule, another weight, a reader that notices more.
 */
export const ruleset = "2026.11.12";

/** Every rule, in the order of their ids. */
export const allRules: readonly Rule[] = [
  remoteCodeAtInstall,
  theftAtInstall,
  fetchedCodeAtInstall,
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
  beaconAtInstall,
  needlessHook,
  archiveDependency,
  gitDependency,
  foreignAlias,
  commandHijack,
  selfReference,
  unusedDependency,
  manifestDiffers,
  manifestTricks,
  entryTrap,
  environmentSent,
  secretVariableSent,
  secretFileSent,
  sweptFilesSent,
  cloudMetadataSent,
  hostFactsSent,
  dataInLookups,
  mailbox,
  secretScanner,
  tokenProbing,
  processMemory,
  browserStores,
  capture,
  extraRecipient,
  sideChannel,
  mirroredTraffic,
  remoteCode,
  downloadedProgram,
  hiddenCode,
  packedProgram,
  codeInAnswer,
  indirectCapability,
  reverseShell,
  commandChannel,
  deadDrop,
  loaderHook,
  otherPackagesPatched,
  codeForChildren,
  mining,
  hiddenServer,
  webAssembly,
  commandThatFetches,
  wideDeletion,
  overwrittenFiles,
  sabotage,
  protest,
  autostart,
  trustChanged,
  remoteAccess,
  selfPropagation,
  workflowDrop,
  repositorySpread,
  hookTemplates,
  agentSettings,
  agentStarted,
  agentBridge,
  serverRegistered,
  agentMemory,
  rewrittenRequests,
  rewrittenPayments,
  skimmer,
  addressTable,
  seedPhraseSent,
  scriptLoader,
  trafficFraud,
  stringArray,
  evasiveStructure,
  esotericEncoding,
  decodedLayer,
  offScreenCode,
  splitCode,
  carrierFile,
  decoyName,
  antiAnalysis,
  deadBulk,
  homographNames,
  misleadingDirection,
  invisiblePayload,
  textCarrier,
  computedGlobal,
  executable,
  disguisedBinary,
  binaryChange,
  oddLoading,
  binaryWords,
  innerArchive,
  mediaCarrier,
  webAssemblyImports,
  compiledScript,
  pathEscape,
  links,
  specialFiles,
  collisions,
  disagreement,
  readingLimits,
  missingManifest,
  unreadableArchive,
  specialNames,
  hiddenText,
  liveDirective,
  openDirective,
  reviewerDirective,
  templateTokens,
  encodedDirective,
  installBait,
  dataLink,
  agentFiles,
  stuffing,
  inventedName,
  toolText,
  shadowing,
  askingParameter,
  changingTools,
  beyondPromise,
  freeExecution,
  poisonedResults,
  impersonation,
  skillCommand,
  clientEscape,
  neighbourPackage,
  floatingVersion,
  skillEndpoint,
  expertSettings,
  requiredSecrets,
  openTools,
  allowedDomains,
  expertDelegates,
  customSkills,
  brokenPromises,
  hiddenInExpert,
  harmfulInstruction,
  addressToOthers,
  remoteInstructions,
  smuggling,
  poisonedWork,
  deception,
  noLimits,
  expertDataLink,
  endlessWork,
  hookChange,
  newDependency,
  newCapability,
  newHost,
  becameDense,
  sizeJump,
  appendedCode,
  buildOnly,
  newAgentFiles,
  agentText,
  quietRelease,
];
