const wide =
  /^(?:~|\/|\/\*|\/home|\/Users|\/root|[A-Za-z]:[\\/]?|<project>|(?:\.\.\/?){2,}|~\/(?:documents|desktop|downloads|pictures))(?:\/\*?|\\\*?|\*|\.\*)?$/i;

/** Whether a command removes or overwrites everything below the home folder, a root or a drive. */
export function removesWidely(program: string, args: readonly string[]): boolean {
  const paths = args.filter((arg) => !arg.startsWith("-")).map((arg) => arg.replaceAll("\\", "/"));
  const isWide = paths.some((path) => wide.test(path));
  switch (program) {
    case "rm":
      return isWide && args.some((arg) => /^(?:-[a-z]*r|--recursive)/i.test(arg));
    case "rimraf":
    case "shred":
    case "del-cli":
      return isWide;
    case "rd":
    case "rmdir":
    case "del":
    case "erase":
      return isWide && args.some((arg) => /^\/s$/i.test(arg));
    case "remove-item":
    case "ri":
      return isWide && args.some((arg) => /^-r/i.test(arg));
    case "find":
      return (
        isWide &&
        (args.includes("-delete") ||
          (args.some((arg) => /^-exec/.test(arg)) &&
            args.some((arg) => /^(?:rm|shred|unlink)$/.test(arg))))
      );
    case "dd":
      return args.some((arg) => /^of=\/dev\/(?:sd|hd|nvme|disk|mmcblk|vd)/.test(arg));
    case "format":
      return args.some((arg) => /^[a-z]:$/i.test(arg));
    default:
      return /^mkfs(?:\.\w+)?$/.test(program) && args.some((arg) => arg.startsWith("/dev/"));
  }
}
