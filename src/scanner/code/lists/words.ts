/** The words of a list that is written as text, because quotes and commas hide what is in it. */
export function words(list: string): readonly string[] {
  return list.trim().split(/\s+/);
}
