// htmlhint with its default ruleset, through its API.
import { eachPage, load } from "./each-page.mjs";

const { HTMLHint } = load("htmlhint");

await eachPage(
  (text) => JSON.stringify(HTMLHint.verify(text)),
  (answer) => JSON.parse(answer).map((message) => message.rule.id),
  () => Object.keys(HTMLHint.defaultRuleset).length,
);
