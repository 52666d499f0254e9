// Whether the wall moves smoothly: frames over 1,000 notes, near, middle and far, pushed and zoomed.
//
//   cargo xtask bench frames [RUNS] [--trace]        BIN, CHROMIUM, BENCH_OUT (where the figures go)
//
// Every figure is the median of the runs, five if nothing is said. `--trace` also says where the time of a frame goes.

process.env.JOURNEYBOARD_BIN ??= process.env.BIN;
const { launch } = await import("../browser/lib/browser.mjs");
const { print } = await import("./lib/figures.mjs");
const { moving } = await import("./lib/moving.mjs");

const said = process.argv.slice(2);
const browser = await launch();
try {
  await moving(browser, { runs: Number(said.find((word) => /^\d+$/.test(word)) ?? 5), traces: said.includes("--trace") });
} finally {
  await browser.close();
}
print("frames");
