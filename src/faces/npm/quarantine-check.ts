import { z } from "zod";
import { RegistryError } from "../../errors.ts";
import { pollSeconds } from "../../gate/refusal-fields.ts";
import { escapedName, type PackageName, parsePackageName } from "../../names/package-name.ts";
import { absent, isVisible } from "../../packages/rights.ts";
import { checkQuarantine } from "../../quarantine/check.ts";
import { route } from "../route.ts";
import { decodeSegment } from "./path.ts";

const Issue = z.looseObject({
  ruleId: z.string(),
  severity: z.string(),
  description: z.string(),
  line: z.number().nullable(),
});

const QuarantineStatus = z
  .object({
    package: z.string(),
    version: z.string(),
    in_quarantine: z.boolean(),
    awaiting_approval: z.boolean(),
    state: z.enum(["held", "approved", "rejected", "released", "none"]),
    filename: z.string().nullable(),
    issues: z.array(Issue).nullable(),
    issues_total: z.int(),
    admin_panel: z.string(),
    admin_url: z.string(),
    status_url: z.string(),
    poll_seconds: z.int().nullable().describe("Ask again after so many; null when it is decided."),
  })
  .meta({ id: "QuarantineStatus" });

/** For programs that were refused a version and wait until a person has decided. */
export const checkQuarantineRoute = route({
  method: "GET",
  path: "/-/quarantine/check/:name/:version",
  summary: "Whether a version waits in the quarantine",
  access: "open",
  params: z.object({ name: z.string(), version: z.string() }),
  reply: {
    status: 200,
    body: QuarantineStatus,
  },

  async run(app, { params, base, whoAsks }) {
    const { name, version } = readPath(params);
    if (!(await isVisible(app, await whoAsks(), name))) throw absent(name);
    const { state, filename, issues, issuesTotal } = await checkQuarantine(app, name, version);
    return {
      package: name,
      version,
      in_quarantine: filename !== null,
      awaiting_approval: state === "held",
      state,
      filename,
      // Without excerpts and paths: agents read this, and they are a package's own text.
      issues:
        issues?.map(({ ruleId, severity, message, line }) => ({
          ruleId,
          severity,
          description: message,
          line,
        })) ?? null,
      issues_total: issuesTotal,
      admin_panel: `${base}/-/admin`,
      admin_url: `${base}/-/admin`,
      status_url: `${base}/-/quarantine/check/${escapedName(name)}/${encodeURIComponent(version)}`,
      poll_seconds: state === "held" ? pollSeconds : null,
    };
  },
});

export const checkWithoutVersionRoute = route({
  method: "GET",
  path: "/-/quarantine/check/:rest",
  summary: "Refused: the path names no version",
  access: "open",
  reply: { status: 400 },
  async run() {
    throw invalidPath();
  },
});

function readPath(params: { readonly name: string; readonly version: string }): {
  readonly name: PackageName;
  readonly version: string;
} {
  try {
    const version = decodeSegment(params.version);
    const name = parsePackageName(decodeSegment(params.name));
    if (version.length > 256 || !/^[\w.+-]+$/.test(version)) throw invalidPath();
    return { name, version };
  } catch (error) {
    throw error instanceof RegistryError ? invalidPath() : error;
  }
}

function invalidPath(): RegistryError {
  return new RegistryError(
    "invalid",
    "use /-/quarantine/check/NAME/VERSION, such as /-/quarantine/check/@acme/tool/1.0.0",
    { fields: { code: "invalid_path" } },
  );
}
