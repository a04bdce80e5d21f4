import { z } from "zod";
import packageJson from "../../package.json" with { type: "json" };
import type { JsonObject } from "../scanner/rule.ts";
import type { Route } from "./route.ts";

const ErrorBody = z.object({
  error: z.string().describe("The whole sentence, for people."),
  message: z.string(),
  reason: z.string(),
  code: z.string().describe("Stable, for programs."),
  request_id: z.string(),
});

/** The description of the HTTP interface (OpenAPI 3.1), made from the route values alone. */
export function openapiDocument(routes: readonly Route[]): JsonObject {
  const paths = new Map<string, Record<string, unknown>>();
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, "{$1}");
    const operations = paths.get(path) ?? {};
    operations[route.method.toLowerCase()] = operationOf(route, path);
    paths.set(path, operations);
  }
  return {
    openapi: "3.1.0",
    info: {
      title: packageJson.name,
      version: packageJson.version,
      description: packageJson.description,
      license: { name: packageJson.license, identifier: packageJson.license },
    },
    paths: Object.fromEntries(paths) as JsonObject,
    components: {
      securitySchemes: { token: { type: "http", scheme: "bearer" } },
      responses: {
        Refused: {
          description: "Refused or failed, with a sentence that says why",
          content: { "application/json": { schema: schemaOf(ErrorBody, "output") } },
        },
      },
    },
  } as JsonObject;
}

function operationOf(route: Route, path: string): unknown {
  const { status, body } = route.reply;
  const needsToken = route.access === "publish" || route.access === "token";
  return {
    summary: route.summary,
    ...(needsToken ? { security: [{ token: [] }] } : {}),
    parameters: [...parametersOf(path), ...queryOf(route)],
    ...(route.body === undefined ? {} : { requestBody: requestBodyOf(route.body) }),
    responses: {
      [status]: {
        description: "Done",
        ...(body === undefined
          ? {}
          : { content: { "application/json": { schema: schemaOf(body, "output") } } }),
      },
      default: { $ref: "#/components/responses/Refused" },
    },
  };
}

function parametersOf(path: string): unknown[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
}

function queryOf(route: Route): unknown[] {
  if (route.query === undefined) return [];
  const schema = schemaOf(route.query, "input");
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    in: "query",
    required: schema.required?.includes(name) ?? false,
    schema: property,
  }));
}

function requestBodyOf(body: z.ZodType | "stream"): unknown {
  const schema = body === "stream" ? { type: "object" } : schemaOf(body, "input");
  return { required: true, content: { "application/json": { schema } } };
}

function schemaOf(schema: z.ZodType, io: "input" | "output") {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return rest;
}
