// axe-core in jsdom, through their APIs: page and axe-core are loaded anew for each page, the page's scripts do not run.
import { eachPage, load, axeIds, axeRules } from "./each-page.mjs";

const { JSDOM, VirtualConsole } = load("jsdom");
const { source } = load("axe-core");
const options = { rules: { "color-contrast": { enabled: false } } }; // needs a layout, which jsdom has not

await eachPage(
  async (text, path) => {
    const { window } = new JSDOM(text, { url: `https://www.example.gov/${path.split("/").pop()}`, runScripts: "outside-only", virtualConsole: new VirtualConsole() });
    try {
      window.eval(source);
      return JSON.stringify(await window.axe.run(window.document, options));
    } finally {
      window.close();
    }
  },
  axeIds,
  axeRules,
);
