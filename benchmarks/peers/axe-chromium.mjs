// axe-core in Debian's Chromium, headless, one tab, by playwright-core: the file is opened, what it refers to is not fetched.
import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { eachPage, load, axeIds, axeRules } from "./each-page.mjs";

const { chromium } = load("playwright-core");
const { source } = load("axe-core");
const browser = await chromium.launch({
  executablePath: ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync),
  args: ["--no-sandbox", "--disable-dev-shm-usage"],
});

try {
  const context = await browser.newContext();
  await context.route("**/*", (route) => (route.request().isNavigationRequest() && route.request().url().startsWith("file:") ? route.continue() : route.abort()));
  await eachPage(
    async (_text, path) => {
      const page = await context.newPage();
      try {
        await page.goto(pathToFileURL(path).href, { waitUntil: "load", timeout: 60_000 });
        await page.evaluate(source);
        return await page.evaluate("axe.run(document).then(JSON.stringify)");
      } finally {
        await page.close();
      }
    },
    axeIds,
    axeRules,
  );
} finally {
  await browser.close();
}
