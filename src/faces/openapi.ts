import packageJson from "../../package.json" with { type: "json" };
import { ErrorBody, SecurityBlocked } from "./error-body.ts";
import { JsonSchemas, parameterNames } from "./json-schemas.ts";
import type { Route } from "./route.ts";

/**
 * The description of the HTTP interface (OpenAPI 3.1), made from the route values alone.
 *
 * @param server the address that the reader uses for this registry
 */
export function openapiDocument(routes: readonly Route[], server = "/"): object {
  const schemas = new JsonSchemas("#/components/schemas/");
  const paths = new Map<string, Record<string, unknown>>();
  const spelled = new Map<string, string>();
  for (const route of routes) {
    // Two paths that differ in the names of their parameters alone are one path.
    const shape = route.path.replace(/:\w+/g, ":");
    const path = spelled.get(shape) ?? route.path.replace(/:(\w+)/g, "{$1}");
    spelled.set(shape, path);
    const operations = paths.get(path) ?? {};
    operations[route.method.toLowerCase()] = operationOf(route, path, schemas);
    paths.set(path, operations);
  }
  const refused = schemas.of(ErrorBody, "output");
  const blocked = schemas.of(SecurityBlocked, "output");
  return {
    openapi: "3.1.0",
    info: {
      title: packageJson.name,
      version: packageJson.version,
      description: packageJson.description,
      license: { name: packageJson.license, identifier: packageJson.license },
    },
    servers: [{ url: server }],
    paths: Object.fromEntries(paths),
    components: {
      schemas: Object.fromEntries(schemas.named),
      securitySchemes: { token: { type: "http", scheme: "bearer" } },
      responses: {
        Refused: {
          description: "Refused or failed, with a sentence that says why",
          content: { "application/json": { schema: refused } },
        },
        Forbidden: {
          description: "Withheld by the scan or the policy, or not for this caller",
          content: { "application/json": { schema: { anyOf: [blocked, refused] } } },
        },
      },
    },
  };
}

function operationOf(route: Route, path: string, schemas: JsonSchemas): unknown {
  const { status, body, type = "application/json" } = route.reply;
  const needsToken = route.access === "publish" || route.access === "token";
  const takesBody = route.body !== undefined;
  return {
    ...(route.operationId === undefined ? {} : { operationId: route.operationId }),
    summary: route.summary,
    ...(needsToken ? { security: [{ token: [] }] } : {}),
    parameters: [...parametersOf(path), ...queryOf(route, schemas)],
    ...(takesBody ? { requestBody: requestBodyOf(route, schemas) } : {}),
    responses: {
      [status]: {
        description: "Done",
        ...contentOf(type, body === undefined ? null : schemas.of(body, "output")),
      },
      ...refusals(["400", "401", "404", ...(takesBody ? ["413", "415"] : []), "429", "500"]),
      ...refusals(["502", "503", "504"]),
      403: { $ref: "#/components/responses/Forbidden" },
      default: { $ref: "#/components/responses/Refused" },
    },
  };
}

function contentOf(type: string, schema: object | null): object {
  if (schema === null && type === "application/json") return {};
  return { content: { [type]: schema === null ? {} : { schema } } };
}

function refusals(statuses: readonly string[]): object {
  const refused = { $ref: "#/components/responses/Refused" };
  return Object.fromEntries(statuses.map((status) => [status, refused]));
}

function parametersOf(path: string): unknown[] {
  return parameterNames(path).map((name) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
}

function queryOf(route: Route, schemas: JsonSchemas): unknown[] {
  if (route.query === undefined) return [];
  const schema = schemas.of(route.query, "input");
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    in: "query",
    required: schema.required?.includes(name) ?? false,
    schema: property,
  }));
}

function requestBodyOf({ body, streams }: Route, schemas: JsonSchemas): unknown {
  const told = body === "stream" ? streams : body;
  const schema = told === undefined ? { type: "object" } : schemas.of(told, "input");
  return { required: true, content: { "application/json": { schema } } };
}
