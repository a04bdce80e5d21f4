import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { openapiDocument } from "../src/faces/openapi.ts";
import { routes } from "../src/faces/routes.ts";

test("openapi.json is what the routes say; `npm run openapi` writes it anew", async () => {
  const committed = await readFile(new URL("../openapi.json", import.meta.url), "utf8");

  expect(JSON.parse(committed)).toEqual(JSON.parse(JSON.stringify(openapiDocument(routes))));
});
