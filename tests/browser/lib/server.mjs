// A server in a process of its own over a folder that outlives it: started, killed without a word, started again at the
// same address. Speaks HTTP to it as any program would. Knows no browser.

import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const BINARY = process.env.JOURNEYBOARD_BIN
  ?? fileURLToPath(new URL("../../../target/release/journeyboard", import.meta.url));

export class Server {
  #folder;
  #child;
  #log = "";
  /** `http://127.0.0.1:PORT` */
  origin;

  static async start() {
    const server = new Server();
    server.#folder = await mkdtemp(join(tmpdir(), "journeyboard-"));
    await server.#spawn("127.0.0.1:0");
    return server;
  }

  /** As `kill -9` does: no goodbye, nothing written. */
  async isKilled() {
    await this.#ended("SIGKILL");
  }

  /** Over the same folder, at the same address. */
  async startsAgain() {
    await this.#spawn(new URL(this.origin).host);
  }

  async stop() {
    await this.#ended("SIGTERM");
    await rm(this.#folder, { recursive: true, force: true });
  }

  get pid() {
    return this.#child.pid;
  }

  /** What the server wrote to its log, for a failing test. */
  get log() {
    return this.#log;
  }

  /** Asks over HTTP; answers `{ status, body }`, the body parsed where it is JSON. */
  async asks(method, path, { token, body, text } = {}) {
    const response = await fetch(new URL(path, this.origin), {
      method,
      headers: {
        ...(token && { Authorization: `Bearer ${token}` }),
        ...((body || text) && { "Content-Type": "application/json" }),
      },
      body: text ?? (body && JSON.stringify(body)),
    });
    const answer = await response.text();
    const isJson = response.headers.get("content-type")?.includes("json");
    return { status: response.status, body: isJson && answer ? JSON.parse(answer) : answer };
  }

  /** A workshop made without a browser: `{ id, links: { facilitator, participant, viewer } }`. */
  async hasWorkshop(title, template = "blank", locale = "en") {
    const { status, body } = await this.asks("POST", "/api/workshops", { body: { title, template, locale } });
    if (status !== 201) throw new Error(`no workshop: ${status} ${JSON.stringify(body)}`);
    return body;
  }

  /** Imports an export: the links of the new workshop. */
  async imports(text) {
    return this.asks("POST", "/api/workshops/import", { text });
  }

  /** Joins without a browser: `{ token, role, participant }`. */
  async letsIn(link, name) {
    const { id, secret } = linkParts(link);
    const { status, body } = await this.asks("POST", `/api/workshops/${id}/join`, { body: { secret, name } });
    if (status !== 200) throw new Error(`not let in: ${status} ${JSON.stringify(body)}`);
    return body;
  }

  /** What the workshop behind a link holds, as its JSON export says it. */
  async board(link) {
    const { token } = await this.letsIn(link, "Reader");
    const { body } = await this.asks("GET", `/api/workshops/${linkParts(link).id}/export.json`, { token });
    return body;
  }

  /** Runs a command of the operator's on the folder, beside the running server. */
  async runs(command, ...args) {
    await promisify(execFile)(BINARY, [command, ...args, "--data", this.#folder]);
  }

  /** A file beside the data, to be written. */
  file(name) {
    return join(this.#folder, name);
  }

  async #spawn(listen) {
    const child = spawn(BINARY, ["serve", "--listen", listen, "--data", this.#folder], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#child = child;
    child.stderr.on("data", (data) => {
      this.#log = (this.#log + data).slice(-20_000);
    });
    for await (const line of createInterface({ input: child.stdout })) {
      const said = /^listening on (http:\S+)/.exec(line);
      if (said) {
        this.origin = said[1].replace(/\/$/, "");
        child.stdout.resume();
        return;
      }
    }
    throw new Error(`the server did not start:\n${this.#log}`);
  }

  async #ended(signal) {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const end = once(this.#child, "exit");
    this.#child.kill(signal);
    await end;
  }
}

/** `http://host/w/ID#SECRET` in its parts. */
export function linkParts(link) {
  const url = new URL(link);
  return { id: url.pathname.split("/").pop(), secret: url.hash.slice(1) };
}
