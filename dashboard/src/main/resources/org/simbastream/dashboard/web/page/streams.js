// The start: what matters now, alerts, and all streams as a list.

import {alertsPanel} from "./alerts.js";
import {arrows, el, say, score, share, withReasons} from "./dom.js";
import {clock, exact, moment, rate, when} from "./format.js";
import {nowPanel} from "./now.js";
import {known} from "./server.js";

const ORDERS = {
  telling: ["most telling", (a, b) => (b.highlight?.score ?? -1) - (a.highlight?.score ?? -1)],
  name: ["name", () => 0],
  rate: ["rate", (a, b) => b.perSecond - a.perSecond],
  latest: ["latest", (a, b) => b.lastTime - a.lastTime],
};

// remembered while the page is open
let filter = "";
let order = "telling";

export function streamsView() {
  const rows = new Map(); // links by key
  const list = el("ul", {class: "rows", id: "streams"});
  const empty = el("p", {class: "empty"});
  const summary = el("span", {class: "soft right", role: "status"});
  const search = el("input", {type: "search", id: "filter", placeholder: "Filter streams and highlights  ( / )", "aria-label": "Filter streams",
    value: filter, on: {input: () => { filter = search.value; show(); }}});
  const sort = el("select", {id: "order", on: {change: () => { order = sort.value; show(); }}},
      Object.entries(ORDERS).map(([name, [words]]) => el("option", {value: name, selected: name === order}, words)));
  const head = el("div", {class: "row-head", "aria-hidden": "true"}, el("span", {}, "Stream"), el("span", {class: "rate"}, "Records/s"),
      el("span", {}, "Work skipped"), el("span", {}, "Last highlight"), el("span", {class: "seen"}, "Event time"));
  const now = nowPanel();
  const alerts = alertsPanel();
  const element = el("div", {}, el("h1", {class: "skip"}, "Streams"),
      el("div", {class: "start"}, now.element, alerts.element),
      el("div", {class: "tools"}, el("span", {class: "grow"}, search), el("label", {}, "Order", sort), summary),
      el("div", {class: "panel"}, head, list, empty));
  arrows(list, "a.row");

  function show() {
    const wanted = filter.trim().toLowerCase();
    const all = [...known.rows.values()];
    const shown = all
        .filter(row => row.key.toLowerCase().includes(wanted) || row.highlight?.text.toLowerCase().includes(wanted))
        .sort((a, b) => ORDERS[order][1](a, b) || a.key.localeCompare(b.key));
    for (const key of rows.keys()) {
      if (!known.rows.has(key)) {
        rows.get(key).item.remove();
        rows.delete(key);
      }
    }
    const items = shown.map(row => {
      const item = rows.get(row.key) ?? newRow(row.key);
      rows.set(row.key, item);
      fill(item, row);
      return item.item;
    });
    place(items);
    head.hidden = items.length === 0;
    empty.hidden = items.length > 0;
    say(empty, all.length > 0 ? "No stream or highlight has “" + filter.trim() + "” in it." :
      known.state?.kafka.state === "CONNECTED" ? "No results yet. They come when the job's first checkpoint completes." : "Waiting for Kafka.");
    say(summary, all.length === 0 ? "" : (shown.length < all.length ? exact(shown.length) + " of " : "") + exact(all.length) + " streams");
  }

  /** Puts the items in their order, and moves none that stands right: what has the focus keeps it. */
  function place(items) {
    const focused = list.contains(document.activeElement) ? document.activeElement : null;
    const wanted = new Set(items);
    for (const item of [...list.children]) {
      if (!wanted.has(item)) {
        item.remove();
      }
    }
    items.forEach((item, at) => {
      if (list.children[at] !== item) {
        list.insertBefore(item, list.children[at] ?? null);
      }
    });
    if (focused !== null && document.activeElement !== focused && list.contains(focused)) {
      focused.focus();
    }
  }

  const timer = setInterval(show, 5000); // what "today" is may change
  show();
  return {
    title: "Streams",
    element,
    heard(name, data) {
      now.heard(name);
      alerts.heard(name, data);
      if (name === "rows" || name === "state") {
        show();
      }
    },
    close() {
      clearInterval(timer);
      now.close();
      alerts.close();
    },
  };
}

function newRow(key) {
  const cells = {
    rate: el("span", {class: "rate"}),
    share: el("span", {class: "share-cell"}),
    last: el("span", {class: "last"}),
    seen: el("span", {class: "seen"}),
  };
  const link = el("a", {class: "row", href: "#/stream/" + encodeURIComponent(key), dataset: {key}},
      el("span", {class: "key", title: key}, key), cells.rate, cells.share, cells.last, cells.seen);
  return {item: el("li", {}, link), link, cells, version: ""};
}

function fill(row, data) {
  const {cells} = row;
  say(cells.rate, rate(data.perSecond) + "");
  const now = known.state?.now ?? Date.now();
  say(cells.seen, data.lastTime < -1e15 ? "–" : when(data.lastTime, now));
  cells.seen.title = data.lastTime < -1e15 ? "" : moment(data.lastTime) + " UTC";
  const version = JSON.stringify([data.skipped, data.highlight, data.windowStart]);
  if (row.version === version) {
    return;
  }
  row.version = version;
  // the window of the highlight that is shown, which need not be the latest
  row.link.setAttribute("href", "#/stream/" + encodeURIComponent(data.key) + (data.windowStart === null ? "" : "/" + data.windowStart));
  cells.share.replaceChildren(share(data.skipped));
  if (data.highlight === null) {
    cells.last.replaceChildren(el("span", {class: "soft"}, "no window yet"));
  } else {
    cells.last.replaceChildren(score(data.highlight.score),
        data.highlight.count > 1 ? el("span", {class: "times"}, "×" + data.highlight.count) : "",
        el("span", {class: "times", title: moment(data.highlight.time) + " UTC"}, clock(data.highlight.time)),
        data.highlight.count === 0 ? el("span", {}, "silent since then")
          : el("span", {class: "mono", title: data.highlight.text}, withReasons(data.highlight.text, data.highlight.why, data.highlight.level)));
  }
}
