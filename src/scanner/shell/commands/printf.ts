/** `printf '\x63\x75%s' rl`, with the few directives that matter for text. */
export function printf(args: readonly string[]): string {
  const [format = "", ...values] = args[0] === "--" ? args.slice(1) : args;
  let next = 0;
  return format.replace(
    /\\x([0-9a-fA-F]{1,2})|\\0?([0-7]{1,3})|\\([nrt\\])|%[0-9.-]*([sbdcx%])/g,
    (_, hex?: string, octal?: string, letter?: string, directive?: string) => {
      if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
      if (letter !== undefined) return { n: "\n", r: "\r", t: "\t" }[letter] ?? "\\";
      if (directive === "%") return "%";
      const value = values[next++] ?? "";
      return directive === "b" ? printf([value.replaceAll("%", "%%")]) : value;
    },
  );
}
