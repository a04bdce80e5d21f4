import { persistenceAtInstall } from "../../../src/scanner/rules/ins-10-persistence.ts";
import { describeRule, hook } from "../../support/rule-tables.ts";

const named = { name: "sample" };

function startUp(line: string): string {
  return `
    const fs = require("fs"), home = require("os").homedir();
    fs.appendFileSync(home + "/.zshrc", \`${line}\\n\`);`;
}

describeRule(persistenceAtInstall, {
  flags: {
    "a shell's start-up file": hook("echo 'node ~/a.js' >> ~/.bashrc"),
    "the same through a variable and tee": hook('F="$HOME/.zshrc"; echo a | tee -a "$F"'),
    "a scheduled line": hook('(crontab -l; echo "* * * * * node /tmp/a") | crontab -'),
    "a user service": hook(
      "cp a.service ~/.config/systemd/user/a.service && systemctl --user enable a",
    ),
    "a launch agent": hook("cp a.plist ~/Library/LaunchAgents/a.plist"),
    "a scheduled task": hook("schtasks /create /tn a /tr a.exe /sc onlogon"),
    "a run key": hook(
      "reg add HKCU\\\\Software\\\\Microsoft\\\\Windows\\\\CurrentVersion\\\\Run /v a /d a.exe",
    ),
    PowerShell: hook('powershell -c "Register-ScheduledTask -TaskName a -Action b"'),
    "another script of the package": {
      manifest: { scripts: { postinstall: "npm run x", x: "sh x.sh" } },
      files: { "x.sh": "echo a >> ~/.profile\n" },
    },
    "its own folder in the path of shells": {
      ...hook("node a.js", { "a.js": startUp("export PATH=$" + "{home}/.sample:$PATH") }, named),
      points: 45,
    },
    "another folder in the path of shells": hook(
      "node a.js",
      { "a.js": startUp("export PATH=$" + "{home}/.cache:$PATH") },
      named,
    ),
    "its own folder, and a program of it": hook(
      "node a.js",
      { "a.js": startUp("export PATH=$" + "{home}/.sample:$PATH; sample-agent &") },
      named,
    ),
    "a command in JavaScript": hook("node a.js", {
      "a.js": "require('child_process').execSync('launchctl load a.plist')",
    }),
  },
  passes: {
    "an entry that is taken out": hook("crontab -l | grep -v my-tool | crontab -"),
    "entries that are listed": hook("crontab -l; systemctl status a; launchctl list"),
    "a service that is removed": hook("schtasks /delete /tn a; launchctl unload a.plist"),
    "a file of the package": hook("cp a .bashrc && cp b assets/a.service"),
  },
});
