const each =
  /^\W{0,4}(?:(?:there is )?no need to|you (?:do not|don['’]t) (?:need|have) to|(?:please )?(?:do not|don['’]t)) (?:tell|notify|inform|bother|ask|interrupt|announce to) (?:the )?users? (?:about|of|for|with|after|before|at) (?:each|every|every single|all the|single) (?:step|thought|memory|search|query|update|item|line|file)s?\W{0,3}$/i;
const unseen =
  /^\W{0,4}(?:the )?users? (?:do(?:es)? not|do(?:es)?n['’]t|cannot|can['’]t) see (?:the |your |these |its )?(?:thoughts?|thinking|reasoning|scratch ?pad|plan|todo list|task list)\W{0,3}$/i;

/** Whether a whole sentence only spares people each step of a longer work, or tells that they see no thoughts. */
export function isPatience(sentence: string): boolean {
  return each.test(sentence) || unseen.test(sentence);
}
