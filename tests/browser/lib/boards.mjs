// Big boards without the work: exports as the product writes them, with so many notes in them.

const TEXTS = [
  "Queue at the desk", "Nobody says how long it takes", "Flyer in the letterbox", "I expect a price without asterisks",
  "The form wants my birth number twice", "A text after every step", "Who calls the customer back?", "Relief",
  "The guard’s gesture at the entrance, before anybody has said a word to the customer", "Nejneobhospodařovávatelnější čekárna",
  "First use of the product", "The site on a smartphone", "Call to the hotline, third time this week, with the same story from the beginning",
];
const KINDS = ["touchpoint", "expectation", "experience", "emotion", "barrier", "need", "idea", "question"];

/** An export of a workshop with `count` notes in rows, made of the export of an empty one. */
export function boardOf(empty, count, { text = (i) => TEXTS[i % TEXTS.length], columns = Math.ceil(Math.sqrt(count * 1.6)) } = {}) {
  const notes = {};
  for (let i = 0; i < count; i += 1) {
    const kind = KINDS[(i * 5 + (i >> 3)) % KINDS.length];
    notes[uuid(i)] = {
      kind,
      text: text(i),
      pos: [(i % columns) * 208, Math.floor(i / columns) * 192],
      ...(kind === "emotion" && { emotion: (i % 5) - 2 }),
    };
  }
  return { ...empty, notes };
}

/** A workshop with `count` notes on the server: `{ id, links }`. */
export async function hasBoardOf(server, count, options) {
  const { links } = await server.hasWorkshop(`${count} notes`);
  const { status, body } = await server.imports(JSON.stringify(boardOf(await server.board(links.viewer), count, options)));
  if (status !== 201) throw new Error(`not imported: ${status} ${JSON.stringify(body)}`);
  return body;
}

const uuid = (i) => `00000000-0000-4000-8000-${i.toString(16).padStart(12, "0")}`;
