// html-validate, preset recommended, through its API.
import { eachPage, load } from "./each-page.mjs";

const { HtmlValidate } = load("html-validate");
const validator = new HtmlValidate({ root: true, extends: ["html-validate:recommended"] });

await eachPage(
  (text, path) => JSON.stringify(validator.validateStringSync(text, path)),
  (answer) => JSON.parse(answer).results.flatMap((page) => page.messages.map((message) => message.ruleId)),
  async () => [...(await validator.getConfigFor("page.html")).getRules().values()].filter(([severity]) => severity > 0).length,
);
