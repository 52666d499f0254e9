// A yjs person for tests in other languages: joins by the address, workshop and token in its arguments, then takes one
// JSON command a line ({"adds": text}, {"sees": [id, text]}, {"types": [id, at, text]}) and answers one JSON line each.

import { createInterface } from 'node:readline'
import { Person } from './person.mjs'

const [address, workshop, token, participant] = process.argv.slice(2)
const person = new Person({ sync: `ws://${address}/sync` }, { workshop, token, participant })
await person.isSynced()
console.log(JSON.stringify({ notes: person.notes.size }))

for await (const line of createInterface({ input: process.stdin })) {
  const command = JSON.parse(line)
  if (command.adds) console.log(JSON.stringify({ id: person.adds(command.adds) }))
  if (command.types) {
    const [id, at, text] = command.types
    person.notes.get(id).get('text').insert(at, text)
    console.log('{}')
  }
  if (command.sees) {
    await person.sees(...command.sees)
    console.log(JSON.stringify({ seen: person.textOf(command.sees[0]) }))
  }
}
person.leaves()
