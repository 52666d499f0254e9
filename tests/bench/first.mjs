// The figures of a first workshop: what is downloaded, how soon the wall can be written on, how long a keystroke takes to
// another screen and to the disk, what a room costs, whether the wall moves smoothly.
//
//   cargo xtask bench first        BIN, CHROMIUM, SIZES (the client's sizes.json), BENCH_OUT (where the figures go)
//
// Every figure is the median of five runs, or of all samples where percentiles are said. One machine, loopback.

import { readFileSync } from "node:fs";

import { WebSocket } from "ws";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";

process.env.JOURNEYBOARD_BIN ??= process.env.BIN;
const { hasBoardOf } = await import("../browser/lib/boards.mjs");
const { launch } = await import("../browser/lib/browser.mjs");
const { Person } = await import("../browser/lib/person.mjs");
const { linkParts } = await import("../browser/lib/server.mjs");
const { median, print, quantile, report, times, withServer } = await import("./lib/figures.mjs");
const { moving } = await import("./lib/moving.mjs");

const RUNS = 5;
const KEYS = 220;
const KEY_EVERY_MS = 100;
// Each stock client wants to hear of the end of the process.
process.setMaxListeners(50);

const browser = await launch();
try {
  download();
  await opening();
  await keystrokes();
  await memory();
  await moving(browser);
} finally {
  await browser.close();
}
print("first");

function download() {
  if (!process.env.SIZES) return;
  const sizes = JSON.parse(readFileSync(process.env.SIZES, "utf8"));
  report("download: page, code and styles (brotli)", sizes.code_brotli / 1000, "kB", 300);
  report("download: fonts", sizes.fonts / 1000, "kB", 60);
}

/** Opening the link on a device that has joined before, until the demo can be written on. */
async function opening() {
  await withServer(async (server) => {
    const { links } = await server.hasWorkshop("Opening", "demo");
    const anna = await Person.arrives(browser, { name: "Anna" });
    await anna.joins(links.participant);
    const open = async (isCold) => {
      const page = await anna.context.newPage();
      const session = await anna.context.newCDPSession(page);
      await session.send("Network.setCacheDisabled", { cacheDisabled: isCold });
      await page.goto(links.participant, { waitUntil: "commit" });
      const ready = await page.waitForFunction(() => {
        const isEditable = document.querySelector(".palette-kind") && document.querySelector("#wall .note")
          && document.querySelector(".connection[data-state=saved]");
        return isEditable && performance.now();
      }, undefined, { polling: "raf" });
      const ms = await ready.jsonValue();
      await page.close();
      return ms;
    };
    await open(false);
    report("link opened → wall can be written on (demo)", median(await times(RUNS, () => open(false))), "ms", 1000);
    report("  the same with an empty cache", median(await times(RUNS, () => open(true))), "ms");
    await anna.context.close();
  });
}

/** From the key to the other person's frame, and to “Saved” on one's own. */
async function keystrokes() {
  await withServer(async (server) => {
    const { links } = await server.hasWorkshop("Keys");
    const [anna, ben] = [await Person.arrives(browser, { name: "Anna" }), await Person.arrives(browser, { name: "Ben" })];
    await anna.joins(links.participant);
    await ben.joins(links.participant);
    await anna.addsNote("touchpoint", "x");
    await ben.seesNote("x");
    await ben.page.evaluate(() => {
      globalThis.arrived = [];
      const note = document.querySelector("#wall .note");
      new MutationObserver(() => {
        const { length } = note.querySelector(".note-text")?.textContent ?? "";
        requestAnimationFrame(() => {
          for (let n = globalThis.arrived.length; n < length; n += 1) globalThis.arrived.push(performance.timeOrigin + performance.now());
        });
      }).observe(note, { subtree: true, childList: true, characterData: true });
    });
    await anna.page.evaluate(() => {
      globalThis.pressed = [];
      globalThis.saved = [];
      addEventListener("keydown", (event) => {
        if (event.key === "a") globalThis.pressed.push(performance.timeOrigin + event.timeStamp);
      }, { capture: true });
      const badge = document.querySelector(".connection");
      new MutationObserver(() => {
        if (badge.dataset.state === "saved") globalThis.saved.push(performance.timeOrigin + performance.now());
      }).observe(badge, { attributes: true, attributeFilter: ["data-state"] });
    });
    await anna.presses("Enter");
    await anna.page.locator(".note-field").waitFor();
    await anna.page.keyboard.type("a".repeat(KEYS), { delay: KEY_EVERY_MS });
    await anna.isSaved();
    await ben.until(async () => (await ben.page.evaluate(() => globalThis.arrived.length)) > KEYS, "every letter");
    const pressed = await anna.page.evaluate(() => globalThis.pressed);
    const saved = await anna.page.evaluate(() => globalThis.saved);
    const arrived = (await ben.page.evaluate(() => globalThis.arrived)).slice(1);
    const delays = pressed.map((at, i) => arrived[i] - at);
    report(`key → other screen, p50 of ${delays.length}`, quantile(delays, 0.5), "ms");
    report(`key → other screen, p95 of ${delays.length}`, quantile(delays, 0.95), "ms", 60);
    const durable = pressed.map((at, i) => saved.find((time) => time >= at && time < (pressed[i + 1] ?? Infinity)) - at).filter(Number.isFinite);
    report(`key → “Saved” (on disk), p50 of ${durable.length}`, quantile(durable, 0.5), "ms");
    report(`key → “Saved” (on disk), p95 of ${durable.length}`, quantile(durable, 0.95), "ms");
    await anna.context.close();
    await ben.context.close();
  });
}

/** The server's memory with twenty stock clients in a room of 500 notes. */
async function memory() {
  const runs = await times(RUNS, () => withServer(async (server) => {
    const empty = rss(server);
    const { links } = await hasBoardOf(server, 500);
    const { id } = linkParts(links.participant);
    const guests = [];
    for (let n = 0; n < 20; n += 1) {
      const { token } = await server.letsIn(links.participant, `Guest ${n}`);
      const doc = new Y.Doc();
      const provider = new WebsocketProvider(`${server.origin.replace("http", "ws")}/sync`, id, doc, {
        disableBc: true, WebSocketPolyfill: WebSocket, protocols: ["journeyboard.v1", `bearer.${token}`],
      });
      await new Promise((done) => provider.once("sync", done));
      if (doc.getMap("notes").size !== 500) throw new Error(`${doc.getMap("notes").size} notes`);
      guests.push(provider);
    }
    const full = rss(server);
    for (const provider of guests) provider.destroy();
    return { empty, full };
  }));
  report("server memory, nobody there", median(runs.map(({ empty }) => empty)), "MB");
  report("server memory, 20 people, 500 notes", median(runs.map(({ full }) => full)), "MB", 60);
}

function rss(server) {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${server.pid}/status`, "utf8"))[1]) / 1000;
}
