import { defineConfig } from "vitest/config";

// biome-ignore lint/style/noDefaultExport: that is where vitest looks
export default defineConfig({
  // Under Bun, vitest's interop for CommonJS takes zod's default export for the whole module.
  test: { deps: { interopDefault: false }, setupFiles: ["test/support/fixed-seed.ts"] },
});
