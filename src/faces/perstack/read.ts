import { keyText } from "../../expert/key.ts";
import { expertAmong } from "../../packages/experts.ts";
import { route } from "../route.ts";
import { KeyParams } from "./params.ts";
import { renderedExpert, respond } from "./rendered.ts";
import { perstackRoot } from "./root.ts";
import { OneExpert, oneExpert } from "./wire.ts";

export const readExpertRoute = route({
  method: "GET",
  path: `${perstackRoot}/:key`,
  summary: "One Expert by name, version or tag",
  access: "open",
  checksPathFirst: true,
  params: KeyParams,
  reply: { status: 200, body: OneExpert },
  async run(app, { request, params: { key }, whoAsks }) {
    const rendered = await renderedExpert(app, whoAsks, "key", key, (shown) =>
      oneExpert(app, expertAmong(shown, key)),
    );
    return respond(rendered, request);
  },
  again(app, { params: { key } }) {
    const text = keyText(key);
    return (request) => {
      const rendered = app.expertAnswers.get(key.name, "key", text);
      return rendered === null ? null : respond(rendered, request);
    };
  },
});
