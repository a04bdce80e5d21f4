const label =
  /"(?:label|class|category|technique|tactic|vector|attack(?:_?type)?|expected|should|expect|verdict|is_?malicious|is_?attack|target)"\s{0,2}:\s{0,2}"?(attack|malicious|(?:prompt[ _-])?injection|override|hijack\w{0,4}|leak\w{0,4}|poison\w{0,3}|bypass|evasion|persona|role-?play|social[ _-]engineering|jailbreak|exfiltration|unsafe|phishing|harmful|spam|refus\w{1,3}|reject\w{0,2}|ignore|block\w{0,2}|benign|safe|harmless|clean|ham|normal|legitimate|true|false|answer|comply|allow\w{0,2})\b/gi;
const bad =
  /^(?:attack|malicious|(?:prompt[ _-])?injection|override|hijack\w{0,4}|leak\w{0,4}|poison\w{0,3}|bypass|evasion|social[ _-]engineering|jailbreak|exfiltration|unsafe|phishing|harmful|spam|true|refus\w{1,3}|reject\w{0,2}|ignore|block\w{0,2})$/;
/** What a model is expected to do with a sample. */
const answered = /^(?:refus\w{1,3}|reject\w{0,2}|ignore|block\w{0,2})$/;

/** Samples with what they are samples of, of more than one kind: what is measured, nobody obeys. */
export function isDataset(text: string): boolean {
  const kinds = new Set(Array.from(text.matchAll(label), ([, kind = ""]) => kind.toLowerCase()));
  const harmful = [...kinds].filter((kind) => bad.test(kind));
  return harmful.length > 0 && (kinds.size > 1 || harmful.some((kind) => answered.test(kind)));
}
