/** What the scanner knows about commands by name (threat catalogue §19.5). */
export const shellPrograms = {
  /** Start the command that follows them. */
  wrappers: words(`
    sudo doas env nohup setsid command builtin exec time nice ionice stdbuf timeout gtimeout busybox
    toybox cross-env cross-env-shell dotenv winpty caffeinate unbuffer chronic catchsegv start
    start-process saps call proxychains proxychains4`),
  /** Print or write what another machine sends. */
  fetchers: words(`
    curl wget wget2 fetch aria2c axel http https xh lynx links elinks w3m lwp-download lwp-request
    get nc ncat netcat socat telnet ftp tftp sftp scp iwr irm invoke-webrequest invoke-restmethod
    start-bitstransfer dig nslookup host drill kdig gdig curlie hget httpie`),
  shells: words("sh bash zsh dash ksh mksh ash fish csh tcsh rbash yash hush"),
  javascript: words(`
    node nodejs bun deno ts-node tsx babel-node esno jiti esr swc-node vite-node sucrase-node
    qjs txiki llrt`),
  otherInterpreters: words(`
    python python2 python3 pythonw pypy pypy3 py perl ruby php lua luajit tclsh rscript groovy
    osascript jjs raku elixir guile`),
  powershells: words("powershell pwsh"),
  /** Turn text into other text by a key that everybody has. */
  decoders: words(`
    base64 gbase64 base32 basenc openssl xxd uudecode rev gunzip zcat gzip bunzip2 bzcat xzcat unxz
    zstdcat gpg age tr`),
  packageClients: words("npm pnpm yarn bun cnpm tnpm npm-cli.js yarnpkg corepack"),
  packageRunners: words("npx bunx pnpx uvx"),
} as const;

function words(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/));
}
