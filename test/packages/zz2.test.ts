import { expect, test } from "vitest";
test("z", async () => { 
const m = await import("file:///work/main/node_modules/zod/index.js");
console.log("direct", "z" in m, Object.keys(m).length);
const native = new Function("u", "return import(u)");
const n = await native("file:///work/main/node_modules/zod/index.js");
console.log("native", "z" in n, Object.keys(n).length, typeof n.z);
 expect(1).toBe(1); });
