// A person at a browser: their own context, language, screen and hands. What they do is said in the words of the
// workshop; what they see is waited for, never slept for. Whatever their console complains of is remembered.

import { strict as assert } from "node:assert";

import { wordsOf } from "./words.mjs";

/** How long somebody waits for a thing to appear, in milliseconds. */
export const PATIENCE_MS = 10_000;

export const KINDS = ["touchpoint", "expectation", "experience", "emotion", "barrier", "need", "idea", "question"];

const TIMEZONES = { en: "Europe/London", cs: "Europe/Prague", pl: "Europe/Warsaw" };
const TAGS = { en: "en-GB", cs: "cs-CZ", pl: "pl-PL" };

/** What a browser says by itself while a server is away. */
export const SERVER_AWAY = /WebSocket connection to|ERR_CONNECTION|net::ERR/;

export class Person {
  #complaints = [];
  #forgiven = [];
  /** What stood in the way of somebody, found while looking. */
  barriers = [];

  static async arrives(browser, { name = "Somebody", locale = "en", dark = false, phone = false, width = 1440, height = 900, ...more } = {}) {
    const context = await browser.newContext({
      locale: TAGS[locale],
      timezoneId: TIMEZONES[locale],
      colorScheme: dark ? "dark" : "light",
      viewport: phone ? { width: 390, height: 844 } : { width, height },
      hasTouch: phone,
      isMobile: phone,
      ...more,
    });
    context.setDefaultTimeout(PATIENCE_MS);
    const person = new Person();
    Object.assign(person, { name, locale, phone, context, say: wordsOf(locale) });
    person.page = await context.newPage();
    person.#listens();
    return person;
  }

  #listens() {
    this.page.on("console", (message) => {
      if (message.type() === "error") this.#complaints.push(message.text());
    });
    this.page.on("pageerror", (error) => this.#complaints.push(`${error.name}: ${error.message}`));
  }

  /** From now on such complaints of the browser are part of the story. */
  forgives(pattern) {
    this.#forgiven.push(pattern);
  }

  /** Goes home. Nothing may have gone wrong in the console meanwhile. */
  async leaves() {
    await this.context.close();
    const left = this.#complaints.filter((complaint) => !this.#forgiven.some((pattern) => pattern.test(complaint)));
    assert.deepEqual(left, [], `${this.name}'s console`);
  }

  // Coming in

  async opens(address) {
    await this.page.goto(address);
  }

  /** Makes a workshop on the start page and goes in. */
  async creates(origin, { title, template = "blank", department = "" }) {
    await this.opens(origin);
    await this.page.locator("#new-title").fill(title);
    await this.page.locator(`.create input[aria-describedby=template-${template}]`).check();
    await this.page.locator(".create button[type=submit]").click();
    await this.page.waitForURL(/\/w\//);
    await this.saysWhoTheyAre({ department });
  }

  /** Opens an invitation and says who comes. */
  async joins(link, { department = "" } = {}) {
    await this.opens(link);
    await this.saysWhoTheyAre({ department });
  }

  async saysWhoTheyAre({ department = "" } = {}) {
    const form = this.page.locator(".join-form");
    await form.locator("input[autocomplete=name]").fill(this.name);
    if (department) {
      const chip = form.locator(".chip", { hasText: new RegExp(`^${department}$`) });
      const field = form.locator("input[autocomplete=organization-title]");
      if (await chip.count()) await chip.click();
      else {
        if (!(await field.count())) await form.locator(".chip", { hasText: this.say("join.OTHER") }).click();
        await field.fill(department);
      }
    }
    await form.locator("button[type=submit]").click();
    await this.isIn();
  }

  /** The board is here, and what was done is saved. */
  async isIn() {
    await this.page.locator(".workshop-middle").waitFor();
    await this.isSaved();
  }

  async isSaved() {
    await this.badgeSays("saved");
  }

  async badgeSays(state) {
    await this.page.locator(`.connection[data-state=${state}]`).waitFor({ state: "attached" });
    return this.page.locator(".connection-text").textContent();
  }

  /** The device has all that was done here: a reload loses nothing. */
  async isWrittenDown() {
    await this.page.locator(".connection[data-written]").waitFor({ state: "attached" });
  }

  async goesTo(tab) {
    await this.page.locator(`[data-tab=${tab}]`).click();
    const shown = { wall: "#wall", sequence: ".sequence", map: ".map-view" };
    await this.page.locator(shown[tab]).waitFor();
  }

  /** Opens the share dialog and reads its two links. */
  async readsLinks() {
    await this.page.locator(".bar-share").click();
    const dialog = this.page.locator("dialog[open]");
    await dialog.locator(".share-code svg, .share-code img").first().waitFor();
    const field = dialog.locator("input[readonly]");
    const participant = await field.inputValue();
    await dialog.getByText(this.say("people.SHARE_VIEWERS"), { exact: true }).click();
    await this.until(async () => (await field.inputValue()) !== participant, "the viewers' link");
    const viewer = await field.inputValue();
    await this.page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    return { participant, viewer };
  }

  // Writing on the wall

  /** With the palette's button. */
  async addsNote(kind, text) {
    await this.page.locator(`.palette-kind[data-kind=${kind}]`).click();
    return this.writes(text);
  }

  /** With a double click on a bare place of the wall, at px of the wall's frame. */
  async addsNoteAt(x, y, text) {
    await this.page.locator("#wall").dblclick({ position: { x, y } });
    return this.writes(text);
  }

  /** With a key: N for the last kind, a digit for that kind. */
  async addsNoteByKey(key, text) {
    await this.page.locator("#wall").focus();
    await this.page.keyboard.press(key);
    return this.writes(text);
  }

  /** Types into the open field and leaves it; answers the note's element. */
  async writes(text) {
    const field = this.page.locator(".note-field");
    await field.waitFor();
    const id = await field.locator("xpath=ancestor::*[contains(@class,'note')][1]").getAttribute("id");
    await this.page.keyboard.type(text);
    await this.page.keyboard.press("Escape");
    await field.waitFor({ state: "detached" });
    return this.page.locator(`#${id}`);
  }

  note(text) {
    const own = typeof text === "string" ? this.page.getByText(text, { exact: true }) : this.page.getByText(text);
    return this.page.locator("#wall .note").filter({ has: own });
  }

  cluster(name) {
    return this.page.locator("#wall .cluster").filter({ has: this.page.getByText(name, { exact: true }) });
  }

  async seesNote(text) {
    await this.note(text).first().waitFor();
  }

  async seesNoNote(text) {
    await this.note(text).waitFor({ state: "detached" });
  }

  async seesEverything() {
    await this.page.getByRole("button", { name: this.say("wall.ZOOM_FIT") }).click();
  }

  async selects(text, { adding = false } = {}) {
    await this.note(text).click({ position: { x: 60, y: 20 }, modifiers: adding ? ["Shift"] : [] });
    await this.page.locator("#wall .note[data-selected]").filter({ hasText: text }).waitFor();
  }

  /** Takes hold of an element and lets it go over another, or at a place. */
  async drags(from, to, { hold } = {}) {
    const [x, y] = await middleOf(from);
    const [toX, toY] = Array.isArray(to) ? to : await middleOf(to);
    const { mouse } = this.page;
    await mouse.move(x, y);
    await mouse.down();
    await mouse.move(x + 8, y + 8);
    await mouse.move((x + toX) / 2, (y + toY) / 2, { steps: 4 });
    await mouse.move(toX, toY, { steps: 4 });
    await hold?.();
    await mouse.up();
  }

  async presses(...keys) {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** What of the selection bar is called so. */
  action(key) {
    return this.page.locator(".selection-bar").getByRole("button", { name: this.say(key) });
  }

  async feels(note, value) {
    await note.click({ position: { x: 60, y: 20 } });
    await note.locator(".note-feel input").nth(value + 2).check({ force: true });
    await note.locator(".note-face").waitFor();
  }

  /** Takes back step by step until a fact holds: how typing is cut into steps is the product's business. */
  async undoesUntil(fact) {
    await this.until(async () => {
      if (await fact()) return true;
      await this.page.keyboard.press("Control+z");
      return false;
    }, "what was to be undone");
  }

  // Putting touchpoints in order

  stage(name) {
    return this.page.locator(".sequence-stage:not(.new)").filter({ has: this.page.locator(".sequence-stage-name", { hasText: name }) });
  }

  card(text) {
    return this.page.locator(".sequence-card-main").filter({ hasText: text }).first();
  }

  async addsStages(...names) {
    await this.page.locator("#add-stage").click();
    for (const name of names) {
      await this.page.locator(".sequence-stage.new input").waitFor();
      await this.page.keyboard.type(name);
      await this.page.keyboard.press("Enter");
      await this.stage(name).waitFor();
    }
    await this.page.keyboard.press("Escape");
    await this.page.locator(".sequence-stage.new").waitFor({ state: "detached" });
  }

  /** `{ stage: [cards …] }`, as they stand on the screen. */
  async readsSequence() {
    return this.page.evaluate(() => Object.fromEntries([...document.querySelectorAll(".sequence-stage:not(.new)")].map((stage) => [
      stage.querySelector(".sequence-stage-name").textContent.trim(),
      [...stage.querySelectorAll(".sequence-card-text")].map((card) => card.textContent.trim()),
    ])));
  }

  async seesSequence(expected) {
    await this.sees(() => this.readsSequence(), expected);
  }

  // Reading and writing the map

  async addsEmotion(touchpoint, value, text) {
    const kind = this.say("kinds.EMOTION");
    await this.page.getByRole("button", { name: this.say("map.ADD_TO", { kind, touchpoint }), exact: true }).click();
    await this.page.locator("#map-offer .menu-item").nth(value + 2).click();
    await this.page.locator(".map-note-field").waitFor();
    await this.page.keyboard.type(text);
    await this.page.keyboard.press("Enter");
    await this.page.locator(".map-note", { hasText: text }).waitFor();
  }

  /** Stages, touchpoints and the curve's figures from left to right, as they stand on the screen. */
  async readsMap() {
    return this.page.evaluate(() => {
      const across = (selector, text = selector) => [...document.querySelectorAll(selector)]
        .map((element) => [element.getBoundingClientRect().x, (text === selector ? element : element.querySelector(text)).textContent.replaceAll(/\s+/g, " ").trim()])
        .sort(([a], [b]) => a - b).map(([, text]) => text);
      return {
        stages: across(".map-stage", ".map-stage-name"),
        touchpoints: across(".map-note[data-kind=touchpoint]", ".map-note-text"),
        points: across(".map-figures", "b"),
      };
    });
  }

  // Waiting

  /** Carries the card that has the focus, key by key: the card in the hand keeps the focus wherever it is drawn. */
  async carries(...keys) {
    for (const key of keys) {
      const before = (await this.focus()).text;
      await this.page.keyboard.press(key);
      await this.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      await this.until(async () => (await this.focus()).text === before, `the focus on the carried card after ${key}`);
    }
  }

  /** Waits until a reading is as expected; says how it was if it never was. */
  async sees(read, expected) {
    const wanted = JSON.stringify(expected);
    let now;
    try {
      await this.until(async () => {
        now = await read();
        return JSON.stringify(now) === wanted;
      });
    } catch {
      assert.deepEqual(now, expected);
    }
  }

  /** Waits for a fact; looks again at each frame of the page. */
  async until(fact, what = "what was waited for") {
    const end = performance.now() + PATIENCE_MS;
    while (!(await fact())) {
      assert.ok(performance.now() < end, `${this.name} waited in vain for ${what}`);
      await this.page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
    }
  }

  /** The element that has the focus and whether one can see it: the ring of 2 px that everything has. */
  async focus() {
    return this.page.evaluate(() => {
      const element = document.activeElement;
      // The ring of a radio button is around its label.
      const isRinged = [element, element.closest("label")].filter(Boolean).some((around) => {
        const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(around);
        return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && !/, 0\)|transparent/.test(outlineColor);
      });
      return { id: element.id, tag: element.tagName, classes: element.className, text: element.textContent.trim().slice(0, 80), isSeen: isRinged };
    });
  }

  /** Goes on with Tab until the focus is where it should be; each stop must be visible. */
  async tabsTo(selector, { most = 60, key = "Tab" } = {}) {
    for (let n = 0; n < most; n += 1) {
      if (await this.page.evaluate((selector) => document.activeElement?.matches(selector), selector)) return;
      await this.page.keyboard.press(key);
      const focus = await this.focus();
      if (focus.tag !== "BODY") assert.ok(focus.isSeen, `the focus cannot be seen on ${JSON.stringify(focus)}`);
    }
    assert.fail(`Tab never came to ${selector}`);
  }

  /** Does something that downloads a file; its name and text. */
  async downloads(act) {
    const [download] = await Promise.all([this.page.waitForEvent("download"), act()]);
    const chunks = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk);
    return { name: download.suggestedFilename(), text: Buffer.concat(chunks).toString("utf8") };
  }
}

async function middleOf(element) {
  await element.scrollIntoViewIfNeeded();
  const box = await element.boundingBox();
  return [box.x + box.width / 2, box.y + Math.min(box.height / 2, 40)];
}
