// What is secret for a while: a silent round from the facilitator's panel to the reveal, on a desk and in a hand.

import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

import { SCREENSHOTS, openHouse } from "./lib/house.mjs";

const house = openHouse();
const { story } = house;

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

for (const [locale, reveals] of [["en", "Reveal 2 notes"], ["cs", "Odhalit 2 lístky"], ["pl", "Odsłoń 2 karteczki"]]) {
  story(`[DR10] two people write in silence, and nobody sees a word before the reveal (${locale})`, async (arrives, step) => {
    const { links } = await house.server.hasWorkshop("In silence", "blank", locale);
    const anna = await arrives({ name: "Anna", locale });
    const ben = await arrives({ name: "Ben", locale, phone: true });
    await anna.joins(links.facilitator);
    await ben.joins(links.participant);

    await step("the facilitator starts a silent round with names", async () => {
      await button(anna, "secrets.PANEL").click();
      await looks(anna, `secrets-panel-${locale}`);
      await button(anna, "secrets.START_NAMED").click();
      await ben.page.locator(".drafts").waitFor();
      await ben.page.getByText(ben.say("secrets.ONLY_YOU")).waitFor();
      await ben.page.getByText(ben.say("secrets.NAME_STAYS")).waitFor();
    });

    await step("the participant writes, saves, reloads and finds it again", async () => {
      await writes(ben, "The queue is long");
      await writes(ben, "Nobody answers");
      await ben.isSaved();
      await looks(ben, `secrets-drafts-390-${locale}`);
      await ben.page.reload();
      await ben.isIn();
      await ben.until(async () => (await texts(ben)).length === 2, "both drafts");
      assert.deepEqual(await texts(ben), ["The queue is long", "Nobody answers"]);
    });

    await step("the facilitator sees a number, not a word", async () => {
      await anna.page.getByRole("button", { name: reveals }).waitFor();
      await looks(anna, `secrets-counts-${locale}`);
      assert.ok(!(await anna.page.content()).includes("The queue is long"));
    });

    await step("a draft is thrown away and brought back by the keyboard", async () => {
      await ben.page.getByRole("button", { name: ben.say("secrets.DISCARD") }).first().focus();
      await ben.presses("Enter");
      await ben.until(async () => (await texts(ben)).length === 1, "one draft less");
      await button(ben, "secrets.UNDO").click();
      await ben.until(async () => (await texts(ben)).length === 2, "both drafts");
      await ben.isSaved();
    });

    await step("the reveal puts them on everybody's wall", async () => {
      await anna.page.getByRole("button", { name: reveals }).click();
      await anna.seesEverything();
      for (const person of [anna, ben]) {
        await person.until(async () => (await person.page.content()).includes("The queue is long"), "the note");
      }
      assert.deepEqual(await texts(ben), []);
      await looks(anna, `secrets-revealed-${locale}`);
      assert.deepEqual([...anna.barriers, ...ben.barriers], []);
    });
  });
}

story("without names the facilitator sees one number and the notes have no author", async (arrives) => {
  const { links } = await house.server.hasWorkshop("Without names", "blank");
  const anna = await arrives({ name: "Anna" });
  const ben = await arrives({ name: "Ben" });
  await anna.joins(links.facilitator);
  await ben.joins(links.participant);
  await button(anna, "secrets.PANEL").click();
  await button(anna, "secrets.START_ANONYMOUS").click();
  await ben.page.getByText(ben.say("secrets.NAME_GOES")).waitFor();
  await writes(ben, "I never said so");
  await ben.isSaved();
  await anna.page.locator(".secrets-counts").getByText(anna.say("secrets.WITHOUT_NAMES")).waitFor();
  assert.equal(await anna.page.locator(".secrets-counts").getByText("Ben").count(), 0);
  await looks(ben, "secrets-drafts-1440");
  await anna.page.getByRole("button", { name: "Reveal 1 note" }).click();
  await anna.seesEverything();
  await anna.seesNote("I never said so");
  const label = await anna.note("I never said so").getAttribute("aria-label");
  assert.ok(!label.includes("Ben"), label);
  assert.deepEqual([...anna.barriers, ...ben.barriers], []);
});

story("[VO7] people give dots in secret, by hand and by key, and see the totals when the vote is closed", async (arrives, step) => {
  const { links } = await house.server.hasWorkshop("A vote", "blank");
  const anna = await arrives({ name: "Anna" });
  const ben = await arrives({ name: "Ben" });
  await anna.joins(links.facilitator);
  await ben.joins(links.participant);
  await anna.addsNote("idea", "Shorter form");
  await anna.isSaved();
  await ben.seesNote("Shorter form");

  await step("the facilitator opens a vote", async () => {
    await button(anna, "secrets.PANEL").click();
    await anna.page.getByLabel(anna.say("secrets.VOTE_BUDGET")).fill("2");
    await button(anna, "secrets.VOTE_OPEN").click();
    await ben.note("Shorter form").locator(".note-dots").waitFor();
    await looks(anna, "secrets-vote-panel");
  });

  const give = () => ben.page.getByRole("button", { name: ben.say("secrets.GIVE_DOT", { note: "Shorter form" }) });
  await step("a participant gives two dots by key, and has no third", async () => {
    await give().focus();
    await ben.presses("Enter");
    await ben.note("Shorter form").getByText("1 dot", { exact: true }).waitFor();
    await ben.presses("Enter");
    await ben.note("Shorter form").getByText("2 dots", { exact: true }).waitFor();
    await ben.until(() => give().isDisabled(), "no dot left");
    await ben.isSaved();
    await looks(ben, "secrets-vote");
    assert.equal(await anna.note("Shorter form").getByText("2 dots").count(), 0);
    await ben.page.reload();
    await ben.isIn();
    await ben.note("Shorter form").getByText("2 dots", { exact: true }).waitFor();
  });

  await step("the close brings the totals to everybody", async () => {
    await button(anna, "secrets.VOTE_CLOSE").click();
    for (const person of [anna, ben]) {
      await person.note("Shorter form").locator(".note-dots-total").getByText("2 dots").waitFor();
    }
    await looks(anna, "secrets-vote-result");
    assert.deepEqual([...anna.barriers, ...ben.barriers], []);
  });
});

function button(person, word) {
  return person.page.getByRole("button", { name: person.say(word), exact: true });
}

async function writes(person, text) {
  const before = await person.page.locator(".draft-text").count();
  await button(person, "secrets.ADD").click();
  await person.until(async () => (await person.page.locator(".draft-text").count()) === before + 1, "a new draft");
  await person.page.locator(".draft-text:focus").waitFor();
  await person.page.keyboard.type(text);
}

async function texts(person) {
  return person.page.locator(".draft-text").evaluateAll((fields) => fields.map((field) => field.value));
}

/** Takes a picture, and judges what can be judged without eyes. */
async function looks(person, name) {
  const { page } = person;
  await page.evaluate(() => document.fonts.ready);
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
