import { protocolReference } from "../src/faces/admin/protocol-reference.ts";

// Writes docs/admin-protocol.md from the actions; test/faces/admin/protocol.test.ts compares it.
await Bun.write(new URL("../docs/admin-protocol.md", import.meta.url), protocolReference());
