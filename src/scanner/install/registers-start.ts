import type { Act } from "../shell/acts.ts";

/** Whether a command registers a program to start by itself; `acts` are those of the same script. */
export function registersStart(
  { program, args, at }: Act & { readonly kind: "run" },
  acts: readonly Act[],
): boolean {
  const line = args.join(" ").toLowerCase();
  switch (program) {
    case "crontab":
      return !/(?:^|\s)-[a-z]*[lr]/.test(line) && !onlyRemoves(acts, at.excerpt);
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
function onlyRemoves(acts: readonly Act[], excerpt: string): boolean {
  const runs = acts.filter((act) => act.kind === "run" && act.at.excerpt === excerpt);
  const programs = runs.flatMap((act) => (act.kind === "run" ? [act] : []));
  const removes = programs.some(
    ({ program, args }) =>
      (program === "grep" && args.some((arg) => /^-[a-z]*v/i.test(arg))) ||
      (program === "sed" && args.some((arg) => /d$/.test(arg))),
  );
  return removes && !programs.some(({ program }) => /^(?:echo|printf|cat)$/.test(program));
}
