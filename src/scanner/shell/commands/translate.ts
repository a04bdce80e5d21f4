/** `tr 'A-Za-z' 'N-ZA-Mn-za-m'` over a constant. */
export function translate(args: readonly string[], text: string): string {
  const plain = args.filter((arg) => !/^-[a-zA-Z]+$/.test(arg));
  const from = expandSet(plain[0] ?? "");
  if (args.some((arg) => /^-[a-zA-Z]*d/.test(arg))) {
    return [...text].filter((letter) => !from.includes(letter)).join("");
  }
  const to = expandSet(plain[1] ?? "");
  if (to.length === 0) return text;
  return [...text]
    .map((letter) => {
      const index = from.indexOf(letter);
      return index < 0 ? letter : (to[Math.min(index, to.length - 1)] ?? letter);
    })
    .join("");
}

function expandSet(set: string): string[] {
  const letters: string[] = [];
  const source = [...set.slice(0, 512)];
  for (let index = 0; index < source.length; index++) {
    const [first, dash, last] = source.slice(index, index + 3);
    if (first !== undefined && dash === "-" && last !== undefined) {
      for (
        let code = first.charCodeAt(0);
        code <= last.charCodeAt(0) && letters.length < 1024;
        code++
      ) {
        letters.push(String.fromCharCode(code));
      }
      index += 2;
    } else if (first !== undefined) letters.push(first);
  }
  return letters;
}
