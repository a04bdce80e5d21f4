/** Words that hardly an English sentence does without; of other languages the families know few words. */
export const english =
  /\b(?:the|of|and|that|this|with|from|your|not|must|when|which|should|before|every|into|then|without)\b/i;

/** Letters that are no Latin ones: of languages that use them, the families and the signs know few words. */
export const otherLetters = /(?!\p{Script=Latin})\p{L}/u;
