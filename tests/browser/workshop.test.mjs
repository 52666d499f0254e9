// The first workshop, from the start page to the exported map, by two people in two browsers: once in English, once in
// Czech. Told step by step; each step goes on where the one before it ended.

import { strict as assert } from "node:assert";

import { openHouse } from "./lib/house.mjs";
import { KINDS, SERVER_AWAY } from "./lib/person.mjs";
import { linkParts } from "./lib/server.mjs";
import { wellFormed } from "./lib/xml.mjs";

const house = openHouse();

const STORIES = {
  en: {
    title: "A new customer’s first year",
    stages: ["Choosing", "Ordering", "First year"],
    touchpoints: ["Flyer in the letterbox", "Web comparison", "Call to the hotline", "Signing the contract", "Waiting for the installer", "Installation at home", "First invoice", "Complaint in the shop"],
    group: "Queue at the desk",
    loose: ["The queue is endless", "Nobody says how long it takes", "A ticket machine that is broken"],
    search: ["Zákazník čeká", "zakaznik ceka"],
    words: { saved: "Saved", wall: "Wall", kinds: "Touchpoint" },
  },
  cs: {
    title: "První rok nového zákazníka",
    stages: ["Výběr", "Objednávka", "První rok"],
    touchpoints: ["Leták ve schránce", "Srovnání na webu", "Hovor na infolinku", "Podpis smlouvy", "Čekání na technika", "Instalace v bytě", "První faktura", "Reklamace na pobočce"],
    group: "Fronta na pobočce",
    loose: ["Fronta nemá konce", "Nikdo neřekne, jak dlouho to potrvá", "Vyvolávací systém nefunguje"],
    search: ["Nejneobhospodařovávatelnější čekárna", "cekarna"],
    words: { saved: "Uloženo", wall: "Zeď", kinds: "Bod kontaktu" },
  },
};

for (const [locale, tale] of Object.entries(STORIES)) {
  house.story(`a first workshop in ${locale === "en" ? "English" : "Czech"}, from the start page to the exported map`, async (arrives, step) => {
    const { server } = house;
    const figures = (...texts) => texts.map((text) => (locale === "en" ? text : text.replace(".", ",")));
    const anna = await arrives({ name: "Anna", locale });
    const ben = await arrives({ name: "Béďa", locale });
    let links;

    await step("Anna makes a blank workshop on the start page and is in it", async () => {
      await anna.creates(server.origin, { title: tale.title, template: "blank", department: "Marketing" });
      assert.equal(await anna.page.locator(".bar-title h1").innerText(), tale.title);
      assert.equal(await anna.badgeSays("saved"), tale.words.saved);
      assert.equal(await anna.page.locator("[data-tab=wall]").innerText(), tale.words.wall);
      assert.equal(await anna.page.evaluate(() => document.documentElement.lang), locale);
    });

    await step("she reads the links of participants and viewers off the share dialog, with a code to scan", async () => {
      links = await anna.readsLinks();
      for (const link of Object.values(links)) {
        assert.match(link, /^http:\/\/127\.0\.0\.1:\d+\/w\/[0-9a-f-]{36}#[\w-]{22,}$/);
      }
      assert.notEqual(links.participant, links.viewer);
    });

    await step("Béďa joins by the link, and each sees that the other is there", async () => {
      await ben.joins(links.participant, { department: "Support" });
      for (const person of [anna, ben]) await person.page.locator(".bar-people .avatar").nth(1).waitFor();
    });

    await step("both brainstorm at the same time, with the mouse and with the keyboard, and see it all", async () => {
      const touchpoints = async (person, from) => {
        for (const [i, text] of tale.touchpoints.slice(from, from + 4).entries()) {
          if (i % 2) await person.addsNoteByKey("1", text);
          else await person.addsNote("touchpoint", text);
        }
      };
      await Promise.all([touchpoints(anna, 0), touchpoints(ben, 4)]);
      await Promise.all([
        (async () => {
          for (const kind of KINDS.slice(1, 6)) await anna.addsNoteByKey(String(KINDS.indexOf(kind) + 1), `${kind} Anna`);
          await anna.addsNoteByKey("n", "need Anna");
        })(),
        (async () => {
          for (const kind of ["idea", "question"]) await ben.addsNote(kind, `${kind} Béďa`);
          for (const text of tale.loose) await ben.addsNote("experience", text);
          await ben.addsNoteByKey("n", tale.search[0]);
        })(),
      ]);
      await Promise.all([anna.isSaved(), ben.isSaved()]);
      for (const person of [anna, ben]) {
        await person.seesEverything();
        for (const text of [...tale.touchpoints, "idea Béďa", "need Anna", tale.search[0]]) await person.seesNote(text);
      }
      const { notes } = await server.board(links.viewer);
      assert.equal(count(notes), 20);
    });

    await step("a double click on the bare wall makes a note there, and undo takes it away again", async () => {
      await anna.presses("Control+-");
      const note = await anna.addsNoteAt(1100, 80, "Double click");
      const [box, wall] = [await note.boundingBox(), await anna.page.locator("#wall").boundingBox()];
      assert.ok(Math.abs(box.x + box.width / 2 - wall.x - 1100) < 24, "the note lies under the pointer");
      await ben.seesNote("Double click");
      await anna.page.locator("#wall").focus();
      await anna.undoesUntil(() => anna.note("Double click").count().then((n) => n === 0));
      await ben.seesNoNote("Double click");
      await anna.seesEverything();
    });

    await step("both write in one note at once, and every letter of both stays", async () => {
      const [text] = tale.loose;
      for (const person of [anna, ben]) {
        await person.note(text).dblclick({ position: { x: 60, y: 40 } });
        await person.page.locator(".note-field").waitFor();
      }
      await anna.page.keyboard.press("Control+Home");
      await ben.page.keyboard.press("Control+End");
      await Promise.all([anna.page.keyboard.type("AAAAAAAAAA "), ben.page.keyboard.type(" bbbbbbbbbb")]);
      const merged = `AAAAAAAAAA ${text} bbbbbbbbbb`;
      for (const person of [anna, ben]) {
        await person.sees(() => person.page.locator(".note-field").inputValue(), merged);
        await person.presses("Escape");
      }
      await anna.seesNote(merged);
      tale.merged = merged;
    });

    await step("each sees where the other points, what they have selected, and that they write", async () => {
      await ben.page.mouse.move(700, 300);
      await ben.page.mouse.move(720, 320);
      await anna.page.locator(".cursor", { hasText: "Béďa" }).waitFor();
      await ben.selects(tale.touchpoints[2]);
      await anna.note(tale.touchpoints[2]).locator(".note-mark", { hasText: "Béďa" }).waitFor();
      await ben.presses("Enter");
      await anna.note(tale.touchpoints[2]).locator(".note-mark[data-types]").waitFor();
      await ben.presses("Escape");
    });

    await step("Anna drops one note on another, names the group, makes it a touchpoint and splits it", async () => {
      await anna.presses("Escape");
      await anna.seesEverything();
      await anna.drags(anna.note(tale.loose[1]), anna.note(tale.merged), {
        hold: () => anna.page.locator("#wall .note[data-landing]").waitFor(),
      });
      await anna.page.locator(".cluster-field").waitFor();
      await anna.page.keyboard.type(tale.group);
      await anna.presses("Enter");
      for (const person of [anna, ben]) await person.cluster(tale.group).waitFor();
      await anna.action("wall.MAKE_TOUCHPOINT").click();
      for (const person of [anna, ben]) {
        await person.page.locator("#wall .note[data-kind=touchpoint]").filter({ hasText: tale.group }).waitFor();
      }
      await anna.cluster(tale.group).locator(".cluster-count", { hasText: "3" }).waitFor();
      await anna.action("wall.SPLIT").click();
      for (const person of [anna, ben]) await person.page.locator(".cluster").waitFor({ state: "detached" });
    });

    await step("Béďa groups by the key G what he has selected", async () => {
      await ben.seesEverything();
      await ben.selects("idea Béďa");
      await ben.selects("question Béďa", { adding: true });
      await ben.presses("g");
      await ben.page.locator(".cluster-field").waitFor();
      await ben.page.keyboard.type("Béďovo");
      await ben.presses("Enter");
      await anna.cluster("Béďovo").waitFor();
    });

    await step("undo takes back what one did oneself and leaves the others’ work", async () => {
      await ben.addsNote("question", "Why Béďa?");
      await anna.seesNote("Why Béďa?");
      await anna.addsNote("question", "Why Anna?");
      await ben.seesNote("Why Anna?");
      await anna.page.locator("#wall").focus();
      await anna.undoesUntil(() => anna.note("Why Anna?").count().then((n) => n === 0));
      await ben.seesNoNote("Why Anna?");
      await anna.seesNote("Why Béďa?");
      await anna.presses("Control+Shift+z");
      await anna.until(async () => {
        if (await anna.note("Why Anna?").count()) return true;
        await anna.presses("Control+Shift+z");
        return false;
      }, "the note that was taken back");
      await ben.seesNote("Why Anna?");
    });

    await step("three stages are named one after the other without touching the mouse", async () => {
      await anna.goesTo("sequence");
      await anna.addsStages(...tale.stages);
      await ben.goesTo("sequence");
      await ben.seesSequence(Object.fromEntries(tale.stages.map((stage) => [stage, []])));
    });

    const [choosing, ordering, year] = tale.stages;
    const [flyer, web, hotline, contract, waiting, installation, invoice, complaint] = tale.touchpoints;

    await step("Anna drags five touchpoints out of the tray into their stages", async () => {
      for (const [text, stage] of [[flyer, choosing], [hotline, choosing], [contract, ordering], [waiting, ordering], [invoice, year]]) {
        const target = await anna.stage(stage).locator(".sequence-cards").boundingBox();
        const cards = await anna.stage(stage).locator(".sequence-card").count();
        await anna.drags(anna.card(text), [target.x + target.width / 2, target.y + 20 + cards * 90]);
        await anna.stage(stage).getByText(text, { exact: true }).waitFor();
      }
      // Between two others.
      const second = await anna.stage(choosing).locator(".sequence-card", { hasText: hotline }).boundingBox();
      await anna.drags(anna.card(web), [second.x + second.width / 2, second.y + 2]);
      await anna.sees(async () => (await anna.readsSequence())[choosing], [flyer, web, hotline]);
    });

    await step("Béďa puts the other two in their places with the keyboard alone", async () => {
      await ben.card(installation).focus();
      await ben.carries("Space", "ArrowUp", "ArrowRight", "ArrowRight", "Home", "Space");
      await ben.sees(async () => (await ben.readsSequence())[year], [installation, invoice]);
      await ben.card(complaint).focus();
      await ben.carries("Space", "ArrowLeft", "Space");
      const order = { [choosing]: [flyer, web, hotline], [ordering]: [contract, waiting], [year]: [installation, invoice, complaint] };
      for (const person of [anna, ben]) await person.seesSequence(order);
      const { notes } = await server.board(links.viewer);
      assert.ok(count(notes) > 20);
    });

    await step("the map shows stages and touchpoints in their order, and emotions chosen there bend its curve", async () => {
      for (const person of [anna, ben]) await person.goesTo("map");
      for (const [i, [touchpoint, value]] of [[flyer, 1], [hotline, -1], [waiting, -2], [installation, 2]].entries()) {
        await anna.addsEmotion(touchpoint, value, `feeling ${i + 1}`);
      }
      for (const person of [anna, ben]) {
        await person.sees(() => person.readsMap(), {
          stages: tale.stages,
          touchpoints: [flyer, web, hotline, contract, waiting, installation, invoice, complaint],
          points: figures("+1.0", "−1.0", "−2.0", "+2.0"),
        });
        const line = await person.page.locator("path.map-curve-line:not(.dashed)").getAttribute("d");
        assert.match(line, /^M/, "the curve is drawn");
      }
    });

    await step("an emotion's face is changed where it stands, and the curve follows on the other screen", async () => {
      await anna.page.locator(".map-note", { hasText: "feeling 1" }).locator(".map-note-face").click();
      await anna.page.locator("#map-offer .menu-item").nth(4).click();
      await ben.sees(async () => (await ben.readsMap()).points, figures("+2.0", "−1.0", "−2.0", "+2.0"));
    });

    await step("the map leaves as a poster, a table and a whole that another workshop can be made of", async () => {
      const save = (key) => anna.downloads(async () => {
        await anna.page.getByRole("button", { name: anna.say("map.EXPORT"), exact: true }).click();
        await anna.page.getByRole("menuitem", { name: anna.say(key) }).click();
      });
      const svg = await save("map.EXPORT_SVG");
      assert.match(svg.name, /\.svg$/);
      wellFormed(svg.text);
      const words = plain(svg.text);
      for (const text of [...tale.stages, ...tale.touchpoints]) for (const word of text.split(" ")) assert.ok(words.includes(word), `the poster says ${word}`);
      assert.ok(words.includes(tale.title.split(" ")[0]));
      const csv = await save("map.EXPORT_CSV");
      for (const text of [...tale.stages, ...tale.touchpoints]) assert.ok(csv.text.includes(text), `the table says ${text}`);
      const json = await save("map.EXPORT_JSON");
      const again = await server.imports(json.text);
      assert.equal(again.status, 201, JSON.stringify(again.body));
      const copy = await server.board(again.body.links.viewer);
      assert.equal(count(copy.notes), count(JSON.parse(json.text).notes));
    });

    await step("search finds across accents and leads to the note", async () => {
      await anna.goesTo("wall");
      await anna.presses("/");
      await anna.page.locator(".search input").fill(tale.search[1]);
      await anna.page.locator(".hit").first().waitFor();
      assert.deepEqual(await anna.page.locator(".hit-text").allInnerTexts(), [tale.search[0]]);
      await anna.page.locator(".hit").click();
      await anna.page.locator("#wall .note[data-selected]", { hasText: tale.search[0] }).waitFor();
      await anna.presses("Escape");
    });

    await step("the server is killed while both write: each is told how much is kept here", async () => {
      await ben.goesTo("wall");
      for (const person of [anna, ben]) person.forgives(SERVER_AWAY);
      await anna.addsNote("idea", "Before the fall");
      await anna.isSaved();
      await anna.page.locator(".palette-kind[data-kind=need]").click();
      await anna.page.locator(".note-field").waitFor();
      await anna.page.keyboard.type("Typed while it ");
      await server.isKilled();
      await anna.page.keyboard.type("fell");
      await ben.addsNote("barrier", "Written in the dark");
      for (const person of [anna, ben]) {
        await person.badgeSays("offline");
        await person.until(async () => /\d/.test(await person.badgeSays("offline")), "the count of kept changes");
      }
    });

    await step("it starts again: both come back by themselves, and everything is there and saved", async () => {
      await server.startsAgain();
      await Promise.all([anna.isSaved(), ben.isSaved()]);
      assert.equal(await anna.page.locator(".note-field").inputValue(), "Typed while it fell");
      await anna.presses("Escape");
      for (const person of [anna, ben]) {
        await person.seesEverything();
        for (const text of ["Before the fall", "Typed while it fell", "Written in the dark"]) await person.seesNote(text);
      }
      const texts = JSON.stringify((await server.board(links.viewer)).notes);
      for (const text of ["Before the fall", "Typed while it fell", "Written in the dark"]) assert.ok(texts.includes(text), text);
    });

    await step("a reload brings everybody back without asking, with everything", async () => {
      await anna.page.reload();
      await anna.isIn();
      await anna.seesNote("Written in the dark");
      await anna.goesTo("map");
      await anna.sees(async () => (await anna.readsMap()).stages, tale.stages);
      assert.equal((await server.asks("GET", `/api/workshops/${linkParts(links.viewer).id}/export.json`)).status, 401);
    });
  });
}

const count = (all) => (Array.isArray(all) ? all.length : Object.keys(all).length);
const plain = (svg) => svg.replaceAll(/<[^>]*>/g, " ").replaceAll("&amp;", "&").replaceAll("&#39;", "'");
