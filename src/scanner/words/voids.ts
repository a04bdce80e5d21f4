/** What was said before is void. */
export const voids =
  /\b(?:ignor|disregard|forget|overrid|discard|set aside)\w{0,4}\b[^.;\n]{0,40}\b(?:previous|earlier|prior|above|preceding|other|any|all|your)\b[^.;\n]{0,40}\b(?:instructions?|rules|prompts?|guidelines|orders)\b/i;
