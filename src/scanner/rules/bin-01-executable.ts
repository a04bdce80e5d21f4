import { binariesOf, nativePurposes } from "../binaries/native-purpose.ts";
import { isStartedUnasked } from "../binaries/started.ts";
import { isTestMaterial } from "../recognisers/r19-test-material.ts";
import type { Hit, Rule } from "../rule.ts";

const most = 20;
const harmlessEnding =
  /\.(?:png|jpe?g|gif|webp|ico|bmp|svg|woff2?|ttf|otf|eot|mp3|mp4|wav|ogg|pdf|txt|md|json|map|css|html?|xml|ya?ml|csv|log|[cm]?[jt]sx?)$|(?:^|\/)(?:licen[cs]e|readme|changelog|notice)$/i;

/** A program in a package that has no native part. */
export const executable: Rule = {
  meta: {
    id: "BIN-01",
    family: "binary",
    points: 60,
    solo: false,
    title: "The package holds a program that nothing explains.",
    advice: "Find out what the program is and who built it; look its digest up.",
  },
  *check(pkg) {
    const binaries = binariesOf(pkg).slice(0, most);
    const purposes = nativePurposes(pkg, binaries);
    for (const { path } of binaries) {
      const purpose = purposes.get(path);
      const isDisguised = harmlessEnding.test(path);
      const started = isStartedUnasked(pkg, path);
      const hit = (message: string, extra: Partial<Hit> = {}): Hit => ({
        surface: started ?? "structure",
        file: path,
        message,
        ...extra,
      });
      if (isDisguised) {
        yield hit("A program has the name of a document or a picture.", { points: 120 });
      } else if (purpose === "platform") {
        const explained = { explainedBy: "R2", points: 0 };
        yield hit("A package for some systems holds a program for them.", explained);
      } else if (purpose === "native") {
        // Laid out as builds and loaders lay them out.
      } else if (started !== null) {
        yield hit("A program that nothing explains is started unasked.", { points: 120 });
      } else if (purpose === undefined) {
        const aside = isTestMaterial(pkg, path) ? { explainedBy: "R19", points: 0 } : {};
        yield hit("The package holds a program, and nothing in it says what for.", aside);
      }
    }
  },
};
