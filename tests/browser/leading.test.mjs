// A facilitator leads in a browser: the step of the workshop, locks, a second facilitator; and what others see of it.

import { strict as assert } from "node:assert";

import { openHouse } from "./lib/house.mjs";

const house = openHouse();

house.story("[PH1, LO1, RL1] a facilitator leads by keyboard, and a participant sees only what the step allows", async (arrives, step) => {
  const { links } = await house.server.hasWorkshop("Bakery");
  const [lead, ben] = [await arrives({ name: "Lead" }), await arrives({ name: "Ben" })];
  await lead.joins(links.facilitator);
  await ben.joins(links.participant);
  const phase = lead.page.locator("select.bar-phase");

  await step("Ben sees the name of the step and no choice of it", async () => {
    await ben.page.locator("span.bar-phase", { hasText: ben.say("phases.OPEN") }).waitFor();
    assert.equal(await ben.page.locator("select.bar-phase, .bar-lock").count(), 0);
    await ben.addsNote("need", "Chairs");
    await lead.seesNote("Chairs");
  });

  await step("Lead goes to the vote by keyboard: Ben is told ahead, then his tools are gone", async () => {
    await phase.focus();
    await phase.selectOption("vote");
    await ben.page.locator(".toast", { hasText: ben.say("phases.VOTE") }).waitFor();
    await ben.page.locator("span.bar-phase", { hasText: ben.say("phases.VOTE") }).waitFor();
    await ben.page.locator(".palette-kinds").waitFor({ state: "detached" });
    await lead.page.locator(".palette-kinds").waitFor();
    await ben.seesNote("Chairs");
  });

  await step("back in the open step Ben writes on, until the note is locked", async () => {
    await phase.selectOption("open");
    await ben.page.locator(".palette-kinds").waitFor();
    await lead.selects("Chairs");
    await lead.page.locator(".selection-bar button", { hasText: lead.say("phases.LOCK") }).click();
    await ben.page.locator(".note .note-lock").waitFor();
    await ben.selects("Chairs");
    await ben.page.locator(".selection-bar select").waitFor({ state: "detached" });
    await lead.page.locator(".selection-bar button", { hasText: lead.say("phases.UNLOCK") }).click();
    await ben.page.locator(".note .note-lock").waitFor({ state: "detached" });
  });

  await step("Lead makes Ben a facilitator, and he leads", async () => {
    await lead.page.locator(".bar-people").click();
    await lead.page.locator(".person", { hasText: "Ben" }).locator(".person-grant").click();
    await ben.page.locator("select.bar-phase").waitFor();
    await ben.page.locator("select.bar-phase").selectOption("cluster");
    await lead.page.waitForFunction(() => document.querySelector("select.bar-phase")?.value === "cluster");
  });
});
