// What every measured Node process does, as each_page.py: check the pages of a list, and tell how long that took.
// Arguments of the process: the folder where the peer is installed, the list, how often to go over it.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const [folder, list, passes] = process.argv.slice(2);
export const load = createRequire(join(resolve(folder), "from-here.js"));

/** Print one line of JSON about `check(text, path)`, awaited and timed; `idsOf(answer)` tells the ids of its findings. */
export async function eachPage(check, idsOf, rulesOf) {
  const [warmUp, ...files] = readFileSync(list, "utf8").split("\n").filter(Boolean);
  let answer = await check(readFileSync(warmUp, "utf8"), warmUp);
  const rules = await rulesOf(answer);
  const ids = {}, refused = {};
  let seconds = 0, cpu = 0;
  for (let pass = 0; pass < Number(passes); pass++) {
    for (const path of files) {
      const text = readFileSync(path, "utf8");
      const started = performance.now(), used = process.cpuUsage();
      try {
        answer = await check(text, path);
      } catch (error) {
        answer = null;
        refused[path] = String(error.message).split("\n")[0];
      }
      seconds += (performance.now() - started) / 1000;
      const { user, system } = process.cpuUsage(used);
      cpu += (user + system) / 1e6;
      if (pass === 0 && answer !== null) for (const id of idsOf(answer)) ids[id] = (ids[id] ?? 0) + 1;
    }
  }
  console.log("\n" + JSON.stringify({ seconds: seconds / passes, cpu: cpu / passes, peak_mb: peakMb(), rules, ids, refused }));
}

function peakMb() {
  try {
    return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync("/proc/self/status", "utf8"))[1]) / 1024;
  } catch {
    return null;
  }
}

/** The ids of what axe-core found, one for each element; and how many rules it ran. */
export const axeIds = (answer) => JSON.parse(answer).violations.flatMap((rule) => rule.nodes.map(() => rule.id));
export const axeRules = (answer) => {
  const { violations, passes, incomplete, inapplicable } = JSON.parse(answer);
  return new Set([...violations, ...passes, ...incomplete, ...inapplicable].map((rule) => rule.id)).size;
};
