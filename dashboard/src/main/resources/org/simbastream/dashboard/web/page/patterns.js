// The patterns of a stream: what its lines have in common, and how often they come.

import {el, refill, say, svg} from "./dom.js";
import {clock, exact, moment} from "./format.js";
import {ask} from "./server.js";

const SHOWN = 12;
const OFF = "Patterns are off. With simba.output.patterns.enabled: true the job counts the patterns of each window, and they come here.";
const WORDS = {new: "new", back: "back", gone: "gone", up: "▲ more", down: "▼ fewer"};
const BAR = 4; // the width of a window's bar, its gap included
const HEIGHT = 18;

export function patternsPanel(key) {
  let seen = -1; // the version that is shown
  let asked = 0;
  let all = false;
  let last = null;
  const note = el("p", {class: "note", id: "patterns-note"});
  const list = el("ol", {class: "trends", id: "patterns"});
  const more = el("button", {type: "button", on: {click: () => { all = !all; show(); }}});
  const element = el("section", {class: "panel body wide", id: "patterns-panel", "aria-labelledby": "patterns-head"},
      el("h2", {id: "patterns-head"}, "Patterns"), note, list, more);
  element.hidden = true;

  async function look(version) {
    if (version === seen) {
      return;
    }
    seen = version;
    const mine = ++asked;
    try {
      const answer = await ask("/api/patterns", {key});
      if (mine === asked) {
        last = answer;
        show();
      }
    } catch {
      seen = -1; // asked again with the next change
    }
  }

  function show() {
    const {starts, patterns} = last.view;
    const open = new Set([...list.querySelectorAll("details[open]")].map(it => it.dataset.id));
    element.hidden = false;
    say(note, !last.written ? OFF : starts.length === 0 ? "No window of this stream has been counted yet."
        : "In the latest " + exact(starts.length) + (starts.length === 1 ? " window" : " windows") + ", from " + moment(starts[0])
          + ": those that changed last first, then the most frequent. Counts are those of the window of the change, else of the last one.");
    refill(list, patterns.slice(0, all ? patterns.length : SHOWN).map(it => row(it, starts, open.has(it.id))));
    more.hidden = patterns.length <= SHOWN;
    say(more, all ? "Show fewer" : "Show all " + exact(patterns.length));
  }

  return {element, look, close: () => { asked++; }};
}

function row(it, starts, open) {
  const changed = it.change !== "none";
  return el("li", {class: changed ? "trend " + it.change : "trend"},
      el("span", {class: "change"}, changed ? el("b", {}, WORDS[it.change] ?? it.change) : "",
          changed ? el("time", {title: "in the window from " + moment(it.changedAt) + " UTC"}, clock(it.changedAt)) : ""),
      el("span", {class: "often"}, "×" + exact(it.count), it.usual === null ? "" : el("small", {}, "usually " + usual(it.usual))),
      spark(it, starts),
      el("div", {}, el("span", {class: "text what", title: it.text}, it.id === "other" ? "lines that no pattern counts" : it.text),
          it.example === "" ? "" : el("details", {dataset: {id: it.id}, open}, el("summary", {}, "an example"), el("p", {class: "text example"}, it.example))));
}

function usual(value) {
  return value >= 10 ? exact(value) : value.toFixed(1);
}

/** Its count in each window as bars, and in words. */
function spark(it, starts) {
  const most = Math.max(...it.counts, 1);
  const words = "counts from " + clock(starts[0]) + " on: " + it.counts.join(", ");
  const picture = svg("svg", {class: "counts", viewBox: "0 0 " + BAR * it.counts.length + " " + HEIGHT, width: BAR * it.counts.length, height: HEIGHT,
    role: "img", "aria-label": words});
  const title = svg("title", {});
  title.textContent = words;
  picture.append(title, ...it.counts.map((value, at) => {
    const height = value === 0 ? 1 : Math.max(2, HEIGHT * value / most);
    return svg("rect", {x: BAR * at, y: HEIGHT - height, width: BAR - 1, height, class: value === 0 ? "none" : ""});
  }));
  return picture;
}
