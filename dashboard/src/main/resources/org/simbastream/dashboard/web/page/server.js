// The page's server: questions, the two requests that start something, and the stream of events.

let token = "";

export const known = {settings: null, state: null, rows: new Map(), forgotten: 0, kept: 0, waiting: 0};

const listeners = new Set();
let source = null;
let followed = null;
let fresh = true;
let retry = 0;

/** Calls with every event: its name and what it says. Returns what ends that. */
export function listen(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell(name, data) {
  for (const listener of listeners) {
    listener(name, data);
  }
}

export async function ask(path, parameters = {}) {
  const response = await fetch(path + "?" + new URLSearchParams(parameters), {cache: "no-store"});
  return answer(response);
}

export async function start(path, body) {
  const response = await fetch(path, {
    method: "POST",
    headers: {"Content-Type": "application/json", "X-Simba-Token": token},
    body: JSON.stringify(body),
  });
  return answer(response);
}

async function answer(response) {
  let body = null;
  try {
    body = await response.json();
  } catch {
    // an answer that is not from this page's server
  }
  if (!response.ok || body === null) {
    throw new Error(body?.error ?? "the page's server answered with status " + response.status);
  }
  return body;
}

async function settings() {
  known.settings = await ask("/api/settings");
  token = known.settings.token;
}

/** When the page has its token, without which nothing can be started. */
export function ready() {
  return new Promise(resolve => {
    const look = () => (known.settings === null ? setTimeout(look, 50) : resolve());
    look();
  });
}

/** Follows all streams, and the lines and windows of one if a key is given. */
export function follow(key = null) {
  if (source !== null && followed === key) {
    return;
  }
  followed = key;
  connect();
}

function connect() {
  clearTimeout(retry);
  source?.close();
  const mine = new EventSource("/api/events" + (followed === null ? "" : "?" + new URLSearchParams({stream: followed})));
  source = mine;
  fresh = true;
  mine.addEventListener("open", () => {
    tell("open", null);
    // a server that was started anew has another token
    settings().then(() => tell("settings", null), () => {});
  });
  mine.addEventListener("error", () => {
    tell("lost", null);
    if (mine === source && mine.readyState === EventSource.CLOSED) {
      retry = setTimeout(connect, 2000);
    }
  });
  on(mine, "state", state => { known.state = state; });
  on(mine, "rows", take);
  on(mine, "stream", () => {});
  on(mine, "tail", () => {});
  on(mine, "full", () => {
    mine.close();
    retry = setTimeout(connect, 2000);
  });
}

function on(mine, name, take) {
  mine.addEventListener(name, event => {
    if (mine === source) {
      const data = JSON.parse(event.data);
      take(data);
      tell(name, data);
    }
  });
}

function take(changes) {
  if (fresh) {
    known.rows.clear();
    fresh = false;
  }
  changes.gone.forEach(key => known.rows.delete(key));
  changes.rows.forEach(row => known.rows.set(row.key, row));
  known.kept = changes.kept;
  known.forgotten = changes.forgotten;
  known.waiting = changes.changed - changes.rows.length;
}
