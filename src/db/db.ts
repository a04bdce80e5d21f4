import type { SQL } from "bun";

/** Runs one statement, its values bound: sql`select … where name = ${name}`. */
export type Sql = Pick<SQL, "unsafe"> &
  // biome-ignore lint/suspicious/noExplicitAny: rows have the shape that the statement beside them selects
  (<Row = any>(strings: TemplateStringsArray, ...values: SqlValue[]) => Promise<Row[]>);

export type SqlValue = string | number | null | Uint8Array;

/**
 * The only door to a database. SQL stays in the subset that SQLite and PostgreSQL share (text
 * timestamps in ISO form, `on conflict`, `returning`), so that another engine is another file beside
 * sqlite.ts. `test/contracts/db.ts` is this interface as a test suite.
 */
export interface Db extends AsyncDisposable {
  /** Reads what is committed. Statements that change something fail here. */
  readonly read: Sql;
  /**
   * Runs `change` in one transaction: all of it is committed and durable on return, or none of it is
   * kept. Overlapping calls wait for each other.
   */
  write<T>(change: (tx: Sql) => Promise<T>): Promise<T>;
}
