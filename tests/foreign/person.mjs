// Somebody with a stock Yjs client: y-websocket's provider exactly as it comes, and nothing of ours but the token.
// Waits for facts: each wait ends when what it waits for is there, or fails after PATIENCE_MS.

import { randomUUID } from 'node:crypto'
import WebSocket from 'ws'
import * as Y from 'yjs'
import { WebsocketProvider } from 'y-websocket'

const PATIENCE_MS = 20_000

const present = new Set()

/** Sends everybody home whom a test left behind: a provider that goes on trying keeps the run alive. */
export function leaveAll () {
  for (const person of present) person.leaves()
}

export class Person {
  constructor (server, seat) {
    present.add(this)
    this.seat = seat
    this.doc = new Y.Doc()
    this.closes = []
    this.denials = []
    this.provider = new WebsocketProvider(server.sync, seat.workshop, this.doc, {
      disableBc: true,
      protocols: ['journeyboard.v1', 'bearer.' + seat.token],
      WebSocketPolyfill: WebSocket
    })
    this.provider.on('connection-close', event => { if (event) this.closes.push(event.code) })
    const auth = this.provider.messageHandlers[2]
    this.provider.messageHandlers[2] = (encoder, decoder, provider, ...rest) => {
      this.denials.push('denied')
      return auth(encoder, decoder, provider, ...rest)
    }
    this.notes = this.doc.getMap('notes')
  }

  /** Resolves as soon as `fact` gives something truthy; looks again whenever anything happened. */
  async until (what, fact) {
    const signal = AbortSignal.timeout(PATIENCE_MS)
    return await new Promise((resolve, reject) => {
      const undo = []
      const finish = (settle, value) => { undo.forEach(off => off()); settle(value) }
      const look = () => {
        try {
          const found = fact()
          if (found) finish(resolve, found)
        } catch (error) { finish(reject, error) }
      }
      const listen = (emitter, events) => {
        for (const event of events) {
          emitter.on(event, look)
          undo.push(() => emitter.off(event, look))
        }
      }
      listen(this.doc, ['afterTransaction'])
      listen(this.provider, ['sync', 'status', 'connection-close'])
      listen(this.provider.awareness, ['update'])
      const late = () => finish(reject, new Error(`waited in vain for ${what}; closes ${this.closes}`))
      signal.addEventListener('abort', late)
      undo.push(() => signal.removeEventListener('abort', late))
      look()
    })
  }

  isSynced () { return this.until('the document', () => this.provider.synced) }

  /** Adds a note with the four keys that suffice; answers its id. */
  adds (text, kind = 'experience') {
    const id = randomUUID()
    this.doc.transact(() => {
      const note = new Y.Map()
      note.set('kind', kind)
      note.set('text', new Y.Text(text))
      note.set('pos', [120, -40])
      note.set('author', this.seat.participant)
      this.notes.set(id, note)
    })
    return id
  }

  textOf (id) { return this.notes.get(id)?.get('text')?.toString() }

  sees (id, text) { return this.until(`“${text}”`, () => this.textOf(id) === text) }

  /** The others' presence, as stock code reads it. */
  others () {
    const states = [...this.provider.awareness.getStates()]
    return states.filter(([client]) => client !== this.doc.clientID).map(([, state]) => state)
  }

  leaves () {
    present.delete(this)
    this.provider.destroy()
    // The provider leaves its presence ticking; the document takes it along.
    this.doc.destroy()
  }
}

/** A yjs person at a seat of their own. */
export async function sit (server, workshop, role, name) {
  const person = new Person(server, await server.join(workshop, role, name))
  await person.isSynced()
  return person
}
