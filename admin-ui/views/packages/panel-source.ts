import type { Channel } from "../../channel/channel.ts";
import type { Source } from "./source.ts";

/** Events of a burst are answered with one new question. */
const burstMs = 400;

/** What the panel shows comes over its channel, which sees what is held as well. */
export function panelSource(channel: Channel): Source {
  return {
    package: (name) => channel.ask("getPackage", { name }),
    version: (name, version) => channel.ask("getPackageVersion", { name, version }),
    async flaws(name, version) {
      const { vulnerabilities, status } = await channel.ask("scanPackageCVE", { name, version });
      if (status === "unavailable") throw new Error(noAdvisories);
      return vulnerabilities.map(({ id, summary, severity, affectedVersions, references }) => ({
        id,
        title: summary,
        severity: severity.toLowerCase(),
        range: affectedVersions,
        url: references[0] ?? null,
      }));
    },
    diff: (name, from, to) => channel.ask("getVersionDiff", { name, from, to }),
    dependents: (name) => channel.ask("getDependents", { name }),
    expert: (key) => channel.ask("getExpert", { key }),
    expertFile: async (key) => (await channel.ask("getExpertFile", { key })).text,
    onChange(name, listener) {
      let timer: ReturnType<typeof setTimeout> | null = null;
      const soon = () => {
        timer ??= setTimeout(() => {
          timer = null;
          listener();
        }, burstMs);
      };
      const offMissed = channel.onMissed(soon);
      const off = channel.on(({ data }) => void (data["name"] === name && soon()));
      return () => {
        off();
        offMissed();
        if (timer !== null) clearTimeout(timer);
      };
    },
  };
}

const noAdvisories =
  "Nobody could be asked for advisories: the upstream does not answer, and none are imported here.";
