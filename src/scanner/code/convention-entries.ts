import type { Json } from "../rule.ts";
import { fileAt, type PackageFiles, pathsIn } from "./resolve.ts";

/**
 * Names that a tool looks for in each package that a project names as preset, plugin or generator, or
 * in each of its dependencies; nobody has to say them in a manifest.
 */
const byName =
  /^(?:jest-preset\.(?:[cm]?js)|app\.plugin\.[cm]?js|react-native\.config\.[cm]?js|gatsby-(?:node|browser|ssr|config)\.[cm]?[jt]s|(?:preset|manager)\.[cm]?js|generators\/[\w-]{1,60}\/index\.[cm]?js|generator(?:\/index)?\.js)$/;
/** Lists of files that builders, generators and test runners start, which are no code themselves. */
const lists =
  /^(?:jest-preset|builders|executors|generators|schematics|collection|migrations|src\/(?:builders|executors|generators|collection|migrations))\.json$/;
/** Where manifests name nodes of an editor of flows, or what another tool loads of a package. */
const sections = ["node-red", "n8n", "ember-addon", "oclif", "storybook", "expo", "pi", "hubot"];
const maxList = 256 * 1024;
const maxFound = 200;

/** Files that other tools load because of how they are called, or because a list of theirs says so. */
export function conventionEntries(files: PackageFiles): readonly string[] {
  const found = new Set<string>();
  for (const path of files.paths) {
    if (found.size >= maxFound) break;
    if (byName.test(path)) found.add(path);
    else if (lists.test(path)) addNamed(files, path, found);
  }
  for (const section of sections) addAll(files, files.manifest?.[section], "", found);
  return [...found];
}

function addNamed(files: PackageFiles, path: string, found: Set<string>): void {
  const text = files.text(path);
  if (text === null || text.length > maxList) return;
  try {
    const json = JSON.parse(text) as Json;
    addAll(files, json, path.slice(0, path.lastIndexOf("/") + 1), found);
  } catch {
    // What is no JSON names nothing.
  }
}

function addAll(
  files: PackageFiles,
  json: Json | undefined,
  folder: string,
  found: Set<string>,
): void {
  for (const path of pathsIn(json, 0)) {
    if (found.size >= maxFound) return;
    const own = path.replace(/^.{0,100}\bnode_modules\/(?:@[^/]{1,100}\/)?[^/]{1,100}\//, "./");
    const target = /^\.{0,2}\/|\.[cm]?js$/.test(own) ? fileAt(files, folder + own) : null;
    if (target?.type === "file" && /\.[cm]?[jt]s$/.test(target.path)) found.add(target.path);
  }
}
