export interface SnippetGroup {
  readonly id: string;
  readonly title: string;
  readonly about?: string;
  readonly snippets: readonly {
    /** The file or the place that it belongs into. */
    readonly where: string;
    readonly text: string;
  }[];
}

/** What to write where, for the registry at an origin such as `https://registry.acme.example`. */
export function snippetsFor(origin: string): SnippetGroup[] {
  const { host, hostname, protocol } = new URL(origin);
  const isPlain = protocol === "http:";
  const berry = [
    `npmRegistryServer: "${origin}"`,
    ...(isPlain ? [`unsafeHttpWhitelist: ["${hostname}"]`] : []),
  ];
  return [
    {
      id: "npm",
      title: "npm, pnpm, yarn classic, bun, deno",
      about:
        "All of them read one line of an .npmrc, in the project or in your home. It holds for every " +
        "package; names that are not published here come from the upstream.",
      snippets: [
        { where: ".npmrc", text: `registry=${origin}/` },
        { where: "For one scope only, in .npmrc", text: `@acme:registry=${origin}/` },
        { where: "Without a file, once", text: `npm install express --registry ${origin}/` },
      ],
    },
    {
      id: "berry",
      title: "yarn berry",
      snippets: [{ where: ".yarnrc.yml", text: berry.join("\n") }],
    },
    {
      id: "tokens",
      title: "Tokens",
      about:
        "A token is needed to publish, and for a registry that lets nobody read without one. npm login " +
        "writes it by itself; a key for a build server or an agent comes from the command line. A key " +
        "made with --agent can never decide what leaves the quarantine.",
      snippets: [
        { where: "Log in", text: `npm login --registry ${origin}/` },
        { where: "Make a key", text: "agentregistry token create --name ci --scope read publish" },
        { where: ".npmrc, with a token", text: `//${host}/:_authToken=areg_…` },
        {
          where: ".yarnrc.yml, with a token",
          text: `npmAuthToken: "areg_…" # to publish, and where reading needs a token
npmAlwaysAuth: true # only where reading needs a token`,
        },
      ],
    },
    {
      id: "publish",
      title: "Publish",
      snippets: [
        { where: "npm", text: `npm publish --registry ${origin}/` },
        { where: "yarn berry, with the .yarnrc.yml above", text: "yarn npm publish" },
      ],
    },
    {
      id: "age",
      title: "Young versions",
      about:
        "pnpm, yarn berry and deno take no version younger than a day by default. Exempt your own scope " +
        "to get what you just published.",
      snippets: [
        { where: "pnpm-workspace.yaml", text: `minimumReleaseAgeExclude: ["@acme/*"]` },
        { where: ".yarnrc.yml", text: `npmPreapprovedPackages: ["@acme/*"]` },
        {
          where: "deno.json",
          text: `{ "minimumDependencyAge": { "age": "P1D", "exclude": ["npm:@acme/tool"] } }`,
        },
      ],
    },
    {
      id: "mcp",
      title: "MCP clients",
      about:
        "Agents search, explain, resolve and publish with the registry's tools. None of them approves " +
        "anything. Reading needs a token only where it does elsewhere.",
      snippets: [
        {
          where: "Streamable HTTP",
          text: jsonText({
            mcpServers: { agentregistry: { type: "http", url: `${origin}/-/mcp` } },
          }),
        },
        {
          where: "Streamable HTTP, with a token",
          text: jsonText({
            mcpServers: {
              agentregistry: {
                type: "http",
                url: `${origin}/-/mcp`,
                headers: { Authorization: "Bearer areg_…" },
              },
            },
          }),
        },
        {
          where: "A command on the machine of the registry",
          text: jsonText({
            mcpServers: { agentregistry: { command: "agentregistry", args: ["mcp"] } },
          }),
        },
      ],
    },
    {
      id: "bun-scanner",
      title: "bun's security scanner",
      about:
        "bun asks it about every package before anything is written. It comes with the registry, in " +
        "packages/bun-security-scanner.",
      snippets: [
        {
          where: "Publish it here, once, in the folder of the registry",
          text: `npm publish ./packages/bun-security-scanner --registry ${origin}/`,
        },
        { where: "In the project", text: "bun add -d @agentregistry/bun-security-scanner" },
        {
          where: "bunfig.toml",
          text: `[install.security]\nscanner = "@agentregistry/bun-security-scanner"`,
        },
        { where: "In the environment", text: `AGENTREGISTRY_URL=${origin}` },
      ],
    },
    {
      id: "perstack",
      title: "Perstack",
      about: isPlain
        ? "The command line of Perstack takes an https address only: start the registry with --tls, and use its https address here."
        : "Experts are read, and with a key published, by the Perstack Registry API.",
      snippets: [
        {
          where: "perstack.toml",
          text: `perstackApiBaseUrl = "${isPlain ? origin.replace("http:", "https:") : origin}"`,
        },
        {
          where: "A key to publish",
          text: "export PERSTACK_API_KEY=$(agentregistry token create --org acme --scope read publish)",
        },
      ],
    },
    {
      id: "n3",
      title: "n3 (namel3ss)",
      about: "The registry is a source of packs; each Expert is one there, too.",
      snippets: [
        { where: "Base address of the source", text: `${origin}/-/intent` },
        {
          where: "Add a pack",
          text: `n3 pack add acme.researcher@1.0.0 --registry ${origin}/-/intent`,
        },
      ],
    },
  ];
}

function jsonText(value: object): string {
  return JSON.stringify(value, null, 2);
}
