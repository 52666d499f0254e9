// The ways in that do not lead in: each says what happened, in the person's language. And who may do what once inside.

import { strict as assert } from "node:assert";

import { openHouse } from "./lib/house.mjs";
import { SERVER_AWAY } from "./lib/person.mjs";
import { linkParts } from "./lib/server.mjs";

const house = openHouse();
const { story } = house;

/** What the browser itself says of an answer that is no. */
const ANSWERED_NO = /Failed to load resource: the server responded with a status of 4\d\d/;

async function says(person, title, text) {
  const alert = person.page.getByRole("alert").filter({ hasText: title });
  await alert.waitFor();
  assert.ok((await alert.innerText()).includes(text), `${title} explains itself`);
  await person.page.locator(".trouble button").waitFor();
}

for (const locale of ["en", "cs", "pl"]) {
  story(`a wrong link, a link to nothing, half a link and an odd address say so (${locale})`, async (arrives) => {
    const { links, id } = await house.server.hasWorkshop("Doors", "blank", locale);
    const eva = await arrives({ name: "Eva", locale });
    eva.forgives(ANSWERED_NO);
    const meets = async (address, key) => {
      await eva.opens("about:blank");
      await eva.opens(address);
      await says(eva, eva.say(`trouble.${key}`), eva.say(`trouble.${key}_TEXT`));
    };
    await meets(links.participant.slice(0, -4) + "AAAA", "WRONG_LINK");
    await meets(links.participant.split("#")[0], "WRONG_LINK");
    await meets(links.participant.replace(id, "018f7c3e-9d2b-4c61-8a57-0d4ee0f1a2b3"), "NO_SUCH_WORKSHOP");
    await meets(`${house.server.origin}/w/${id.slice(0, 9)}`, "BROKEN_LINK");
    await meets(`${house.server.origin}/admin`, "NOWHERE");
    await eva.page.locator(".trouble button").click();
    await eva.page.locator("#new-title").waitFor();
  });
}

story("a workshop that is full says so, and lets in again who was there before", async (arrives) => {
  const { links } = await house.server.hasWorkshop("Full house");
  const early = await arrives({ name: "Early" });
  await early.joins(links.participant);
  const { id, secret } = linkParts(links.participant);
  let isFull = false;
  await Promise.all(Array.from({ length: 16 }, async () => {
    while (!isFull) {
      const { status, body } = await house.server.asks("POST", `/api/workshops/${id}/join`, { body: { secret, name: "Guest" } });
      if (status !== 200) {
        assert.equal(body.error?.code, "workshop-full", `${status} ${JSON.stringify(body)}`);
        isFull = true;
      }
    }
  }));
  const late = await arrives({ name: "Late", locale: "cs" });
  late.forgives(ANSWERED_NO);
  await late.opens(links.participant);
  const form = late.page.locator(".join-form input[autocomplete=name]");
  const title = late.page.getByText(late.say("trouble.WORKSHOP_FULL"));
  await form.or(title).first().waitFor();
  if (await form.count()) {
    await form.fill("Late");
    await late.page.locator(".join-form button[type=submit]").click();
    await late.page.getByText(late.say("join.FULL")).waitFor();
  } else {
    await says(late, late.say("trouble.WORKSHOP_FULL"), late.say("trouble.WORKSHOP_FULL_TEXT"));
  }
  await early.page.reload();
  await early.isIn();
});

story("a server that is gone when the link is opened is named, and trying again works once it is back", async (arrives) => {
  const { links } = await house.server.hasWorkshop("Lost");
  const [known, stranger] = [await arrives({ name: "Known" }), await arrives({ name: "Stranger" })];
  await known.joins(links.participant);
  await stranger.opens(house.server.origin);
  for (const person of [known, stranger]) person.forgives(SERVER_AWAY);
  // The pages are there; the server is not.
  for (const person of [known, stranger]) await person.page.route(/\/api\//, (route) => route.abort("connectionrefused"));
  await known.page.reload();
  await stranger.opens(links.participant);
  await known.page.locator("#wall").waitFor();
  await says(stranger, stranger.say("trouble.LOST_SERVER"), stranger.say("trouble.LOST_SERVER_TEXT"));
  for (const person of [known, stranger]) await person.page.unrouteAll({ behavior: "wait" });
  await stranger.page.locator(".trouble button").click();
  await known.isIn();
  await stranger.saysWhoTheyAre();
});

story("without JavaScript and without WebAssembly the page says what it needs, in all three languages", async (arrives) => {
  const { links } = await house.server.hasWorkshop("Plain");
  const plain = await arrives({ name: "Plain", javaScriptEnabled: false });
  await plain.opens(links.participant);
  for (const text of ["This board needs JavaScript", "Tato tabule potřebuje JavaScript", "Ta tablica wymaga JavaScriptu"]) {
    await plain.page.locator("noscript p", { hasText: text }).or(plain.page.locator(`noscript p:has-text("${text}")`)).first().waitFor();
  }
  const old = await arrives({ name: "Old", locale: "cs" });
  await old.page.addInitScript(() => delete globalThis.WebAssembly);
  await old.opens(links.participant);
  for (const text of ["This browser cannot show the board", "Tento prohlížeč neumí tabuli zobrazit", "Ta przeglądarka nie potrafi"]) {
    await old.page.getByText(text).waitFor();
  }
  assert.equal(await old.page.locator("#starting").count(), 0, "nothing still waits");
});

story("a Polish guest is invited in Polish, and the language is switched where one stands", async (arrives) => {
  const { links } = await house.server.hasWorkshop("Podróż klienta", "company", "pl");
  const ola = await arrives({ name: "Ola", locale: "pl" });
  await ola.opens(links.participant);
  for (const text of ["Zaproszenie na warsztat", "Twoje imię", "Dołącz do warsztatu", "Podróż klienta"]) {
    await ola.page.getByText(text, { exact: true }).first().waitFor();
  }
  assert.equal(await ola.page.evaluate(() => document.documentElement.lang), "pl");
  await ola.saysWhoTheyAre({ department: "Obsługa klienta" });
  await ola.page.getByText("Zapisano", { exact: true }).waitFor();
  await ola.page.getByRole("button", { name: "Ustawienia" }).click();
  await ola.page.getByRole("radio", { name: "Čeština" }).check({ force: true });
  await ola.page.getByText("Uloženo", { exact: true }).waitFor();
  assert.equal(await ola.page.evaluate(() => document.documentElement.lang), "cs");
  await ola.page.reload();
  await ola.page.getByText("Uloženo", { exact: true }).waitFor();
});

story("whoever has the viewers’ link sees everything as it happens and can change nothing", async (arrives) => {
  const { links } = await house.server.hasWorkshop("Watched", "demo");
  const [writer, viewer] = [await arrives({ name: "Writer" }), await arrives({ name: "Viewer" })];
  await writer.joins(links.participant);
  await viewer.joins(links.viewer);
  await writer.addsNote("idea", "Seen by everybody");
  await viewer.page.locator("#wall .note", { hasText: "Seen by everybody" }).or(viewer.page.locator(".wall-far[data-on]")).first().waitFor();
  const { page } = viewer;
  assert.equal(await page.locator(".palette-kind, .selection-bar, .cluster-head button").count(), 0);
  await page.getByRole("button", { name: viewer.say("wall.ZOOM_FIT") }).click();
  await page.keyboard.press("/");
  await page.locator(".search input").fill("Seen by everybody");
  await page.locator(".hit").click();
  const note = viewer.note("Seen by everybody");
  await note.waitFor();
  const before = await note.boundingBox();
  await note.dblclick();
  assert.equal(await page.locator(".note-field").count(), 0);
  await viewer.drags(note, [before.x + 300, before.y + 200]);
  await viewer.presses("n", "1", "Delete", "Enter");
  assert.equal(await page.locator(".note-field, .note[data-flying]").count(), 0);
  for (const tab of ["sequence", "map"]) {
    await viewer.goesTo(tab);
    assert.equal(await page.locator(".sequence-add, #add-stage, .map-add, .map-note-more, .sequence-insert").count(), 0, tab);
  }
  const texts = Object.values((await house.server.board(links.viewer)).notes).map((note) => note.text);
  assert.ok(texts.includes("Seen by everybody"));
});

story("[RE1] a restored workshop is told to whoever is in it, and they are back in it as themselves", async (arrives) => {
  const { links, id } = await house.server.hasWorkshop("Restored");
  const anna = await arrives({ name: "Anna" });
  await anna.joins(links.participant);
  await anna.addsNote("need", "In the backup");
  await anna.isSaved();
  const backup = house.server.file("restored.db");
  await house.server.runs("backup", backup);
  await anna.addsNote("idea", "After the backup");
  await anna.isSaved();
  await house.server.runs("restore", backup, "--workshop", id);
  await anna.page.locator(".toast", { hasText: anna.say("trouble.RESTORED") }).waitFor();
  await anna.isIn();
  await anna.seesNote("In the backup");
  await anna.seesNoNote("After the backup");
  // The note is still hers.
  await anna.selects("In the backup");
  await anna.action("wall.DELETE").click();
  await anna.seesNoNote("In the backup");
  await anna.isSaved();
});

story("a participant writes in everybody’s notes but removes only their own; the facilitator removes any", async (arrives) => {
  const { links } = await house.server.hasWorkshop("Whose is it");
  const [anna, ben, lead] = [await arrives({ name: "Anna" }), await arrives({ name: "Ben" }), await arrives({ name: "Lead" })];
  await anna.joins(links.participant);
  await ben.joins(links.participant);
  await lead.joins(links.facilitator);
  await anna.addsNote("need", "Anna’s own");
  await ben.seesNote("Anna’s own");
  await ben.selects("Anna’s own");
  await ben.action("wall.EDIT").waitFor();
  assert.equal(await ben.action("wall.DELETE").count(), 0, "no button that would be refused");
  await ben.presses("Delete");
  await ben.page.getByText(ben.say("room.NO_NOT_YOURS")).waitFor();
  await ben.seesNote("Anna’s own");
  await anna.selects("Anna’s own");
  await anna.action("wall.DELETE").waitFor();
  await lead.selects("Anna’s own");
  await lead.action("wall.DELETE").click();
  for (const person of [anna, ben, lead]) await person.seesNoNote("Anna’s own");
  const shared = await ben.page.locator(".bar-share").click().then(() => ben.page.locator("dialog[open]").innerText());
  assert.ok(!shared.includes(linkParts(links.facilitator).secret));
});
