import { place } from "../../shell/route.ts";
import { Answers } from "./answers.tsx";
import { Question } from "./question.tsx";
import { questionFrom } from "./question-of.ts";

/** Tries a question as an agent asks it, and says why the answers are what they are. */
export function IntentView() {
  const question = questionFrom(place.value.query);
  return (
    <>
      <h1>Intent</h1>
      <p>
        Agents look for Experts and packs by what they want to do, in plain words. Try a question
        here, and see what fits and why.
      </p>
      <Question key={JSON.stringify(question)} question={question} />
      <Answers question={question} />
    </>
  );
}
