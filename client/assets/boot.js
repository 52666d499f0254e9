// Starts the client and says so in plain words where it cannot. Knows nothing of boards.
//
// The client tells of a panic with `window.dispatchEvent(new Event("journeyboard:panic"))`; a trap
// that it could not announce arrives as a WebAssembly.RuntimeError. Either way its instance is dead
// and only a reload helps.

import "./device.js";

const show = (id) => {
  document.getElementById("starting")?.remove();
  const screen = document.getElementById(id);
  if (!screen || !screen.hidden) return;
  const language = spoken();
  if (id !== "unsupported") {
    for (const part of screen.querySelectorAll("[lang]")) part.hidden = part.lang !== language;
  }
  screen.hidden = false;
  screen.querySelector("button")?.focus();
};

const spoken = () => {
  const chosen = document.documentElement.dataset.locale; // set by the client once it knows
  const wishes = chosen ? [chosen] : navigator.languages ?? [];
  const known = wishes.map((wish) => wish.slice(0, 2)).find((wish) => ["en", "cs", "pl"].includes(wish));
  return known ?? "en";
};

const stumbled = (error) => {
  const trapped = error instanceof WebAssembly.RuntimeError;
  if (trapped) show("stumbled");
  return trapped;
};

for (const button of document.querySelectorAll("[data-reload]")) {
  button.addEventListener("click", () => location.reload());
}

if (typeof WebAssembly === "object") {
  addEventListener("journeyboard:panic", () => show("stumbled"));
  addEventListener("error", (event) => stumbled(event.error));
  addEventListener("unhandledrejection", (event) => stumbled(event.reason));
  import("./app.js")
    .then((app) => app.default({ module_or_path: new URL("./app_bg.wasm", import.meta.url) }))
    .then(() => {
      document.getElementById("starting")?.remove();
      // Absent on plain HTTP, and where it fails the page needs the server as before.
      navigator.serviceWorker?.register("/offline.js").catch(() => {});
    })
    .catch((error) => stumbled(error) || show("unreachable"));
} else {
  show("unsupported");
}
