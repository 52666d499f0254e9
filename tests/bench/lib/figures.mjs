// The table of a benchmark: figures are reported as they come, printed at the end, left in the file that BENCH_OUT names.

import { writeFileSync } from "node:fs";

import { Server } from "../../browser/lib/server.mjs";

const results = [];

/** A figure; `target` is what it should be at most, `slack` what the measuring itself adds. */
export function report(what, value, unit, target, slack = 0) {
  const met = target === undefined ? undefined : value <= target + slack + 1e-6;
  results.push({ what, value: Math.round(value * 10) / 10, unit, target, met });
}

/** Prints what was reported. */
export function print(name) {
  const width = Math.max(...results.map(({ what }) => what.length));
  console.log(`${"".padEnd(width)}     measured    target`);
  for (const { what, value, unit, target, met } of results) {
    const goal = target === undefined ? "" : `≤ ${target} ${unit}`.padStart(10);
    const verdict = met === undefined ? "" : met ? "  met" : "  MISSED";
    console.log(`${what.padEnd(width)} ${`${value} ${unit}`.padStart(12)} ${goal}${verdict}`);
  }
  if (process.env.BENCH_OUT) writeFileSync(process.env.BENCH_OUT, `${JSON.stringify({ name, results }, null, 2)}\n`);
}

/** Runs something against a server of its own over an empty folder. */
export async function withServer(act) {
  const server = await Server.start();
  try {
    return await act(server);
  } finally {
    await server.stop();
  }
}

/** The answers of so many runs, one after the other. */
export async function times(count, act) {
  const all = [];
  for (let n = 0; n < count; n += 1) all.push(await act());
  return all;
}

export function quantile(values, q) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))];
}

export function median(values) {
  return quantile(values, 0.5);
}
