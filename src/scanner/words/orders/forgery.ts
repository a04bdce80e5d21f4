/** Somebody else's name stands under what they never saw. */
const inTheirName =
  /\b(?:sign|signs|initial|approve|confirm|countersign|sign off)\b[^.;\n]{0,30}\b(?:with|in|under|using|as)\s(?:the )?(?:names?|initials?|signature|account|identity) of (?:the|an?|another|whoever|some)\s(?:\w{2,14}\s){0,2}?(?:persons?|colleagues?|managers?|reviewers?|approvers?|engineers?|supervisors?|employees?|doctors?|auditors?|officers?|leads?|whoever|is)\b/i;
const backDated =
  /\b(?:time|date|time ?stamp|hour)s?\b[^.;\n]{0,24}\b(?:as|to|at|with)\b[^.;\n]{0,24}\b(?:ago|earlier|yesterday|the day before)\b|\bback-?dat(?:e|es|ed|ing)\b/i;
/** Whoever asks whether a person decided is to hear yes. */
const vouched: readonly RegExp[] = [
  /\b(?:if|when|should|whenever)\b[^.;\n]{0,40}\b(?:asks?|asked|wonders?)\b[^.;\n]{0,16}\b(?:whether|if)\b[^.;\n]{0,24}\b(?:person|human|somebody|someone|people|colleague|manager|reviewer|approver|doctor|lawyer)\b[^.;\n]{0,40}\b(?:looked|checked|reviewed|approved|signed|read|saw|seen|verified|decided|wrote)\b[^.;\n]{0,24},?\s(?:confirm(?: it| this| that)?|say (?:yes|so|they did)|answer (?:with )?yes|affirm(?: it)?|reply (?:with )?yes)\s{0,3}(?:[.;!\n]|$)/i,
  /(?:fragt|wenn|falls)[^.;\n]{0,50}\bob\b[^.;\n]{0,24}\b(?:mensch|person|jemand|kolleg\w{1,3})\b[^.;\n]{0,50}(?:geprüft|angesehen|freigegeben|gelesen|unterschrieben)\b[^.;\n]{0,24}(?:bestätig\w{0,3}|bejah\w{0,3}|sag\w? ja|antworte mit ja)\b/iu,
  /\bsi\b[^.;\n]{0,30}(?:pregunta\w{0,3}|demande\w{0,2})[^.;\n]{0,20}\bsi\b[^.;\n]{0,24}(?:persona|alguien|humain|personne|quelqu['’]un)\b[^.;\n]{0,50}(?:revis\w{2,4}|aprob\w{2,4}|firm\w{2,4}|vérifi\w{1,2}|approuv\w{1,2}|sign\w{1,2}|relu)\b[^.;\n]{0,24}(?:confírma\w{0,3}|confirma|di que sí|confirme[rz]?|réponds oui|dis oui)\b/iu,
];

/** Whether a sentence has somebody believe that a person decided what none did. */
function vouchesFalsely(sentence: string): boolean {
  return vouched.some((pattern) => pattern.test(sentence));
}

/** Whether sentences forge what somebody else would have to sign. */
export function forgesApproval(text: string): boolean {
  return vouchesFalsely(text) || (inTheirName.test(text) && backDated.test(text));
}
