import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { RegistryError } from "../errors.ts";
import type { Db } from "./db.ts";

/**
 * Brings a database to the newest schema: runs the numbered files of `migrations/<set>` that it has
 * not seen, each in a transaction of its own.
 *
 * @throws RegistryError `unavailable` when the database is newer than this program
 */
export async function migrate(db: Db, set: "hosted" | "cache"): Promise<void> {
  const folder = folderOf(set);
  const files = await knownMigrations(set);

  await db.write(async (tx) => {
    await tx.unsafe(
      "create table if not exists migrations (file text primary key, applied_at text not null)",
    );
  });
  const rows = await db.read<{ file: string }>`select file from migrations`;
  const applied = new Set(rows.map((row) => row.file));

  const unknown = [...applied].filter((file) => !files.includes(file));
  if (unknown.length > 0) {
    throw new RegistryError(
      "unavailable",
      `the ${set} database was written by a newer version of this program (it holds ${unknown[0]})`,
    );
  }
  for (const file of files) {
    if (applied.has(file)) continue;
    const sql = await readFile(join(folder, file), "utf8");
    await db.write(async (tx) => {
      for (const statement of statementsOf(sql)) await tx.unsafe(statement);
      await tx`insert into migrations (file, applied_at) values (${file}, ${new Date().toISOString()})`;
    });
  }
}

/** The migrations that this program knows, in their order. */
export async function knownMigrations(set: "hosted" | "cache"): Promise<string[]> {
  return (await readdir(folderOf(set))).filter((file) => file.endsWith(".sql")).sort();
}

const folderOf = (set: "hosted" | "cache") => join(import.meta.dirname, "migrations", set);

/** Splits at semicolons that end a line, which is how the migration files are written. */
function statementsOf(sql: string): string[] {
  return sql
    .replace(/^\s*--.*$/gm, "")
    .split(/;\s*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== "");
}
