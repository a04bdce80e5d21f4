import { controlSurface } from "../../install/control-surface.ts";

interface ControlPath {
  /** Whether a coding agent reads it as instructions or settings. */
  readonly isAgent: boolean;
}

const agents =
  /(?:^|\/)(?:\.windsurfrules|\.clinerules|\.roo(?:\/|modes)|\.kiro\/|\.amazonq\/|\.junie\/|\.qwen\/|qwen\.md|memory\.md|soul\.md|\.openclaw\/|\.agents?\/|\.config\/(?:opencode|goose|crush|amp)\/|\.vscode\/mcp\.json|cline_mcp_settings\.json|mcp_settings\.json|mcp_config\.json|\.codeium\/|globalstorage\/(?:saoudrizwan|rooveterinaryinc)\.)/;
const others =
  /(?:^|\/)(?:\.pnpmrc|\.config\/pnpm\/rc|\.lefthook\.yml|\.husky\/|bitbucket-pipelines\.yml|\.drone\.yml|\.gitea\/workflows\/|\.woodpecker|\.forgejo\/workflows\/|\.(?:vscode|cursor|windsurf)(?:-server)?\/extensions\/|\.jupyter\/|\.ipython\/profile|\.config\/(?:nvim|git)\/|\.vimrc$|\.condarc$|pip\.conf$|\.pip\/)|\/app\.asar(?:$|\/)|\/resources\/app\/|\.app\/contents\//;
/** Of the workflows below a folder that the user named, too: what runs there runs with secrets. */
const anywhere = /(?:^|\/)\.github\/(?:workflows|actions)\//;

/**
 * Whether writing to a path takes control of something (19.4); paths are as `shownPath` gives them.
 * The package's own folder and temporary folders control nothing.
 */
export function controlPath(path: string): ControlPath | null {
  if (/^<(?:package|temp)>(?!\/\.\.)/.test(path)) return null;
  const known = path.replace(/^<(?:param|config|\?)>/, "?").replace(/^<package>/, "..");
  const surface = controlSurface(known);
  const lower = known.toLowerCase();
  if (surface?.kind === "agent" || agents.test(lower)) return { isAgent: true };
  if (surface !== null || others.test(lower) || anywhere.test(lower)) return { isAgent: false };
  return isOtherPackage(lower) ? { isAgent: false } : null;
}

/** The folder of another package, beside this one or in the project; caches below it are nobody's. */
function isOtherPackage(path: string): boolean {
  const below =
    /^(?:<project>|\.\.)(?:\/\.\.)*\/(?:.{0,300}\/)?node_modules\/(.+)$/.exec(path)?.[1] ??
    /^\.\.\/\.\.\/([^/]+\/.+)$/.exec(path)?.[1];
  return below !== undefined && !/^\.|^<[?*a-z]+>/.test(below);
}
