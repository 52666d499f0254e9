// What this device keeps, in IndexedDB, and which tabs are alive. Names and bytes: knows nothing of boards. The client calls
// it as `journeyboardDevice`. Plain HTTP on a local network has no Web Locks: there a heartbeat says who is alive.

const RECORDS = "records";
const OPEN_MS = 3_000; // a browser that does not open its storage by then is one without
const BEAT_MS = 5_000;
const DEAD_MS = 150_000; // timers of a tab behind others ring once a minute
const me = String(Math.random());

let opening;
const open = () => opening ??= new Promise((done, fail) => {
  setTimeout(fail, OPEN_MS, new Error("slow"));
  const asked = indexedDB.open("journeyboard", 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore(RECORDS);
  asked.onerror = () => fail(asked.error);
  asked.onsuccess = () => {
    asked.result.onversionchange = () => asked.result.close();
    done(asked.result);
  };
});

const deal = async (mode, durability, act) => {
  const base = await open();
  return new Promise((done, fail) => {
    const transaction = base.transaction(RECORDS, mode, { durability });
    const asked = act(transaction.objectStore(RECORDS));
    transaction.oncomplete = () => done(asked.map((request) => request.result));
    transaction.onabort = () => fail(transaction.error);
  });
};

const within = (prefix) => IDBKeyRange.bound(prefix, `${prefix}\uffff`);

const beats = (name) => `journeyboard.tab.${name}`;
const held = new Map();

const beat = (name) => {
  localStorage[beats(name)] = `${me} ${Date.now()}`;
};

const claimByBeat = (name) => {
  const [owner, at] = (localStorage[beats(name)] ?? "").split(" ");
  if (owner && owner !== me && Date.now() - at < DEAD_MS) return false;
  if (!held.size) {
    setInterval(() => {
      for (const name of held.keys()) {
        // Somebody took this tab for dead and has its work now.
        if (localStorage[beats(name)]?.split(" ")[0] !== me) return location.reload();
        beat(name);
      }
    }, BEAT_MS);
    addEventListener("pagehide", () => [...held.keys()].forEach((name) => localStorage.removeItem(beats(name))));
    addEventListener("pageshow", (event) => event.persisted && location.reload());
  }
  held.set(name, () => localStorage.removeItem(beats(name)));
  beat(name);
  return true;
};

const claimByLock = (name) => new Promise((done) => {
  const hold = (lock) => {
    done(Boolean(lock));
    return lock && new Promise((free) => held.set(name, free));
  };
  navigator.locks.request(beats(name), { ifAvailable: true }, hold).catch(() => done(false));
});

globalThis.journeyboardDevice = {
  /** All records whose name begins so: `[names, bytes]`; nothing if there is no storage. */
  read: (prefix) => deal("readonly", "default", (records) => [records.getAllKeys(within(prefix)), records.getAll(within(prefix))])
    .catch(() => undefined),
  /** The names of all records. */
  names: () => deal("readonly", "default", (records) => [records.getAllKeys()]).then(([names]) => names, () => []),
  /** Writes records together; those without bytes go. Whether they are on the device's disk (`strict`) or on their way there. */
  write: (names, bytes, strict) => deal("readwrite", strict ? "strict" : "relaxed", (records) => {
    names.forEach((name, n) => (bytes[n] ? records.put(bytes[n], name) : records.delete(name)));
    return [];
  }).then(() => true, () => false),
  /** Throws away all records whose name begins so. */
  wipe: (prefix) => deal("readwrite", "relaxed", (records) => [records.delete(within(prefix))]).catch(() => undefined),
  /** Whether a name is this tab's from now on, until it is released or gone. */
  claim: async (name) => {
    try {
      return await (navigator.locks ? claimByLock(name) : claimByBeat(name));
    } catch {
      return false;
    }
  },
  release: (name) => {
    held.get(name)?.();
    held.delete(name);
  },
};
