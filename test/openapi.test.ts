import { readFile } from "node:fs/promises";
import { Validator } from "@seriousme/openapi-schema-validator";
import { expect, test } from "vitest";
import { openapiDocument } from "../src/faces/openapi.ts";
import { routes } from "../src/faces/routes.ts";
import { startRegistry } from "./support/registry.ts";

interface Document {
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, { operationId?: string }>>>>;
  readonly components: { readonly schemas: object };
}

const document = JSON.parse(JSON.stringify(openapiDocument(routes))) as Document;

/** The validator changes what it is given. */
const asObject = () => structuredClone(document) as unknown as Record<string, unknown>;

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
);

test("openapi.json is what the routes say; `npm run openapi` writes it anew", async () => {
  const committed = await readFile(new URL("../openapi.json", import.meta.url), "utf8");

  expect(JSON.parse(committed)).toEqual(document);
});

test("it is valid OpenAPI 3.1, and every reference in it leads somewhere", async () => {
  const validator = new Validator();
  const { valid, errors } = await validator.validate(asObject());

  expect([valid, errors ?? []]).toEqual([true, []]);
  expect(validator.version).toBe("3.1");
  expect(() => validator.resolveRefs()).not.toThrow();
});

test("a document with a fault is not valid", async () => {
  const { info: _, ...broken } = asObject();

  expect((await new Validator().validate(broken)).valid).toBe(false);
});

test("every route is in it, and everything in it is a route", () => {
  const shape = (method: string, path: string) =>
    `${method.toUpperCase()} ${path.replace(/:\w+|\{\w+\}/g, "*")}`;
  const documented = operations.map(({ method, path }) => shape(method, path));
  const routed = routes.map(({ method, path }) => shape(method, path));

  expect(documented.toSorted()).toEqual([...new Set(routed)].toSorted());
  expect(new Set(documented).size).toBe(documented.length);
});

test("operations and schemas that programs know keep their names", () => {
  const ids = operations.flatMap(({ operationId }) => operationId ?? []);

  expect(ids.toSorted()).toEqual([...new Set([...ids, ...keptOperations])].toSorted());
  expect(Object.keys(document.components.schemas)).toEqual(expect.arrayContaining(keptSchemas));
});

const keptOperations = [
  "getPackage",
  "publishPackage",
  "unpublishPackage",
  "getPackageVersion",
  "searchPackages",
  "getCapabilities",
  "ping",
];

const keptSchemas = [
  "PackageMetadata",
  "VersionMetadata",
  "PublishPayload",
  "SearchResults",
  "Capabilities",
  "ToolDefinition",
  "Error",
  "SecurityBlocked",
  "QuarantineStatus",
  "Health",
];

test("the server sends it with its own address, and confirms it", async () => {
  await using registry = await startRegistry();
  const response = await registry.fetch("/openapi.json");
  const headers = { "if-none-match": response.headers.get("etag") ?? "" };

  expect(await response.json()).toEqual({
    ...document,
    servers: [{ url: "http://localhost:4873" }],
  });
  expect((await registry.fetch("/openapi.json", { headers })).status).toBe(304);
});
