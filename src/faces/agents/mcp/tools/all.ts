import type { Tool } from "../tool.ts";
import { checkQuarantineTool } from "./check-quarantine.ts";
import { discoverTool } from "./discover.ts";
import { explainRefusal } from "./explain-refusal.ts";
import { getExpert } from "./get-expert.ts";
import { getPackage } from "./get-package.ts";
import { getServerStats } from "./get-server-stats.ts";
import { listDependentsTool } from "./list-dependents.ts";
import { listLocalPackages } from "./list-local-packages.ts";
import { listVersions } from "./list-versions.ts";
import { publishExpertTool } from "./publish-expert.ts";
import { publishPackage } from "./publish-package.ts";
import { resolveExpert } from "./resolve-expert.ts";
import { searchPackages } from "./search-packages.ts";

/** Every tool. None of them approves, rejects or releases anything: only a person does. */
export const tools: readonly Tool[] = [
  searchPackages,
  discoverTool,
  getPackage,
  getExpert,
  explainRefusal,
  checkQuarantineTool,
  listVersions,
  listDependentsTool,
  resolveExpert,
  listLocalPackages,
  getServerStats,
  publishPackage,
  publishExpertTool,
];
