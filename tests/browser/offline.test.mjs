// What a device keeps: a reload, a closed tab, a dead server. Whoever comes back finds their board and loses nothing.

import { strict as assert } from "node:assert";

import { openHouse } from "./lib/house.mjs";
import { SERVER_AWAY } from "./lib/person.mjs";

const house = openHouse();
const { story } = house;

/** The worker that opens the page without the server has everything that it needs. */
const canOpenOffline = (person) => person.page.evaluate(() => navigator.serviceWorker.ready.then(() => true));

const times = async (server, link, text) => {
  const { notes } = await server.board(link);
  return Object.values(notes).filter((note) => note.text === text).length;
};

story("[OF9] what is written while the server is dead outlives a reload, and is there once, for the others too", async (arrives) => {
  const { server } = house;
  const { links } = await server.hasWorkshop("Through the tunnel");
  const [anna, ben] = [await arrives({ name: "Anna" }), await arrives({ name: "Ben" })];
  for (const person of [anna, ben]) person.forgives(SERVER_AWAY);
  await anna.joins(links.participant);
  await ben.joins(links.participant);
  await anna.addsNoteByKey("1", "Written before");
  await ben.seesNote("Written before");
  await anna.isSaved();
  await canOpenOffline(anna);
  await server.isKilled();
  await anna.badgeSays("offline");
  await anna.addsNoteByKey("1", "Written in the dark");
  await anna.isWrittenDown();
  const kept = await anna.badgeSays("offline");
  assert.match(kept, /^Offline: [1-9]\d* changes kept here$/);
  await anna.page.reload();
  await anna.seesNote("Written before");
  await anna.seesNote("Written in the dark");
  await anna.sees(() => anna.badgeSays("offline"), kept);
  await anna.addsNoteByKey("1", "Written after the reload");
  await anna.goesTo("sequence");
  await anna.goesTo("wall");
  await server.startsAgain();
  await anna.isSaved();
  for (const text of ["Written in the dark", "Written after the reload"]) {
    await ben.seesNote(text);
    assert.equal(await times(server, links.viewer, text), 1, text);
  }
  await anna.page.reload();
  await anna.isIn();
  assert.equal(await anna.page.locator("#wall .note").count(), 3);
});

story("[OF10] what was written in a tab that was closed offline is sent by the next one, and what a living tab keeps is left to it", async (arrives) => {
  const { links } = await house.server.hasWorkshop("Closed too early");
  const anna = await arrives({ name: "Anna" });
  anna.forgives(SERVER_AWAY);
  anna.forgives(/ERR_INTERNET_DISCONNECTED/);
  await anna.joins(links.participant);
  await canOpenOffline(anna);
  await anna.context.setOffline(true);
  await anna.page.evaluate(() => dispatchEvent(new Event("offline")));
  await anna.page.reload();
  await anna.badgeSays("offline");
  await anna.addsNoteByKey("1", "Said in a hurry");
  await anna.isWrittenDown();
  const second = await anna.context.newPage();
  await second.goto(anna.page.url());
  await second.locator(".workshop-waiting, .trouble, .workshop-middle").first().waitFor();
  assert.equal(await second.locator("#wall .note").count(), 0, "the first tab has it");
  await second.close();
  const address = anna.page.url();
  await anna.page.close();
  await anna.context.setOffline(false);
  anna.page = await anna.context.newPage();
  await anna.opens(address);
  await anna.seesNote("Said in a hurry");
  await anna.isSaved();
  assert.equal(await times(house.server, links.viewer, "Said in a hurry"), 1);
});

story("[OF11] without storage the badge says that the tab alone keeps it", async (arrives) => {
  const { links } = await house.server.hasWorkshop("Private");
  const anna = await arrives({ name: "Anna" });
  anna.forgives(SERVER_AWAY);
  await anna.page.addInitScript(() => Object.defineProperty(IDBFactory.prototype, "open", { value: () => { throw new Error("no"); } }));
  await anna.joins(links.participant);
  await house.server.isKilled();
  await anna.badgeSays("offline");
  await anna.addsNoteByKey("1", "Kept in the tab");
  assert.match(await anna.badgeSays("offline"), /^Offline: \d+ changes kept here \(in this tab only\)$/);
  await house.server.startsAgain();
  await anna.isSaved();
  assert.equal(await times(house.server, links.viewer, "Kept in the tab"), 1);
});

story("[OF12] a workshop that is taken off the start page is taken off the device, unless it is put back", async (arrives) => {
  const { links } = await house.server.hasWorkshop("Forget me");
  const anna = await arrives({ name: "Anna" });
  await anna.joins(links.participant);
  await anna.addsNoteByKey("1", "A secret");
  await anna.isSaved();
  const records = () => anna.page.evaluate(() => journeyboardDevice.names().then((names) => names.length));
  await anna.opens(house.server.origin);
  assert.ok(await records() > 0);
  await anna.page.getByRole("button", { name: anna.say("home.REMOVE") }).click();
  await anna.page.getByRole("button", { name: anna.say("home.PUT_BACK") }).click();
  await anna.page.reload();
  await anna.page.locator(".recent").waitFor();
  assert.ok(await records() > 0, "it was put back");
  await anna.page.getByRole("button", { name: anna.say("home.REMOVE") }).click();
  await anna.page.getByRole("button", { name: anna.say("home.PUT_BACK") }).waitFor();
  await anna.page.reload();
  await anna.until(async () => (await records()) === 0, "the copy to be gone");
});

story("[OF13] on plain HTTP, where there are no locks, a reload finds its own tab’s work at once", async (arrives) => {
  const { links } = await house.server.hasWorkshop("On the office network");
  const anna = await arrives({ name: "Anna", serviceWorkers: "block" });
  anna.forgives(SERVER_AWAY);
  await anna.page.addInitScript(() => Object.defineProperty(Navigator.prototype, "locks", { value: undefined }));
  await anna.joins(links.participant);
  await anna.page.routeWebSocket(/\/sync\//, (socket) => socket.close({ code: 1013 }));
  await anna.page.reload();
  await anna.badgeSays("offline");
  await anna.addsNoteByKey("1", "Typed by wire");
  await anna.isWrittenDown();
  await anna.page.reload();
  await anna.seesNote("Typed by wire");
  await anna.page.unrouteAll({ behavior: "wait" });
});
