// A wall of 1,000 notes that is pushed and zoomed by the wheel, an event in each frame: how long the frames take, and what
// the browser's processes hold in memory meanwhile.

import { readFileSync } from "node:fs";

import { hasBoardOf } from "../../browser/lib/boards.mjs";
import { Person } from "../../browser/lib/person.mjs";
import { median, quantile, report, withServer } from "./figures.mjs";
import { Trace } from "./trace.mjs";

const NOTES = 1000;
const PAN_FRAMES = 180;
/** The browser's clock ticks in tenths: a frame of 16.67 ms may read 16.8. */
const CLOCK_MS = 0.1;
const RANGES = [["near (100 %)", 1], ["middle (50 %)", 0.5], ["far (all of it)", null]];

/** Reports the p95 of the frames for each range and way of moving: the median of `runs`. With `traces`, prints what a frame
 * costs on each of the browser's threads. */
export async function moving(browser, { runs = 5, traces = false } = {}) {
  await withServer(async (server) => {
    const { links } = await hasBoardOf(server, NOTES);
    const anna = await Person.arrives(browser, { name: "Anna" });
    await anna.joins(links.participant);
    for (const [name, zoom] of RANGES) {
      const seen = { push: [], zoom: [] };
      for (let run = 0; run < runs; run += 1) {
        for (const kind of ["push", "zoom"]) {
          await standsAt(anna, zoom);
          seen[kind].push(quantile(await anna.page.evaluate(frames, { kind, count: PAN_FRAMES }), 0.95));
        }
      }
      for (const kind of ["push", "zoom"]) {
        report(`1,000 notes, ${kind}, ${name}, frame p95`, median(seen[kind]), "ms", 16.7, CLOCK_MS);
        if (!traces) continue;
        await standsAt(anna, zoom);
        const trace = await Trace.begins(browser);
        await anna.page.evaluate(frames, { kind, count: PAN_FRAMES });
        console.log(`${kind}, ${name}: ${trace.describe(await trace.ends(), PAN_FRAMES)}`);
      }
    }
    await memory(browser);
    await anna.context.close();
  });
}

/** What the browser's processes have for themselves, and what of it is the page's. */
async function memory(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  const own = ({ id }) => {
    const rollup = readFileSync(`/proc/${id}/smaps_rollup`, "utf8");
    return [...rollup.matchAll(/^Private_(?:Clean|Dirty):\s+(\d+) kB/gm)].reduce((sum, [, kB]) => sum + Number(kB), 0) / 1000;
  };
  const all = processInfo.map((process) => ({ ...process, megabytes: own(process) }));
  const sum = (list) => list.reduce((sum, { megabytes }) => sum + megabytes, 0);
  report("browser memory after that, all processes", sum(all), "MB");
  report("  of it the page's process", Math.max(...all.filter(({ type }) => type === "renderer").map(({ megabytes }) => megabytes)), "MB");
}

/** The camera in the middle of the notes, at a zoom; everything where none is said. Waits until all is still. */
async function standsAt({ page, ...anna }, zoom) {
  await page.getByRole("button", { name: anna.say("wall.ZOOM_FIT") }).click();
  if (zoom !== null) {
    await page.locator(".zoom-percent").click();
    const shown = (percent) => page.waitForFunction((percent) => document.querySelector(".zoom-percent").textContent === percent, percent);
    await shown("100 %");
    if (zoom !== 1) {
      await page.evaluate((factor) => {
        const box = document.querySelector("#wall").getBoundingClientRect();
        document.querySelector("#wall").dispatchEvent(new WheelEvent("wheel", {
          bubbles: true, cancelable: true, ctrlKey: true, deltaY: -Math.log(factor) / 0.0044,
          clientX: box.x + box.width / 2, clientY: box.y + box.height / 2,
        }));
      }, zoom);
      await shown(`${zoom * 100} %`);
    }
  }
  await page.evaluate(() => new Promise((done) => setTimeout(done, 500)));
}

/** Runs in the page: a wheel event in each frame, to and fro; the time between frames. */
function frames({ kind, count }) {
  return new Promise((done) => {
    const wall = document.querySelector("#wall");
    const box = wall.getBoundingClientRect();
    const deltas = [];
    let last;
    let n = 0;
    const step = (now) => {
      if (last !== undefined) deltas.push(now - last);
      last = now;
      if (n === count) return done(deltas);
      const way = n % 90 < 45 ? 1 : -1;
      wall.dispatchEvent(new WheelEvent("wheel", {
        bubbles: true, cancelable: true, clientX: box.x + box.width / 2, clientY: box.y + box.height / 2,
        ...(kind === "push" ? { deltaX: 32 * way, deltaY: 18 * way } : { ctrlKey: true, deltaY: 3 * way }),
      }));
      n += 1;
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  });
}
