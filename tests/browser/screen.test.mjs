// How the screen behaves where it is small, or its text large, or its address changes under it.

import { strict as assert } from "node:assert";

import { openHouse } from "./lib/house.mjs";

const house = openHouse();
const { story } = house;

story("[SC1] another link of the same workshop, opened in the same tab, counts at once", async (arrives) => {
  const { links } = await house.server.hasWorkshop("Two links");
  const anna = await arrives({ name: "Anna" });
  await anna.joins(links.viewer);
  await anna.page.locator(".bar-role[data-viewer]").waitFor();
  await anna.page.evaluate((hash) => { location.hash = hash; }, new URL(links.participant).hash);
  await anna.saysWhoTheyAre();
  await anna.addsNoteByKey("1", "May write now");
  await anna.isSaved();
});

story("[SC2] a group without a name is known by the touchpoint that leads it", async (arrives) => {
  const { links } = await house.server.hasWorkshop("Unnamed");
  const anna = await arrives({ name: "Anna" });
  await anna.joins(links.participant);
  await anna.addsNoteByKey("1", "Queue at the desk");
  await anna.addsNoteByKey("7", "More desks");
  await anna.page.locator("#wall").focus();
  await anna.presses("Control+a", "g");
  const group = anna.page.locator("#wall .cluster");
  await group.waitFor();
  await anna.presses("Escape");
  await anna.sees(() => group.locator(".cluster-name").textContent(), "Queue at the desk");
  assert.match(await group.getAttribute("aria-label"), /^Queue at the desk, /);
});

story("[SC3] on a phone the tools lie at the lower edge, and none covers the board’s upper corner", async (arrives) => {
  const { links } = await house.server.hasWorkshop("Pocket", "demo");
  const anna = await arrives({ name: "Anna", phone: true });
  await anna.joins(links.participant);
  const wall = await anna.page.locator("#wall").boundingBox();
  const fit = await anna.page.locator(".zoom-bar").boundingBox();
  const palette = await anna.page.locator(".palette").boundingBox();
  assert.ok(fit.y > wall.y + wall.height / 2, "in the lower half");
  assert.ok(fit.y + fit.height <= palette.y, "above the palette");
});

story("[SC4] with text twice as large nothing in the bar overlaps and nothing sticks out", async (arrives) => {
  const { links } = await house.server.hasWorkshop("Large print");
  const anna = await arrives({ name: "Anna", width: 1280, height: 800 });
  await anna.joins(links.participant);
  const browser = await anna.context.newCDPSession(anna.page);
  await browser.send("Page.setFontSizes", { fontSizes: { standard: 32 } });
  await anna.sees(() => anna.page.evaluate(() => getComputedStyle(document.documentElement).fontSize), "32px");
  const found = await anna.page.evaluate(() => {
    const bar = document.querySelector(".bar").getBoundingClientRect();
    const tabs = [...document.querySelectorAll(".bar .tab")].map((tab) => tab.getBoundingClientRect());
    return { over: tabs.filter((tab) => tab.bottom > bar.bottom + 0.5 || tab.top < bar.top - 0.5).length, out: document.documentElement.scrollWidth - innerWidth };
  });
  assert.deepEqual(found, { over: 0, out: 0 });
});

story("[SQ11] keys pressed at once all count, though the card is drawn anew under them", async (arrives) => {
  const { links } = await house.server.hasWorkshop("Quick fingers", "demo");
  const anna = await arrives({ name: "Anna" });
  await anna.joins(links.facilitator);
  await anna.goesTo("sequence");
  const before = await anna.readsSequence();
  const [stage, next] = Object.keys(before);
  const [moved] = before[stage];
  await anna.card(moved).focus();
  // Each key comes in a turn of its own, all of them before the next frame.
  await anna.page.evaluate(async () => {
    for (const key of [" ", "ArrowRight", "ArrowDown", "Enter"]) {
      document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
      await new Promise((done) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = done;
        port2.postMessage(0);
      });
    }
  });
  await anna.sees(async () => (await anna.readsSequence())[next].includes(moved), true);
  assert.ok(!(await anna.readsSequence())[stage].includes(moved));
  await anna.isSaved();
});
