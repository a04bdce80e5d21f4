import { chmodSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Lets tools of the same person use the token of this run; it is gone when the run ends. */
export function writeAdminToken(home: string, token: string): Disposable {
  const path = join(home, "admin-token");
  // Removed first: writing into a file that somebody else may read would not change who may.
  rmSync(path, { force: true });
  writeFileSync(path, `${token}\n`, { mode: 0o600, flag: "wx" });
  chmodSync(path, 0o600);
  return { [Symbol.dispose]: () => rmSync(path, { force: true }) };
}
