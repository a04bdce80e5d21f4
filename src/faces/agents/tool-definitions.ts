import { z } from "zod";
import { JsonSchemas, parameterNames } from "../json-schemas.ts";
import { discoverRoute } from "../namel3ss/discover.ts";
import { packumentRoute } from "../npm/packument.ts";
import { publishRoute } from "../npm/publish.ts";
import { checkQuarantineRoute } from "../npm/quarantine-check.ts";
import { searchRoute } from "../npm/search.ts";
import { tarballRoute } from "../npm/tarball.ts";
import { versionRoute } from "../npm/version.ts";
import { whyRoute } from "../npm/why.ts";
import { healthRoute } from "../ops/health.ts";
import type { Route } from "../route.ts";

const Parameter = z.object({
  name: z.string(),
  type: z.string(),
  required: z.boolean(),
  description: z.string(),
});

/** Something that a program can do here: over HTTP with a method, or over the admin channel with an action. */
export const ToolDefinition = z
  .looseObject({
    name: z.string(),
    description: z.string(),
    method: z.string().optional(),
    path: z.string().optional(),
    protocol: z.literal("websocket").optional(),
    action: z.string().optional(),
    actions: z.array(z.string()).optional(),
    parameters: z.array(Parameter).optional(),
    request_body: z.string().optional(),
    returns: z.string().optional(),
    note: z.string().optional(),
    input_schema: z.looseObject({}),
  })
  .meta({ id: "ToolDefinition" });

export type ToolDefinition = z.output<typeof ToolDefinition>;

/** How a route is told of: what its schemas do not say. */
interface Told {
  readonly name: string;
  readonly description: string;
  readonly returns: string;
  readonly request_body?: string;
  /** Names of the path's parameters where they are not those of the route. */
  readonly names?: Readonly<Record<string, string>>;
  readonly describes: Readonly<Record<string, string>>;
}

const packageName = { name: "packageName" };
const aName = "Name of the package, such as lib or @acme/lib; a slash may be written %2f.";

const httpTools: readonly (readonly [Route, Told])[] = [
  [
    publishRoute,
    {
      name: "publish_package",
      description: "Publish one version of a package; it is scanned before anybody sees it.",
      names: packageName,
      describes: { packageName: aName },
      request_body:
        "npm's publish document: name, dist-tags, versions with one manifest, and _attachments with the tarball as base64.",
      returns:
        "201 with ok, success, id (the name) and rev (the version); the same bytes again succeed again.",
    },
  ],
  [
    packumentRoute,
    {
      name: "get_package",
      description:
        "All versions of a package that may be installed, and what withholds the others.",
      names: packageName,
      describes: { packageName: aName, write: "true for a copy that is to be written back." },
      returns: "The packument: name, dist-tags, versions, time.",
    },
  ],
  [
    versionRoute,
    {
      name: "get_version",
      description: "One version of a package, by version, dist-tag or range.",
      names: packageName,
      describes: { packageName: aName, version: "1.2.3, a dist-tag such as latest, or a range." },
      returns: "The manifest of that version, with dist.tarball and dist.integrity.",
    },
  ],
  [
    tarballRoute,
    {
      name: "download_tarball",
      description: "The bytes of one version, after they were scanned.",
      names: packageName,
      describes: {
        packageName: aName,
        file: "The last segment of dist.tarball, such as lib-1.0.0.tgz.",
      },
      returns: "application/octet-stream, or 403 with a security block.",
    },
  ],
  [
    searchRoute,
    {
      name: "search_packages",
      description: "Packages that fit a text: those published here first.",
      describes: {
        text: "Words; all of them must fit.",
        size: "How many hits, 0 to 250; 20 if left out.",
        from: "How many hits to skip.",
      },
      returns: "objects (package, score, isLocal), total and time.",
    },
  ],
  [
    discoverRoute,
    {
      name: "discover",
      description: "Experts and packs for a purpose in plain words, the most trusted first.",
      describes: { q: "What is wanted, in plain words." },
      returns: "results (id, version, capabilities, risk, trust, install) and total.",
    },
  ],
  [
    checkQuarantineRoute,
    {
      name: "check_quarantine",
      description: "Whether a version waits for a person; ask again to learn of the decision.",
      describes: { name: aName, version: "The exact version." },
      returns: "in_quarantine, awaiting_approval, state, issues and admin_url.",
    },
  ],
  [
    whyRoute,
    {
      name: "explain_refusal",
      description: "Why versions of a package, or one of them, are served, held or hidden.",
      describes: { subject: "name, or name@version." },
      returns: "origin, served, withheld and, for one version, its scan and what its code can do.",
    },
  ],
  [
    healthRoute,
    {
      name: "get_health",
      description: "How the registry is, measured.",
      describes: {},
      returns: "status (healthy or degraded), uptime, version, memory, database and figures.",
    },
  ],
];

/** `text` is what a search is about, although leaving it out is answered too. */
const alsoRequired: Readonly<Record<string, readonly string[]>> = { search_packages: ["text"] };

const nothing = { type: "object", properties: {}, additionalProperties: false };

const channelTools: readonly ToolDefinition[] = [
  {
    name: "get_stats",
    description: "Figures of the running registry. For the person who answers for it.",
    protocol: "websocket",
    path: "/-/admin/ws",
    action: "getStats",
    returns: "uptime, packages, quarantine, scanStats, requestStats.",
    note: "Needs the token of the owner. Without one, the MCP tool get_server_stats has figures too.",
    input_schema: nothing,
  },
  {
    name: "manage_quarantine",
    description: "What waits for a decision, and the decisions themselves.",
    protocol: "websocket",
    path: "/-/admin/ws",
    actions: ["getQuarantine", "approveQuarantine", "deleteQuarantine"],
    note:
      "Approving and deleting are acts of a person: an agent must stop and ask one. A token made for an " +
      "agent is refused here.",
    input_schema: {
      type: "object",
      properties: { file: { type: "string", description: "As getQuarantine names it." } },
    },
  },
];

/** Every tool that this server has for programs, made from the routes themselves. */
export function toolDefinitions(): readonly ToolDefinition[] {
  return [...httpTools.map(([route, told]) => httpTool(route, told)), ...channelTools];
}

function httpTool(route: Route, told: Told): ToolDefinition {
  const { name, description, returns, request_body, names = {}, describes } = told;
  const schemas = new JsonSchemas("#/$defs/");
  const inPath = parameterNames(route.path).map((param) => names[param] ?? param);
  const query = schemas.of(route.query ?? z.object({}), "input");
  const required = new Set([...inPath, ...(query.required ?? []), ...(alsoRequired[name] ?? [])]);
  const properties: Record<string, object> = {};
  for (const param of inPath) properties[param] = { type: "string" };
  Object.assign(properties, query.properties);
  for (const [param, text] of Object.entries(describes)) {
    properties[param] = { ...properties[param], description: text };
  }
  const parameters = Object.entries(properties).map(([param, schema]) => ({
    name: param,
    type: "type" in schema && typeof schema.type === "string" ? schema.type : "string",
    required: required.has(param),
    description: describes[param] ?? "",
  }));
  if (route.streams !== undefined) {
    properties["body"] = schemas.of(route.streams, "input");
    required.add("body");
  }
  return {
    name,
    description,
    method: route.method,
    path: route.path.replace(/:(\w+)/g, (_, param: string) => `{${names[param] ?? param}}`),
    parameters,
    ...(request_body === undefined ? {} : { request_body }),
    returns,
    input_schema: {
      type: "object",
      properties,
      required: [...required],
      ...(schemas.named.size === 0 ? {} : { $defs: Object.fromEntries(schemas.named) }),
    },
  };
}
