// Stock y-websocket at the board, unmodified: joins, reads, writes, merges, comes back.

import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import * as Y from 'yjs'
import { leaveAll, Person, sit } from './person.mjs'
import { Server, stopAll } from './server.mjs'

let server
before(async () => { server = await Server.start() })
afterEach(leaveAll)
after(stopAll)

/** Compares documents by what they hold. */
const content = doc => Object.fromEntries(['notes', 'clusters', 'journeys', 'stages', 'steps', 'participants']
  .map(root => [root, doc.getMap(root).toJSON()]))

test('[FC1] a stock client joins by a link and reads the whole demo', async () => {
  const workshop = await server.create()
  const ann = await sit(server, workshop, 'viewer', 'Ann')
  const file = await server.export(ann.seat)
  assert.equal(ann.notes.size, Object.keys(file.notes).length)
  assert.ok(ann.notes.size > 20)
  for (const [id, note] of Object.entries(file.notes)) {
    assert.equal(ann.textOf(id), note.text)
    assert.equal(ann.notes.get(id).get('kind'), note.kind)
    assert.deepEqual([...ann.notes.get(id).get('pos')], note.pos)
  }
  assert.equal(ann.doc.getMap('workshop').get('title'), 'Home fibre')
  assert.equal(ann.doc.getMap('participants').get(ann.seat.participant).get('name'), 'Ann')
})

test('[FC2] a note with four keys is a note for everybody, and on the server', async () => {
  const workshop = await server.create()
  const ann = await sit(server, workshop, 'facilitator', 'Ann')
  const ben = await sit(server, workshop, 'participant', 'Ben')
  const id = ben.adds('Queue at the desk')
  await ann.sees(id, 'Queue at the desk')
  const file = await server.export(ann.seat)
  assert.deepEqual(file.notes[id], {
    kind: 'experience', text: 'Queue at the desk', pos: [120, -40], author: ben.seat.participant
  })
  const late = await sit(server, workshop, 'viewer', 'Eve')
  assert.equal(late.textOf(id), 'Queue at the desk')
  assert.deepEqual(content(late.doc).notes, content(ann.doc).notes)
})

test('[FC3] what two stock clients type into one note is merged, in both directions', async () => {
  const workshop = await server.create('blank')
  const ann = await sit(server, workshop, 'facilitator', 'Ann')
  const ben = await sit(server, workshop, 'participant', 'Ben')
  const id = ann.adds('the queue')
  await ben.sees(id, 'the queue')
  // Nothing is sent between these lines.
  ann.notes.get(id).get('text').insert(9, ' never moves')
  ben.notes.get(id).get('text').insert(0, 'At noon 😀 ')
  for (const person of [ann, ben]) await person.sees(id, 'At noon 😀 the queue never moves')
  assert.deepEqual(content(ann.doc), content(ben.doc))
})

test('[FC4] stock clients see each other, by the names that the server knows', async () => {
  const workshop = await server.create('blank')
  const ann = await sit(server, workshop, 'facilitator', 'Ann')
  const ben = await sit(server, workshop, 'participant', 'Ben')
  ann.provider.awareness.setLocalState({ user: { name: 'Mallory', role: 'viewer' }, cursor: [3, 4] })
  const seen = await ben.until('Ann', () => ben.others().find(state => state.cursor?.[0] === 3))
  assert.equal(seen.user.name, 'Ann')
  assert.equal(seen.user.role, 'facilitator')
  assert.equal(seen.user.id, ann.seat.participant)
  ann.leaves()
  await ben.until('Ann gone', () => !ben.others().some(state => state.user?.name === 'Ann'))
})

test('[FC5] stock clients come back by themselves after a restart, with what they did meanwhile', async () => {
  const own = await Server.start()
  const workshop = await own.create()
  const ann = await sit(own, workshop, 'facilitator', 'Ann')
  const ben = await sit(own, workshop, 'participant', 'Ben')
  const before = ben.adds('before the restart')
  await ann.sees(before, 'before the restart')
  const restarted = own.restart()
  await ann.until('the goodbye', () => ann.closes.includes(1012))
  await ben.until('the goodbye', () => ben.closes.includes(1012))
  const meanwhile = ann.adds('while the server was away')
  await restarted
  await ben.sees(meanwhile, 'while the server was away')
  const afterwards = ben.adds('after the restart')
  await ann.sees(afterwards, 'after the restart')
  const file = await own.export(ann.seat)
  for (const id of [before, meanwhile, afterwards]) assert.ok(file.notes[id])
  assert.deepEqual(content(ann.doc), content(ben.doc))
})

test('[FC6] a viewer who edits with a stock client hears why, is closed for good and changes nothing', async () => {
  const workshop = await server.create()
  const ann = await sit(server, workshop, 'facilitator', 'Ann')
  const eve = await sit(server, workshop, 'viewer', 'Eve')
  const id = eve.adds('mine')
  await eve.until('the end', () => eve.closes.includes(4403))
  assert.equal(eve.denials.length, 1, 'message 2 comes before the close')
  assert.equal(eve.provider.shouldConnect, false, 'a stock client never comes back after 44xx')
  const marker = ann.adds('still here')
  const late = await sit(server, workshop, 'viewer', 'Eve again')
  await late.sees(marker, 'still here')
  assert.equal(late.notes.has(id), false)
  assert.equal(ann.notes.has(id), false)
})

test('[FC7] a viewer who reconnects with a copy full of deletions is not punished for it', async () => {
  const workshop = await server.create('blank')
  const ann = await sit(server, workshop, 'facilitator', 'Ann')
  const eve = await sit(server, workshop, 'viewer', 'Eve')
  const id = ann.adds('a word too many')
  ann.notes.get(id).get('text').delete(0, 6)
  await eve.sees(id, ' too many')
  eve.provider.disconnect()
  eve.provider.connect()
  await eve.until('the line again', () => eve.provider.wsconnected && eve.provider.synced)
  ann.notes.get(id).get('text').insert(0, 'one')
  await eve.sees(id, 'one too many')
  assert.equal(eve.closes.filter(code => code >= 4400).length, 0)
})

test('[FC8] what the schema does not have is refused, whatever a stock client writes', async () => {
  const workshop = await server.create('blank')
  const ann = await sit(server, workshop, 'facilitator', 'Ann')
  const id = ann.adds('hers')
  await ann.isSynced()
  const tries = {
    'an unknown root': doc => doc.getMap('plans').set('a', 1),
    'a root of another type': doc => doc.getArray('notes2').push(['x']),
    'an unknown key of a note': doc => doc.getMap('notes').get(id).set('shadow', 'x'),
    'a nested map in a note': doc => doc.getMap('notes').get(id).set('extra', new Y.Map()),
    'a text where a kind belongs': doc => doc.getMap('notes').get(id).set('kind', new Y.Text('idea')),
    'an unknown kind': doc => doc.getMap('notes').get(id).set('kind', 'wish'),
    'a place that is none': doc => doc.getMap('notes').get(id).set('pos', ['left', 'up']),
    'a place beyond the wall': doc => doc.getMap('notes').get(id).set('pos', [1e9, 0]),
    'another author': doc => doc.getMap('notes').get(id).set('author', workshop.id),
    'a formatted text': doc => doc.getMap('notes').get(id).get('text').format(0, 2, { bold: true }),
    'an embedded object': doc => doc.getMap('notes').get(id).get('text').insertEmbed(0, { image: 'x' }),
    'binary': doc => doc.getMap('notes').get(id).set('order', new Uint8Array([1, 2])),
    'a big integer': doc => doc.getMap('notes').get(id).set('emotion', 1n),
    'an emotion of 3': doc => doc.getMap('notes').get(id).set('emotion', 3),
    'a note that is a value': doc => doc.getMap('notes').set('018f7c3e-9d2b-4c61-8a57-0d4ee0f1a2b3', 'x'),
    'a role': doc => doc.getMap('participants').get(ann.seat.participant).set('role', 'facilitator'),
    'a phase': doc => doc.getMap('workshop').set('phase', 'chaos'),
    'a text past its bound': doc => doc.getMap('notes').get(id).get('text').insert(0, 'x'.repeat(2001)),
    'a name past its bound': doc => doc.getMap('journeys').get([...doc.getMap('journeys').keys()][0]).set('name', 'x'.repeat(121)),
    'the removal of a note of another': doc => doc.getMap('notes').delete(id),
    'the clearing of a root': doc => doc.getMap('journeys').clear(),
    'a sub-document': doc => doc.getMap('notes').get(id).set('order', new Y.Doc())
  }
  const file = await server.export(ann.seat)
  const taken = []
  for (const [what, write] of Object.entries(tries)) {
    // Each a person of their own: nobody is refused for being too fast.
    const mal = await sit(server, workshop, 'participant', 'Mal')
    write(mal.doc)
    // What follows a refused edit is refused too; whoever sees it knows that the edit was taken.
    const marker = mal.adds('marker')
    const outcome = await Promise.race([
      mal.until(`a refusal of ${what}`, () => mal.closes.find(code => code >= 4400)),
      ann.until('the marker', () => ann.notes.has(marker) && 'taken')
    ])
    if (![4400, 4403].includes(outcome)) taken.push(what)
    mal.leaves()
  }
  assert.deepEqual(taken, [], 'each of these must be refused')
  const { notes, journeys, workshop: about } = await server.export(ann.seat)
  assert.deepEqual({ notes, journeys, about }, { notes: file.notes, journeys: file.journeys, about: file.workshop })
  assert.equal(ann.closes.length, 0, 'nobody else noticed')
  assert.deepEqual(Object.keys(ann.notes.get(id).toJSON()).sort(), ['author', 'kind', 'pos', 'text'])
})
