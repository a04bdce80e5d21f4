/** Of many like objects the values of one field; one value when all are the same. */
export type Column<T extends number | string> = T | readonly T[];

export function column<T extends number | string>(values: readonly T[]): Column<T> {
  const [first] = values;
  return first !== undefined && values.every((value) => value === first) ? first : values;
}

/** Throws when the column is too short. */
export function valueAt<T extends number | string>(values: Column<T>, index: number): T {
  const value = typeof values === "object" ? values[index] : values;
  if (value === undefined) throw new Error("a column is too short");
  return value;
}
