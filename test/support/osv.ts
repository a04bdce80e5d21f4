/** An OSV record that lists versions of an npm package as malware. */
export function malware(id: string, name: string, more: object = {}): object {
  return {
    id,
    summary: `Malicious code in ${name}`,
    modified: "2026-01-01T00:00:00Z",
    affected: [
      {
        package: { ecosystem: "npm", name },
        ranges: [{ type: "SEMVER", events: [{ introduced: "0" }] }],
      },
    ],
    ...more,
  };
}

/** The same about single versions. */
export function malwareVersions(id: string, name: string, versions: readonly string[]): object {
  return malware(id, name, { affected: [{ package: { ecosystem: "npm", name }, versions }] });
}
