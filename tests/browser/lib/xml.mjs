// Whether a text is well-formed XML, asked of a program that is no browser: tags in order, quoted attributes, known
// entities, one root. Throws where it is not.

import { strict as assert } from "node:assert";

const TOKEN = /<\?[^>]*\?>|<!--[\s\S]*?-->|<\/([\w:-]+)\s*>|<([\w:-]+)((?:\s+[\w:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/gy;

export function wellFormed(text) {
  const open = [];
  let roots = 0;
  let at = 0;
  TOKEN.lastIndex = 0;
  while (at < text.length) {
    const token = TOKEN.exec(text);
    assert.ok(token, `not XML at ${at}: ${text.slice(at, at + 80)}`);
    const [all, closed, opened, attributes, isEmpty, words] = token;
    if (closed) assert.equal(closed, open.pop(), `</${closed}> at ${at}`);
    if (opened) {
      if (!open.length) roots += 1;
      const names = [...attributes.matchAll(/([\w:-]+)\s*=/g)].map(([, name]) => name);
      assert.equal(new Set(names).size, names.length, `an attribute twice at ${at}: ${all}`);
      if (!isEmpty) open.push(opened);
    }
    for (const [entity] of (words ?? attributes ?? "").matchAll(/&[^;\s]*;?/g)) {
      assert.match(entity, /^&(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);$/, `at ${at}`);
    }
    at = TOKEN.lastIndex;
  }
  assert.deepEqual(open, [], "left open");
  assert.equal(roots, 1, "one root");
}
