/** What learners do in an exercise, and what is taught about it. */
const exercise =
  /^\W{0,8}(?:exercise|lesson|lab|drill|assignment|task|step)\s?\d{0,2}\s?:|\b(?:the|a|each|every) (?:learners?|students?|trainees?|pupils?|participants?)\s\w{2,14}s\b|^\W{0,8}(?:teach|explain)\b|^\W{0,8}refuse\b/i;
/** Data that is nobody's. */
const invented =
  /\b(?:secrets?|data|credentials?|keys?|names|accounts?)\b[^.;]{0,30}\b(?:are|is) (?:all )?(?:made up|fake|invented|dummies|placeholders?|fictional)\b/i;
/** What leaves the room of a lesson. */
const outside = /https?:\/\/(?!localhost|127\.)|~\/|\$HOME|\bcurl\b|\S@[\w-]{1,60}\.\w/i;

/** Whether a sentence tells what is done in a lesson, or that its data is made up. */
export function isLesson(sentence: string): boolean {
  return (exercise.test(sentence) || invented.test(sentence)) && !outside.test(sentence);
}
