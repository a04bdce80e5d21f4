/** Whether a setting, a caller or a search says which file a path leads to. */
export function isOpenPath(path: string | undefined): boolean {
  return path !== undefined && /<(?:config|param|\?)>/.test(path);
}
