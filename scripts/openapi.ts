import { openapiDocument } from "../src/faces/openapi.ts";
import { routes } from "../src/faces/routes.ts";

// Writes openapi.json from the route values; test/openapi.test.ts compares the committed file.
const text = `${JSON.stringify(openapiDocument(routes), null, 2)}\n`;
await Bun.write(new URL("../openapi.json", import.meta.url), text);
