import { RegistryError } from "../../errors.ts";

/** What a service starts: a program, its arguments, and nothing that a shell would read. */
export interface ServiceCommand {
  readonly argv: readonly string[];
}

/** By this line a file is known as ours, so that nothing else is overwritten or removed. */
export const marker = "Written by `agentregistry service install`";

/** A unit for the manager of one user, systemd.service(5). */
export function systemdUnit({ argv }: ServiceCommand): string {
  return `# ${marker}
[Unit]
Description=AgentRegistry, a registry that scans what it serves

[Service]
Type=exec
ExecStart=${argv.map(systemdWord).join(" ")}
Restart=on-failure
RestartSec=2
TimeoutStopSec=10
UMask=0077
NoNewPrivileges=yes
StandardOutput=null

[Install]
WantedBy=default.target
`;
}

/** One word of a command line; `%` and `$` would be replaced by the manager. */
function systemdWord(word: string): string {
  refuseControl(word);
  const escaped = word
    .replaceAll("\\", "\\\\")
    .replaceAll('"', '\\"')
    .replaceAll("%", "%%")
    .replaceAll("$", "$$$$");
  return `"${escaped}"`;
}

/** A property list for launchd, launchd.plist(5). */
export function launchdPlist({ argv }: ServiceCommand, label: string): string {
  const words = argv.map((word) => `    <string>${xmlText(word)}</string>`).join("\n");
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<!-- ${marker} -->
<plist version="1.0">
<dict>
  <key>Label</key>
  <string>${xmlText(label)}</string>
  <key>ProgramArguments</key>
  <array>
${words}
  </array>
  <key>RunAtLoad</key>
  <true/>
  <key>KeepAlive</key>
  <dict>
    <key>SuccessfulExit</key>
    <false/>
  </dict>
  <key>Umask</key>
  <integer>63</integer>
  <key>ExitTimeOut</key>
  <integer>10</integer>
</dict>
</plist>
`;
}

function xmlText(text: string): string {
  refuseControl(text);
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** A line break in a path would begin a line of its own choice. */
function refuseControl(text: string): void {
  if (/\p{Cc}/u.test(text)) {
    throw new RegistryError(
      "invalid",
      "a path with control characters cannot be in a service file",
    );
  }
}
