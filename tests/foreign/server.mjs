// A journeyboard process for the tests of stock clients, and its HTTP side in a few words. Knows no Yjs.

import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createInterface } from 'node:readline'

/** The program: what the caller named, else what was built last. */
function program () {
  if (process.env.JOURNEYBOARD_BIN) return process.env.JOURNEYBOARD_BIN
  const target = fileURLToPath(new URL('../../target', import.meta.url))
  const built = ['release', 'debug'].map(profile => join(target, profile, 'journeyboard')).filter(existsSync)
  built.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)
  if (built.length === 0) throw new Error('no journeyboard program: `cargo xtask build` makes it')
  return built[0]
}

const running = new Set()

/** Ends every server that a test left behind, so that a failure does not hang the run. */
export async function stopAll () {
  for (const server of running) await server.stop()
}

export class Server {
  /** Starts over a new folder, on any port. */
  static async start () {
    const server = new Server()
    server.folder = mkdtempSync(join(tmpdir(), 'journeyboard-'))
    running.add(server)
    await server.#run('127.0.0.1:0')
    return server
  }

  async #run (listen) {
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('JOURNEYBOARD_')))
    const args = ['serve', '--listen', listen, '--data', join(this.folder, 'data')]
    this.process = spawn(program(), args, { env, stdio: ['ignore', 'pipe', 'ignore'] })
    this.ended = new Promise(resolve => this.process.once('exit', code => resolve(code)))
    const ready = new Promise(resolve => {
      createInterface({ input: this.process.stdout }).on('line', line => {
        if (line.startsWith('listening on http://')) resolve(line.slice('listening on http://'.length))
      })
    })
    const address = await Promise.race([ready, this.ended.then(() => null)])
    if (address === null) throw new Error('the server did not start')
    this.address = address
  }

  get url () { return `http://${this.address}` }
  get sync () { return `ws://${this.address}/sync` }

  /** Stops in order and starts again over the same folder, on the same port. */
  async restart () {
    this.process.kill('SIGTERM')
    await this.ended
    await this.#run(this.address)
  }

  async stop () {
    running.delete(this)
    this.process.kill('SIGTERM')
    await this.ended
    rmSync(this.folder, { recursive: true, force: true })
  }

  async post (path, body, token) {
    const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) }
    const answer = await fetch(this.url + path, { method: 'POST', headers, body: JSON.stringify(body) })
    return { status: answer.status, body: await answer.json() }
  }

  /** A workshop with the secrets of its links. */
  async create (template = 'demo') {
    const { status, body } = await this.post('/api/workshops', { title: 'Home fibre', template, locale: 'en' })
    if (status !== 201) throw new Error(JSON.stringify(body))
    const secrets = Object.entries(body.links).map(([role, link]) => [role, link.split('#')[1]])
    return { id: body.id, ...Object.fromEntries(secrets) }
  }

  /** Somebody's place in a workshop: token, role, participant. */
  async join (workshop, role, name) {
    const { status, body } = await this.post(`/api/workshops/${workshop.id}/join`, { secret: workshop[role], name })
    if (status !== 200) throw new Error(JSON.stringify(body))
    return { ...body, workshop: workshop.id }
  }

  /** What the server itself says is in the workshop. */
  async export (seat) {
    const headers = { authorization: `Bearer ${seat.token}` }
    return (await fetch(`${this.url}/api/workshops/${seat.workshop}/export.json`, { headers })).json()
  }
}
