import { distinctHits } from "../findings/distinct-hits.ts";
import { controlSurface } from "../install/control-surface.ts";
import { installHit } from "../install/hit.ts";
import { installHooks } from "../install/hooks.ts";
import type { InstallHook } from "../install/read-hook.ts";
import type { Hit, PackageView, Rule } from "../rule.ts";
import type { Act } from "../shell/acts.ts";

/** A hook that makes something start again later without the user. */
export const persistenceAtInstall: Rule = {
  meta: {
    id: "INS-10",
    family: "persistence",
    points: 100,
    solo: true,
    title: "An install hook registers something that starts by itself.",
    advice: "Look at what is registered; removing the package does not remove it.",
  },
  check: (pkg) => distinctHits(hits(pkg)),
};

function* hits(pkg: PackageView): Iterable<Hit> {
  for (const hook of installHooks(pkg)) {
    for (const act of hook.acts) {
      if (act.kind === "write" && controlSurface(act.path)?.kind === "persistence") {
        yield installHit(
          act.at,
          "An install hook writes to a place that starts programs by itself.",
        );
      } else if (act.kind === "run" && registers(act, hook)) {
        yield installHit(act.at, "An install hook registers a program to start by itself.");
      }
    }
  }
}

function registers({ program, args, at }: Act & { kind: "run" }, hook: InstallHook): boolean {
  const line = args.join(" ").toLowerCase();
  switch (program) {
    case "crontab":
      return !/(?:^|\s)-[a-z]*[lr]/.test(line) && !onlyRemoves(hook, at.excerpt);
    case "systemctl":
      return /(?:^|\s)(?:enable|link|preset|reenable|set-environment)(?:\s|$)/.test(line);
    case "launchctl":
      return /(?:^|\s)(?:load|bootstrap|enable|submit|setenv|kickstart)(?:\s|$)/.test(line);
    case "schtasks":
      return /[/-]create/.test(line);
    case "reg":
      return (
        line.startsWith("add") &&
        /currentversion\\?run|\\run|currentversion\\?winlogon|image file execution|environment/.test(
          line,
        )
      );
    case "at":
    case "batch":
      return args.length > 0;
    case "register-scheduledtask":
    case "new-service":
    case "set-psreadlineoption":
      return true;
    case "new-itemproperty":
    case "set-itemproperty":
      return /currentversion\\?run|\\run/.test(line);
    case "sc":
      return line.startsWith("create");
    case "update-rc.d":
    case "chkconfig":
      return !/(?:remove|off|del)/.test(line);
    case "pm2":
      return line.startsWith("startup");
    case "setx":
      return true;
    case "osascript":
      return line.includes("login item");
    default:
      return false;
  }
}

/** `crontab -l | grep -v mine | crontab -` takes an entry out and adds none. */
function onlyRemoves(hook: InstallHook, excerpt: string): boolean {
  const runs = hook.acts.filter((act) => act.kind === "run" && act.at.excerpt === excerpt);
  const programs = runs.flatMap((act) => (act.kind === "run" ? [act] : []));
  const removes = programs.some(
    ({ program, args }) =>
      (program === "grep" && args.some((arg) => /^-[a-z]*v/i.test(arg))) ||
      (program === "sed" && args.some((arg) => /d$/.test(arg))),
  );
  return removes && !programs.some(({ program }) => /^(?:echo|printf|cat)$/.test(program));
}
