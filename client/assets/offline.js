// The service worker: opens the page when the server cannot be reached, as it was when it last could. Browsers run it on https
// and on the machine itself only. Keeps files of the client and nothing else: boards are in IndexedDB, answers of the server
// are never kept.

const BASE = "{{assets}}";
const FILES = {{files}};
const NAME = `journeyboard ${BASE}`;

const isPage = ({ request, path }) => request.mode === "navigate" && (path === "/" || path.startsWith("/w/"));

const keep = async () => {
  const cache = await caches.open(NAME);
  await cache.addAll(["/", ...FILES.map((file) => `${BASE}/${file}`)]);
  await self.skipWaiting();
};

const forgetOthers = async () => {
  for (const name of await caches.keys()) if (name !== NAME) await caches.delete(name);
};

const answer = async (event, path) => {
  const cache = await caches.open(NAME);
  if (path.startsWith("/assets/")) return (await cache.match(event.request.url)) ?? fetch(event.request);
  try {
    return await fetch(event.request);
  } catch (error) {
    const page = await cache.match("/");
    if (page) return page;
    throw error;
  }
};

self.addEventListener("install", (event) => event.waitUntil(keep()));
self.addEventListener("activate", (event) => event.waitUntil(forgetOthers()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname: path } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (isPage({ request, path }) || path.startsWith("/assets/")) event.respondWith(answer(event, path));
});
