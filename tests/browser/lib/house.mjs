// A server and a browser for a file of tests, and everybody who came: they leave, and their consoles are looked at.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { launch } from "./browser.mjs";
import { Person } from "./person.mjs";
import { Server } from "./server.mjs";

/** Where pictures go. */
export const SCREENSHOTS = process.env.SCREENSHOTS ?? new URL("../../../target/screenshots", import.meta.url).pathname;

/** `house.server`, `house.browser`, and `house.story(…)`, a test with people in it. */
export function openHouse() {
  const house = {};
  before(async () => {
    await mkdir(SCREENSHOTS, { recursive: true });
    [house.server, house.browser] = await Promise.all([Server.start(), launch()]);
  });
  after(async () => {
    await house.browser?.close();
    await house.server?.stop();
  });

  /** `tell(arrives, step)`: `arrives({ name, … })` brings a person, `step(sentence, act)` is a test within the story,
   *  `t` node's own. */
  house.story = (sentence, tell) => test(sentence, async (t) => {
    const people = [];
    const arrives = async (who) => {
      const person = await Person.arrives(who.browser ?? house.browser, who);
      people.push(person);
      return person;
    };
    let hasFailed = false;
    const step = async (name, act) => {
      // What comes after a broken step would fail for the step's reason.
      if (hasFailed) return t.test(name, { skip: "a step before it failed" });
      await t.test(name, async () => {
        try {
          await act();
        } catch (error) {
          hasFailed = true;
          await picturesOf(people, name);
          delete error.log; // the message has it
          throw error;
        }
      });
    };
    try {
      await tell(arrives, step, t);
    } catch (error) {
      await picturesOf(people, sentence);
      throw error;
    } finally {
      if (hasFailed) await Promise.allSettled(people.map((person) => person.context.close()));
    }
    if (!hasFailed) for (const person of people) await person.leaves();
  });
  return house;
}

/** What everybody saw when something failed. */
async function picturesOf(people, sentence) {
  const name = sentence.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-").slice(0, 60);
  for (const person of people) {
    const path = join(SCREENSHOTS, `failed-${name}-${person.name.toLowerCase()}.png`);
    await person.page.screenshot({ path }).catch(() => {});
  }
}
