// The wall in the hand: what the keyboard alone can do, what a thumb can do, what is drawn and what is not.

import { strict as assert } from "node:assert";

import { hasBoardOf } from "./lib/boards.mjs";
import { openHouse } from "./lib/house.mjs";

const house = openHouse();
const { story } = house;

story("from the start page to a note that is written, moved, grouped and placed, without a mouse", async (arrives) => {
  const { server } = house;
  const anna = await arrives({ name: "Anna" });
  const { page } = anna;
  await anna.opens(server.origin);
  await page.locator("#new-title").waitFor();
  await anna.tabsTo("#new-title");
  await page.keyboard.type("By keys alone");
  await anna.tabsTo("input[name=template]");
  await anna.until(async () => {
    if (await page.locator("input[aria-describedby=template-blank]").isChecked()) return true;
    await anna.presses("ArrowUp");
    return false;
  }, "the blank template by arrow keys");
  await anna.tabsTo(".create button[type=submit]");
  await anna.presses("Enter");
  await page.locator(".join-form").waitFor();
  await anna.tabsTo(".join-form input[autocomplete=name]");
  await page.keyboard.type("Anna");
  await anna.presses("Enter");
  await anna.isIn();

  await anna.tabsTo("#wall");
  await anna.presses("n");
  await page.keyboard.type("First by key");
  await anna.presses("Escape");
  await anna.presses("n");
  await page.keyboard.type("Second by key");
  await anna.presses("Escape");
  await anna.until(async () => (await anna.focus()).classes.includes("note"), "the focus on the note");
  assert.ok((await anna.focus()).isSeen);
  await anna.isSaved();

  const [{ y: before }] = await notesNamed(server, page, "Second by key");
  await anna.presses("Alt+Shift+ArrowRight", "Alt+ArrowRight");
  await anna.isSaved();
  const [moved] = await notesNamed(server, page, "Second by key");
  assert.equal(moved.y, before);

  // Two notes selected without a mouse: everything, by Ctrl+A.
  await anna.presses("Control+a", "g");
  await page.locator(".cluster-field").waitFor();
  await page.keyboard.type("A group by key");
  await anna.presses("Enter");
  await anna.cluster("A group by key").waitFor();

  await anna.presses("Alt+2");
  await page.locator(".sequence").waitFor();
  await anna.tabsTo("#add-stage");
  await anna.presses("Enter");
  await page.locator(".sequence-stage.new input").waitFor();
  await page.keyboard.type("Beginning");
  await anna.presses("Enter");
  await anna.stage("Beginning").waitFor();
  await anna.presses("Escape");
  await anna.tabsTo(".tray .sequence-card-main", { most: 90 });
  const first = (await anna.focus()).text;
  await anna.carries("Space", "ArrowUp", "Space");
  await anna.sees(async () => (await anna.readsSequence()).Beginning?.length, 1);
  assert.ok(first.includes((await anna.readsSequence()).Beginning[0]));
  await anna.until(async () => (await anna.focus()).text === first, "the focus on the card that was placed");
  assert.ok((await anna.focus()).isSeen);
  await anna.presses("Alt+3");
  await page.locator(".map-note").waitFor();
});

story("a thumb on a phone joins, adds a note and places it by its menu", async (arrives) => {
  const { links } = await house.server.hasWorkshop("On the way", "company", "cs");
  const ela = await arrives({ name: "Ela", locale: "cs", phone: true });
  const { page } = ela;
  await ela.opens(links.participant);
  const form = page.locator(".join-form");
  await form.locator("input[autocomplete=name]").fill("Ela");
  const button = await form.locator("button[type=submit]").boundingBox();
  assert.ok(button.y + button.height <= 844 && button.height >= 44, "the button is under the thumb");
  await form.locator("button[type=submit]").tap();
  await ela.isIn();
  await page.locator(".palette-kind[data-kind=touchpoint]").tap();
  await page.locator(".note-field").waitFor();
  await page.keyboard.type("Zastávka u pobočky");
  await page.locator("#wall").tap({ position: { x: 30, y: 60 } });
  await page.locator(".note-field").waitFor({ state: "detached" });
  await ela.isSaved();
  assert.equal(await overflow(page), 0, "nothing sticks out at the side");
  await page.locator("[data-tab=sequence]").tap();
  await page.locator(".sequence").waitFor();
  const tray = page.locator(".tray");
  if (!(await tray.locator(".sequence-card-main").count())) await tray.locator(".tray-head").tap();
  const card = page.locator(".sequence-card", { hasText: "Zastávka u pobočky" });
  await card.locator(".sequence-more").tap();
  const stage = await page.locator(".sequence-stage-name").first().innerText();
  const item = page.getByRole("menuitem", { name: stage });
  const box = await item.boundingBox();
  assert.ok(box.x >= 0 && box.x + box.width <= 390 && box.y + box.height <= 844, "the menu is on the screen");
  assert.ok(box.height >= 40, "its lines are wide enough for a thumb");
  await item.tap();
  await ela.sees(async () => Object.values(await ela.readsSequence())[0]?.includes("Zastávka u pobočky"), true);
  assert.equal(await overflow(page), 0);
  await page.locator("[data-tab=map]").tap();
  await page.locator(".map-note", { hasText: "Zastávka" }).waitFor();
  assert.equal(await overflow(page), 0);
});

story("notes far outside the screen are not in the page, and come into it when one goes there", async (arrives) => {
  const { links } = await hasBoardOf(house.server, 300, { text: (i) => `Note ${i}` });
  const anna = await arrives({ name: "Anna" });
  const { page } = anna;
  await anna.joins(links.participant);
  await page.locator(".zoom-percent").click();
  await anna.sees(() => page.locator(".zoom-percent").innerText(), "100 %");
  await anna.until(async () => (await page.locator("#wall .note").count()) > 0, "notes");
  await anna.until(async () => (await page.locator("#wall .note").count()) < 150, "only what is near");
  const near = await page.locator("#wall .note-text").allInnerTexts();
  const far = Array.from({ length: 300 }, (_, i) => `Note ${i}`).find((text) => !near.includes(text));
  await anna.presses("/");
  await page.locator(".search input").fill(far);
  await page.locator(".hit", { hasText: new RegExp(`${far}(\\D|$)`) }).first().click();
  await anna.seesNote(far);
  await anna.page.locator("#wall").focus();
  await anna.presses("0");
  await page.locator(".wall-far[data-on]").waitFor();
  assert.equal(await page.locator("#wall .note").count(), 0, "from afar it is one picture");
});

story("[WA4] while a hand zooms a picture of the wall is moved, and where it rests the notes are there as they were in it", async (arrives) => {
  const { links } = await house.server.hasWorkshop("In motion", "demo");
  for (const dark of [false, true]) {
    const anna = await arrives({ name: "Anna", dark });
    const { page } = anna;
    await anna.joins(links.participant);
    const picture = page.locator(".wall-far[data-on]");
    for (const percent of ["60 %", "100 %"]) {
      if (percent === "100 %") await page.locator(".zoom-percent").click();
      await anna.sees(() => page.locator(".zoom-percent").innerText(), percent);
      await picture.waitFor({ state: "detached" });
      await anna.until(async () => (await seenNotes(page)).length > 10, "notes");
      const atRest = await seenNotes(page);
      const clip = await page.locator("#wall").boundingBox();
      const resting = await page.screenshot({ clip });
      await page.evaluate(trembles, true);
      await picture.waitFor();
      const moving = await page.screenshot({ clip });
      await page.evaluate(trembles, false);
      await picture.waitFor({ state: "detached" });
      assert.deepEqual(await seenNotes(page), atRest, "every note that was seen is there again");
      const { mean, most } = await page.evaluate(differ, [resting, moving].map((image) => image.toString("base64")));
      assert.ok(mean < 1.5 && most < 48, `in motion it looks the same: ${mean} on average, ${most} at most of 255`);
    }
  }
});

story("[WA5] a note with the focus stays in the page wherever the wall is pushed, and nothing else stays", async (arrives) => {
  const { links } = await hasBoardOf(house.server, 300, { text: (i) => `Note ${i}` });
  const anna = await arrives({ name: "Anna" });
  const { page } = anna;
  await anna.joins(links.participant);
  await page.locator(".zoom-percent").click();
  await anna.sees(() => page.locator(".zoom-percent").innerText(), "100 %");
  const [first] = await seenNotes(page);
  await page.locator(`#${first}`).focus();
  for (let n = 0; n < 30; n += 1) await page.evaluate(pushes, { deltaX: 120, deltaY: 60 });
  await anna.until(async () => {
    const away = await page.evaluate(() => [...document.querySelectorAll("#wall .note")]
      .filter((note) => note.getBoundingClientRect().right < -450).map((note) => note.id));
    return away.length === 1 && away[0] === first;
  }, "only the note with the focus far away");
  assert.equal(await page.evaluate(() => document.activeElement.id), first);
});

story("from afar, too, what is typed after a double click is the new note’s text", async (arrives) => {
  const { links } = await hasBoardOf(house.server, 300, { text: (i) => `Note ${i}` });
  const anna = await arrives({ name: "Anna" });
  await anna.joins(links.participant);
  await anna.seesEverything();
  await anna.page.locator(".wall-far[data-on]").waitFor();
  await anna.page.locator("#wall").dblclick({ position: { x: 900, y: 12 } });
  await anna.page.locator(".note-field").waitFor();
  await anna.page.keyboard.type("gone in 180 vans");
  await anna.presses("Escape");
  await anna.seesNote("gone in 180 vans");
  const { notes } = await house.server.board(links.viewer);
  assert.equal(Object.keys(notes).length, 301, "no letter was a shortcut");
});

story("people who add notes at the same moment do not hide each other’s", async (arrives) => {
  const { links } = await house.server.hasWorkshop("All at once");
  const people = [];
  for (const name of ["Anna", "Ben", "Cyril", "Dana"]) {
    const person = await arrives({ name, width: 1000, height: 700 });
    await person.joins(links.participant);
    people.push(person);
  }
  for (let round = 0; round < 4; round += 1) {
    await Promise.all(people.map((person) => person.addsNoteByKey("1", `${person.name} ${round}`)));
    await Promise.all(people.map((person) => person.isSaved()));
  }
  const apart = async () => {
    const { notes } = await house.server.board(links.viewer);
    const all = Object.values(notes);
    const hidden = all.filter((a, i) => all.some((b, j) => j < i && Math.abs(a.pos[0] - b.pos[0]) < 92 && Math.abs(a.pos[1] - b.pos[1]) < 52));
    return { written: all.length, hidden: hidden.map((note) => note.text) };
  };
  await people[0].sees(apart, { written: 16, hidden: [] });
});

story("with reduced motion nothing moves by itself", async (arrives) => {
  const { links } = await house.server.hasWorkshop("Calm", "demo");
  const anna = await arrives({ name: "Anna", reducedMotion: "reduce" });
  await anna.joins(links.participant);
  for (const tab of ["wall", "sequence", "map"]) {
    await anna.goesTo(tab);
    const moving = await anna.page.evaluate(() => {
      const seconds = (text) => Math.max(...text.split(",").map((part) => parseFloat(part) * (part.includes("ms") ? 0.001 : 1)));
      return [...document.querySelectorAll("body *")].filter((element) => {
        const style = getComputedStyle(element);
        return seconds(style.transitionDuration) > 0.02 || (style.animationName !== "none" && seconds(style.animationDuration) > 0.02);
      }).map((element) => `${element.tagName}.${element.getAttribute("class")}`);
    });
    assert.deepEqual([...new Set(moving)], [], tab);
  }
});

/** The ids of the notes on the screen. */
const seenNotes = (page) => page.evaluate(() => {
  const wall = document.querySelector("#wall").getBoundingClientRect();
  return [...document.querySelectorAll("#wall .note")].filter((note) => {
    const box = note.getBoundingClientRect();
    return box.right > wall.left && box.left < wall.right && box.bottom > wall.top && box.top < wall.bottom;
  }).map((note) => note.id).sort();
});

/** Runs in the page: one turn of the wheel over the wall's middle, and the frame after it. */
function pushes(turn) {
  const wall = document.querySelector("#wall");
  const box = wall.getBoundingClientRect();
  wall.dispatchEvent(new WheelEvent("wheel", {
    bubbles: true, cancelable: true, clientX: box.x + box.width / 2, clientY: box.y + box.height / 2, ...turn,
  }));
  return new Promise((done) => requestAnimationFrame(done));
}

/** Runs in the page: a hand that zooms to and fro by next to nothing, until it is told to rest. */
function trembles(on) {
  globalThis.isTrembling = on;
  let turn = 0.02;
  const step = () => {
    if (!globalThis.isTrembling) return;
    const wall = document.querySelector("#wall");
    const box = wall.getBoundingClientRect();
    turn = -turn;
    wall.dispatchEvent(new WheelEvent("wheel", {
      bubbles: true, cancelable: true, ctrlKey: true, deltaY: turn, clientX: box.x + box.width / 2, clientY: box.y + box.height / 2,
    }));
    requestAnimationFrame(step);
  };
  step();
}

/** Runs in the page: how far two pictures are from one another, looked at through squares of 8 × 8 px, of 255. */
async function differ(pictures) {
  const [a, b] = await Promise.all(pictures.map(async (base64) => {
    const image = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], { type: "image/png" }));
    const canvas = new OffscreenCanvas(Math.floor(image.width / 8), Math.floor(image.height / 8));
    const context = canvas.getContext("2d");
    context.imageSmoothingQuality = "high";
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return context.getImageData(0, 0, canvas.width, canvas.height).data;
  }));
  let [sum, most] = [0, 0];
  for (let i = 0; i < a.length; i += 1) {
    const by = Math.abs(a[i] - b[i]);
    sum += by;
    most = Math.max(most, by);
  }
  return { mean: sum / a.length, most };
}

/** How far the page sticks out of the screen at its side, in px. */
const overflow = (page) => page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - innerWidth));

async function notesNamed(server, page, text) {
  return page.evaluate((text) => [...document.querySelectorAll("#wall .note")]
    .filter((note) => note.textContent.includes(text))
    .map((note) => ({ x: note.offsetLeft, y: note.offsetTop })), text);
}
