import { expertWindows } from "../experts/expert-windows.ts";
import type { Rule } from "../rule.ts";
import { forgesApproval } from "../words/orders/forgery.ts";

/** What nobody types into a conversation for a good reason. */
const collected =
  /pass(?:word|phrase|code)|seed phrase|recovery phrase|mnemonic|private key|(?:recovery|seed|secret|mnemonic|backup) (?:words|code|key)|security code|log-?in details|credentials|text message|\b\d{2} words|twelve words|digit codes?|\bcode they|\bcode he|\bcode she|verification code|confirmation code|authenticator|\bpin\b|\bcvv\b|card number|one-time code|\botp\b|passwort|kennwort|mot de passe|contrase[nñ]a|senha|парол|фраз|şifre|sifre|parola|كلمة|पासवर्ड|密码|密碼|助记词|口令|パスワード|シードフレーズ|비밀번호|시드|wörter|\bTAN\b|\bmots\b|palabras|palavras|parole|слов|код|验证码|私钥|認証コード|暗証番号|인증/iu;

/** Lies to whoever uses the Expert (EXP-T7). */
export const deception: Rule = {
  meta: {
    id: "EXP-T7",
    family: "text",
    points: 100,
    solo: false,
    title: "An Expert deceives its users, or collects their passwords.",
    advice: "No task needs somebody's password or seed phrase in a conversation.",
  },
  *check(pkg) {
    for (const window of expertWindows(pkg)) {
      if (window.isWhole) continue;
      const { file, line, excerpt, acts } = window;
      const place = { surface: "agent", file, line, excerpt } as const;
      if (acts.includes("phish") && collected.test(excerpt)) {
        yield { ...place, message: "An instruction has users hand over passwords or keys." };
      } else if (acts.includes("deceive") && forgesApproval(excerpt)) {
        yield { ...place, message: "An instruction has an approval look like a person's." };
      } else if (acts.includes("deceive")) {
        yield { ...place, message: "An instruction pretends or invents.", points: 40 };
      }
    }
  },
};
