import type { Rule } from "../rule.ts";

const setUserOrGroupId = 0o6000;
const ordinaryTypes = new Set(["0", "1", "2", "5"]);

/**
 * Devices, pipes, unknown types and files that run with their owner's rights (threat catalogue
 * §6.1). Folders inherit the set-group bit from where they were packed, so it says nothing there.
 */
export const specialFiles: Rule = {
  meta: {
    id: "TAR-03",
    family: "structure",
    points: 100,
    solo: true,
    title: "The archive holds a device, a pipe, an entry of unknown type or a setuid file.",
    advice: "No package needs such an entry; ask the author how it was packed.",
  },
  *check(pkg) {
    for (const entry of pkg.entries) {
      if (!ordinaryTypes.has(entry.typeFlag)) {
        yield {
          surface: "structure",
          file: entry.path,
          message: "An entry is neither a file, a folder nor a link.",
          excerpt: entry.typeFlag,
        };
      } else if (entry.type === "file" && (entry.mode & setUserOrGroupId) !== 0) {
        yield {
          surface: "structure",
          file: entry.path,
          message: "A file asks to run with the rights of its owner or group.",
        };
      }
    }
  },
};
