// The words on the screen, read from the catalogs of the product, so that a better word breaks no test. What a language
// must really say is written out in the tests themselves.

import { readFileSync, readdirSync } from "node:fs";

const CATALOGS = new URL("../../../shared/src/words/", import.meta.url);
const LOCALES = ["en", "cs", "pl"];

const catalogs = Object.fromEntries(readdirSync(CATALOGS).filter((name) => name.endsWith(".rs")).map((name) => {
  const source = readFileSync(new URL(name, CATALOGS), "utf8");
  const words = {};
  for (const [, key, ...texts] of source.matchAll(/^\s*([A-Z0-9_]+): ("(?:[^"\\]|\\.)*"),\s*("(?:[^"\\]|\\.)*"),\s*("(?:[^"\\]|\\.)*");/gm)) {
    words[key] = texts.map((text) => JSON.parse(text));
  }
  return [name.replace(".rs", ""), words];
}));

/** `say("wall.SPLIT")` in one language; `say("wall.ADD_OF_KIND", { kind: "Idea" })`. */
export function wordsOf(locale) {
  const index = LOCALES.indexOf(locale);
  return (key, values = {}) => {
    const [catalog, word] = key.split(".");
    const text = catalogs[catalog]?.[word]?.[index];
    if (text === undefined) throw new Error(`no catalog has the word ${key}`);
    return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  };
}
