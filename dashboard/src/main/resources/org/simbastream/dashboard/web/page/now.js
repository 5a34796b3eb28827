// What matters now over all streams: what deviates, grouped into incidents.

import {arrows, el, refill, say, score, withReasons} from "./dom.js";
import {clock, exact, moment, when} from "./format.js";
import {ask, known} from "./server.js";

const RANGES = [[300000, "5 minutes"], [3600000, "hour"], [0, "all that is kept"]];
const SHOWN = 3;
const PARTS = 3;
const EVERY_MS = 2000;

// remembered while the page is open
let range = 3600000;
let all = false;

export function nowPanel() {
  let asked = 0;
  let timer = null; // of the next question
  let shown = "";
  let last = null;
  const list = el("ol", {class: "incidents", id: "incidents"});
  const calm = el("p", {class: "soft calm", id: "calm"});
  const note = el("span", {class: "note", role: "status", id: "now-note"});
  const more = el("button", {type: "button", id: "all-incidents", on: {click: () => { all = !all; show(last); }}});
  more.hidden = true;
  const choice = el("select", {id: "range", on: {change: () => { range = Number(choice.value); refresh(); }}},
      RANGES.map(([value, words]) => el("option", {value, selected: value === range}, value === 0 ? words : "the last " + words)));
  const element = el("section", {class: "panel body", id: "now", "aria-labelledby": "now-head"},
      el("div", {class: "head"}, el("h2", {id: "now-head"}, "What matters now"), note, el("label", {class: "right soft"}, "In ", choice)),
      calm, list, more);
  arrows(list, "a.part");

  async function refresh() {
    clearTimeout(timer);
    timer = setTimeout(() => { timer = null; }, EVERY_MS);
    const mine = ++asked;
    try {
      const view = await ask("/api/now", {range});
      if (mine === asked) {
        show(view);
      }
    } catch {
      // the banner says that the server is away
    }
  }

  /** Asks at once, or, if that was just done, a little later. */
  function soon() {
    if (timer === null) {
      refresh();
    } else {
      clearTimeout(timer);
      timer = setTimeout(refresh, EVERY_MS);
    }
  }

  function show(view) {
    last = view;
    const version = JSON.stringify([view, all]);
    if (version === shown) {
      return;
    }
    shown = version;
    const words = RANGES.find(([value]) => value === range)[1];
    const now = known.state?.now ?? Date.now();
    const incidents = view.incidents.slice(0, all ? view.incidents.length : SHOWN);
    say(note, view.latest === null ? "" : view.from === null ? "until " + moment(view.latest) : moment(view.from) + " to " + clock(view.latest));
    calm.hidden = incidents.length > 0;
    say(calm, view.latest === null ? "Nothing has been read yet."
        : "Nothing out of the ordinary" + (range === 0 ? "." : " in the last " + words + " of event time."));
    refill(list, incidents.map(it => incident(it, now)));
    more.hidden = view.incidents.length <= SHOWN;
    say(more, all ? "Show fewer" : "Show all " + exact(view.incidents.length + view.more)
        + (view.more === 0 ? "" : " (the first " + exact(view.incidents.length) + ")"));
  }

  refresh();
  return {
    element,
    heard(name) {
      if (name === "rows") {
        soon();
      }
    },
    close() {
      clearTimeout(timer);
      asked++;
    },
  };
}

function incident(it, now) {
  const parts = it.parts.slice(0, PARTS);
  const left = it.streams - parts.length;
  return el("li", {class: "incident"},
      el("div", {class: "gauge"}, score(it.score), el("time", {title: moment(it.from) + " UTC"}, when(it.from, now)),
          it.streams > 1 ? el("span", {class: "soft"}, exact(it.streams) + " streams") : ""),
      el("ol", {class: "parts"}, parts.map(part => el("li", {}, partLink(part))),
          left > 0 ? el("li", {class: "soft"}, "and " + exact(left) + (left === 1 ? " other stream" : " other streams")) : ""));
}

function partLink(part) {
  const it = part.first;
  const href = "#/stream/" + encodeURIComponent(it.key) + (it.window === null ? "" : "/" + it.window);
  const silent = it.count === 0;
  const higher = part.score > it.score;
  const others = part.more === 0 ? "" : el("span", {class: "times", title: exact(part.more) + (part.more === 1 ? " other line deviates" : " other lines deviate")
      + (higher ? ", with scores up to " + part.score.toFixed(1) : "")}, "+" + exact(part.more) + (higher ? ", up to " + part.score.toFixed(1) : ""));
  return el("a", {class: "part", href, dataset: {id: href + " " + it.time}},
      el("span", {class: "line"},
          el("span", {class: "key"}, it.key), " ", el("time", {title: moment(it.time) + " UTC"}, clock(it.time)), " ",
          it.count > 1 ? el("span", {class: "times", title: "lines of the window that say the same"}, "×" + exact(it.count) + " ") : "", others, " ",
          silent ? el("span", {class: "text"}, it.until === null ? "silent since then" : "silent until " + clock(it.until))
              : withReasons(it.text, it.why, it.level)),
      it.cause === "" ? "" : el("span", {class: "text cause", title: it.cause}, it.cause));
}
