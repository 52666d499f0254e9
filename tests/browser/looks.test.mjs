// What everything looks like, with the demo and a second person in it: a picture of each screen for people to judge, and
// what a machine can judge by itself: that nothing sticks out, and that axe finds no serious barrier.

import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

import { launch } from "./lib/browser.mjs";
import { hasBoardOf } from "./lib/boards.mjs";
import { SCREENSHOTS, openHouse } from "./lib/house.mjs";

const house = openHouse();
const { story } = house;

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const SIZES = { 1440: { width: 1440, height: 900 }, 390: { phone: true } };

for (const dark of [false, true]) {
  const theme = dark ? "dark" : "light";
  for (const [size, screen] of Object.entries(SIZES)) {
    story(`every screen at ${size} px, ${theme}, is drawn within its edges and without a barrier`, async (arrives) => {
      const { links } = await house.server.hasWorkshop("Home fibre: from the flyer to the first year", "demo");
      const ben = await arrives({ name: "Ben Okafor" });
      await ben.joins(links.participant, { department: "Sales" });
      const anna = await arrives({ name: "Anna", dark, ...screen });
      const { page } = anna;
      const look = (name) => looks(anna, `${name}-${size}-${theme}`);

      await anna.opens(house.server.origin);
      await page.locator("#new-title").waitFor();
      await look("home");
      await anna.opens(links.facilitator);
      await page.locator(".join-form").waitFor();
      await look("join");
      await anna.saysWhoTheyAre({ department: "Marketing" });
      await present(ben);
      await page.locator(".bar-people .avatar").nth(1).waitFor();
      await page.locator(".cursor").waitFor({ state: "attached" });
      await look("wall");
      await anna.goesTo("sequence");
      await page.locator(".sequence-card").first().waitFor();
      await look("sequence");
      await anna.goesTo("map");
      await page.locator(".map-note").first().waitFor();
      await look("map");
      await page.locator(".bar-share").click();
      await page.locator("dialog[open] .share-code svg, dialog[open] .share-code img").first().waitFor();
      await look("share");
      await anna.presses("Escape");
      anna.forgives(/status of 40[14]/);
      await anna.opens("about:blank");
      await anna.opens(links.participant.slice(0, -4) + "AAAA");
      await page.locator(".trouble").waitFor();
      await look("trouble");
      withoutBarriers(anna);
    });
  }
}

story("an empty wall, a wall of 300 notes, and everything in Czech with its long words", async (arrives) => {
  const anna = await arrives({ name: "Anna" });
  await anna.joins((await house.server.hasWorkshop("A new customer’s first year")).links.participant);
  await looks(anna, "wall-empty");
  for (const tab of ["sequence", "map"]) {
    await anna.goesTo(tab);
    await looks(anna, `${tab}-empty`);
  }
  await anna.joins((await hasBoardOf(house.server, 300)).links.participant);
  await looks(anna, "wall-300");
  await anna.seesEverything();
  await anna.page.locator(".wall-far[data-on]").waitFor();
  await looks(anna, "wall-300-far");

  const { links } = await house.server.hasWorkshop("Optika do domu: od letáku po první rok", "demo", "cs");
  const eva = await arrives({ name: "Eva Nováčková", locale: "cs" });
  await eva.opens(links.participant);
  await eva.page.locator(".join-form").waitFor();
  await looks(eva, "join-cs");
  await eva.saysWhoTheyAre({ department: "Nejneobhospodařovávatelnější oddělení" });
  await looks(eva, "wall-cs");
  await eva.addsNote("barrier", "Nejneobhospodařovávatelnější formulář o změně trvalého bydliště");
  await looks(eva, "wall-cs-selected");
  for (const tab of ["sequence", "map"]) {
    await eva.goesTo(tab);
    await looks(eva, `${tab}-cs`);
  }
  const phone = await arrives({ name: "Karel", locale: "cs", phone: true });
  await phone.joins(links.participant);
  await looks(phone, "wall-390-cs");
  withoutBarriers(anna, eva, phone);
});

// The README shows them: `cp target/screenshots/readme-wall.png docs/images/wall.png`, and the same for the map.
story("the wall and the map for the README", async (arrives) => {
  const { links } = await house.server.hasWorkshop("Home fibre: from the flyer to the first year", "demo");
  const ben = await arrives({ name: "Ben Okafor" });
  await ben.joins(links.participant, { department: "Sales" });
  const anna = await arrives({ name: "Anna", width: 1280, height: 800 });
  await anna.joins(links.facilitator, { department: "Marketing" });
  await present(ben);
  await anna.page.locator(".cursor").waitFor({ state: "attached" });
  await settled(anna.page);
  await anna.page.screenshot({ path: join(SCREENSHOTS, "readme-wall.png") });
  await anna.goesTo("map");
  await anna.page.locator(".map-note").first().waitFor();
  await settled(anna.page);
  await anna.page.screenshot({ path: join(SCREENSHOTS, "readme-map.png") });
});

story("at twice the text nothing is cut off at the side", async (arrives, step, t) => {
  const { links } = await house.server.hasWorkshop("Twice the text", "demo", "cs");
  // As the browser's own setting does it; the zoom of a whole page is a narrower window.
  const browser = await launch("--blink-settings=defaultFontSize=32");
  t.after(() => browser.close());
  const anna = await arrives({ name: "Anna", locale: "cs", width: 720, height: 900, browser });
  await anna.opens(house.server.origin);
  await anna.page.locator("#new-title").waitFor();
  await looks(anna, "home-200-percent");
  await anna.joins(links.participant);
  await looks(anna, "wall-200-percent");
  withoutBarriers(anna);
});

/** A second person who points at something and has something selected, as people do. */
async function present(person) {
  const note = person.page.locator("#wall .note").nth(5);
  await note.click({ position: { x: 60, y: 40 } });
  await person.page.mouse.move(620, 340);
  await person.page.mouse.move(640, 360);
}

/** Every picture is taken before the first one that is wrong fails the story. */
function withoutBarriers(...people) {
  assert.deepEqual(people.flatMap((person) => person.barriers), []);
}

/** Takes a picture once nothing moves any more, and judges what can be judged without eyes. */
async function looks(person, name) {
  const { page } = person;
  await settled(page);
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
  const outside = await page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - innerWidth));
  if (outside) person.barriers.push(`${name}: sticks out at the side by ${outside} px`);
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(AXE);
  const violations = await page.evaluate(async () => {
    const { violations } = await globalThis.axe.run(document, { resultTypes: ["violations"] });
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 4).map((node) => `${node.html.slice(0, 160)} ${node.any[0]?.message ?? ""}`).join(" | ")}`);
  });
  person.barriers.push(...violations.map((violation) => `${name}: ${violation}`));
}

/** Fonts are here, what moved has arrived, the badge says that everything is on disk. */
async function settled(page) {
  await page.evaluate(async () => {
    await document.fonts.ready;
    const twoFrames = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    await twoFrames();
    const finite = (animation) => animation.effect?.getComputedTiming().endTime !== Infinity;
    await Promise.all(document.getAnimations().filter(finite).map((animation) => animation.finished.catch(() => {})));
    await twoFrames();
  });
}
