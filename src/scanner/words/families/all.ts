import type { Family } from "../groups.ts";
import { ar } from "./ar.ts";
import { de } from "./de.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";
import { hi } from "./hi.ts";
import { it } from "./it.ts";
import { ja } from "./ja.ts";
import { ko } from "./ko.ts";
import { pt } from "./pt.ts";
import { ru } from "./ru.ts";
import { tr } from "./tr.ts";
import { uk } from "./uk.ts";
import { zh } from "./zh.ts";

/** Word families by language; English is told apart, because its verbs look like its nouns. */
export const families: Readonly<Record<string, Family>> = {
  en,
  de,
  fr,
  es,
  it,
  pt,
  ru,
  uk,
  tr,
  ar,
  hi,
  zh,
  ja,
  ko,
};
