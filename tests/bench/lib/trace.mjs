// What a stretch of frames costs the browser, thread by thread, in CPU time: Chromium's own tracing.

const CATEGORIES = ["toplevel", "devtools.timeline", "cc", "viz", "blink"];
/** The threads that make a frame, as Chromium names them. */
const THREADS = {
  CrRendererMain: "page", Compositor: "compositor", ThreadPoolForegroundWorker: "raster", VizCompositorThread: "display",
};

export class Trace {
  #session;
  #events = [];

  static async begins(browser) {
    const trace = new Trace();
    trace.#session = await browser.newBrowserCDPSession();
    trace.#session.on("Tracing.dataCollected", ({ value }) => trace.#events.push(...value));
    await trace.#session.send("Tracing.start", {
      transferMode: "ReportEvents", traceConfig: { recordMode: "recordUntilFull", includedCategories: CATEGORIES, excludedCategories: ["*"] },
    });
    return trace;
  }

  /** Ends the recording; answers CPU milliseconds: of each thread that makes frames, and of each kind of work by itself. */
  async ends() {
    const complete = new Promise((done) => this.#session.once("Tracing.tracingComplete", done));
    await this.#session.send("Tracing.end");
    await complete;
    await this.#session.detach();
    const names = new Map();
    const threads = new Map();
    for (const event of this.#events) {
      const key = `${event.pid}:${event.tid}`;
      if (event.ph === "M" && event.name === "thread_name") names.set(key, event.args.name);
      if (event.ph !== "X" || event.dur === undefined) continue;
      if (!threads.has(key)) threads.set(key, []);
      threads.get(key).push(event);
    }
    const answer = { threads: {}, work: {} };
    for (const [key, events] of threads) {
      const name = THREADS[names.get(key)];
      if (name) sumUp(answer, name, events);
    }
    return answer;
  }

  /** One line and the eight greatest kinds of work, per frame. */
  describe({ threads, work }, frames) {
    const per = (ms) => (ms / frames).toFixed(2);
    const parts = Object.entries(threads).map(([name, ms]) => `${name} ${per(ms)}`).join(", ");
    const greatest = Object.entries(work).sort(([, a], [, b]) => b - a).slice(0, 8);
    return [`${parts} ms of CPU per frame`, ...greatest.map(([name, ms]) => `    ${per(ms).padStart(6)}  ${name}`)].join("\n");
  }
}

/** Adds a thread's events: each counts without what it contains. */
function sumUp(answer, thread, events) {
  events.sort((a, b) => a.ts - b.ts || b.dur - a.dur);
  const open = [];
  for (const event of events) {
    const ms = (event.tdur ?? event.dur) / 1000;
    while (open.length && open.at(-1).ts + open.at(-1).dur <= event.ts) open.pop();
    const around = open.at(-1);
    if (around) answer.work[`${thread}: ${around.name}`] -= ms;
    else answer.threads[thread] = (answer.threads[thread] ?? 0) + ms;
    const name = `${thread}: ${event.name}`;
    answer.work[name] = (answer.work[name] ?? 0) + ms;
    open.push(event);
  }
}
