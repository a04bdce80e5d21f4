import { z } from "zod";
import { parseExpertKey } from "../../../expert/key.ts";
import { expertDetails, expertFile } from "../../../overview/expert-details.ts";
import { packageDetails, versionDetails } from "../../../overview/package-details.ts";
import { listDependents } from "../../../packages/list-dependents.ts";
import { diffVersions } from "../../../quarantine/diff-release.ts";
import { action } from "../action.ts";
import { limitOf, PackageField } from "./fields.ts";

const VersionField = z.string().min(1).max(256);
const KeyField = z
  .string()
  .min(1)
  .max(512)
  .transform(parseExpertKey)
  .describe("name, name@version or name@tag.");

const getPackage = action({
  name: "getPackage",
  about: "One package with all of its versions, those that nobody gets included.",
  scope: "admin",
  input: z.object({ name: PackageField }),
  answers: "package",
  run: async (app, { caller }, { name }) => ({ ...(await packageDetails(app, caller, name)) }),
});

const getPackageVersion = action({
  name: "getPackageVersion",
  about: "One version with what it needs, why it is served or not, and what was found in it.",
  scope: "admin",
  input: z.object({ name: PackageField, version: VersionField }),
  answers: "packageVersion",
  run: async (app, { caller }, { name, version }) => ({
    ...(await versionDetails(app, caller, name, version)),
  }),
});

const getDependents = action({
  name: "getDependents",
  about: "The versions published here that need a package.",
  scope: "admin",
  input: z.object({ name: PackageField, limit: limitOf(500, 5000) }),
  answers: "dependents",
  run: async (app, { caller }, { name, limit }) => ({
    ...(await listDependents(app, caller, name, limit)),
  }),
});

const getVersionDiff = action({
  name: "getVersionDiff",
  about: "How one version of a package became another.",
  scope: "review",
  input: z.object({ name: PackageField, from: VersionField, to: VersionField }),
  answers: "versionDiff",
  run: async (app, { caller }, { name, from, to }) => ({
    ...(await diffVersions(app, caller, name, from, to)),
  }),
});

const getExpert = action({
  name: "getExpert",
  about: "One version of an Expert, its other versions, and who delegates to it.",
  scope: "admin",
  input: z.object({ key: KeyField }),
  answers: "expert",
  run: async (app, { caller }, { key }) => ({ ...(await expertDetails(app, caller, key)) }),
});

const getExpertFile = action({
  name: "getExpertFile",
  about: "The perstack.toml of an Expert as it was published.",
  scope: "admin",
  input: z.object({ key: KeyField }),
  answers: "expertFile",
  run: async (app, { caller }, { key }) => ({ ...(await expertFile(app, caller, key)) }),
});

export const packageActions = [
  getPackage,
  getPackageVersion,
  getDependents,
  getVersionDiff,
  getExpert,
  getExpertFile,
];
