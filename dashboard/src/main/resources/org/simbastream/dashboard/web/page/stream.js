// One stream, opened: its timeline of windows, the window that is chosen, its latest lines, search.

import {streamAlerts} from "./alerts.js";
import {arrows, el, level, marked, say, score, withReasons} from "./dom.js";
import {clock, day, exact, moment, percent, rate} from "./format.js";
import {patternsPanel} from "./patterns.js";
import {ask} from "./server.js";
import {windowPanel} from "./window.js";

const LINES_SHOWN = 100;

export function streamView(key, start) {
  let chosen = start === undefined ? null : Number(start); // null: the latest window
  let windows = [];
  let alerts = [];
  let drawn = "";
  let paused = false;
  const facts = el("div", {class: "facts"});
  const bars = el("div", {class: "timeline", role: "listbox", "aria-label": "Windows, oldest first", "aria-orientation": "horizontal", id: "timeline"});
  const axis = el("div", {class: "axis"});
  const waiting = el("p", {class: "empty"}, "No window of this stream has been read yet.");
  const panel = windowPanel(key);
  const told = streamAlerts();
  const patterns = patternsPanel(key);
  const lines = el("ol", {class: "lines", id: "tail", tabindex: "0", "aria-label": "Latest lines"});
  const sampled = el("p", {class: "note", id: "sampled"}, "Lines come when a checkpoint completes.");
  const pause = el("button", {type: "button", "aria-pressed": "false", on: {click: () => {
    paused = !paused;
    pause.setAttribute("aria-pressed", String(paused));
    say(pause, paused ? "Go on" : "Pause");
  }}}, "Pause");
  const search = searchBox(key);
  const element = el("div", {},
      el("p", {class: "crumb"}, el("a", {href: "#/"}, "← Streams")),
      el("h1", {}, key), facts,
      el("div", {class: "panel"}, bars, axis, waiting),
      el("div", {class: "split"}, panel.element,
          el("div", {},
              told.element, search.element,
              el("section", {class: "panel body", "aria-labelledby": "tail-head"},
                  el("div", {class: "head"}, el("h2", {id: "tail-head"}, "Latest lines"), el("span", {class: "right"}, pause)),
                  sampled, lines))),
      patterns.element);
  arrows(bars, ".bar", {horizontal: true, onMove: bar => choose(Number(bar.dataset.start))});

  function choose(at) {
    chosen = at;
    history.replaceState(null, "", "#/stream/" + encodeURIComponent(key) + "/" + at);
    showBars();
    panel.show(at);
  }

  function show(view) {
    const row = view.row;
    windows = view.windows;
    alerts = view.alerts;
    told.show(alerts);
    patterns.look(view.patternsVersion);
    facts.replaceChildren(
        fact(rate(row.perSecond), "records/s"), fact(exact(row.records), "records read by this page"), fact(percent(row.skipped), "of the work skipped"),
        row.records > 0 ? fact(moment(row.lastTime), "UTC, latest event time") :
          windows.length > 0 ? fact(moment(windows.at(-1).end), "UTC, end of the latest window") : "");
    showBars();
    const open = chosen ?? windows.at(-1)?.start;
    if (open !== undefined) {
      panel.show(open, windows.find(it => it.start === open));
    }
  }

  function showBars() {
    const most = Math.max(...windows.map(it => it.records), 1);
    const open = chosen ?? windows.at(-1)?.start;
    const version = JSON.stringify([windows, alerts, open]);
    if (version === drawn) {
      return;
    }
    drawn = version;
    const focused = bars.contains(document.activeElement) ? document.activeElement.dataset.start : null;
    bars.hidden = axis.hidden = windows.length === 0;
    waiting.hidden = windows.length > 0;
    const reachable = windows.some(it => it.start === open) ? open : windows.at(-1)?.start;
    bars.replaceChildren(...windows.map(it => {
      const column = el("span");
      column.style.height = it.silent ? "100%" : 100 * it.records / most + "%"; // what is told must be seen
      const alert = alerts.some(one => one.firstSeen < it.end && one.lastSeen >= it.start);
      const words = clock(it.start) + " to " + clock(it.end) + ", " + exact(it.records) + " records, "
          + (it.silent ? "silent, score " + it.topScore.toFixed(1) : it.topScore === null ? "no highlight" : "most telling " + it.topScore.toFixed(1)) + ", " + it.newPatterns + " new patterns" + (alert ? ", alert" : "");
      return el("button", {type: "button", class: "bar " + level(it.topScore) + (alert ? " alerted" : ""), role: "option", "aria-selected": String(it.start === open),
        "aria-label": words, title: words, tabindex: it.start === reachable ? "0" : "-1", dataset: {start: it.start},
        on: {click: () => choose(it.start)}}, column);
    }));
    if (focused !== null) {
      bars.querySelector('[data-start="' + CSS.escape(focused) + '"]')?.focus();
    }
    if (windows.length > 0) {
      axis.replaceChildren(el("span", {}, moment(windows[0].start)),
          el("span", {class: "keys", "aria-hidden": "true"}, el("span", {}, el("i"), "below 2"), el("span", {}, el("i", {class: "s1"}), "2 to 4"),
              el("span", {}, el("i", {class: "s2"}), "4 to 6"), el("span", {}, el("i", {class: "s3"}), "from 6"),
              alerts.length === 0 ? "" : el("span", {}, el("i", {class: "alerted"}), "alert")),
          el("span", {}, day(windows.at(-1).end) === day(windows[0].start) ? clock(windows.at(-1).end) : moment(windows.at(-1).end)));
    }
  }

  function takeTail(tail) {
    if (paused) {
      return;
    }
    const atEnd = lines.scrollTop + lines.clientHeight >= lines.scrollHeight - 8;
    lines.append(...tail.lines.map(line => el("li", {}, el("time", {title: moment(line.time)}, clock(line.time)), score(line.score),
        withReasons(line.text, line.why, line.level))));
    while (lines.children.length > LINES_SHOWN) {
      lines.firstChild.remove();
    }
    if (atEnd) {
      lines.scrollTop = lines.scrollHeight;
    }
    say(sampled, tail.lines.length < tail.fresh
        ? "A sample: " + exact(tail.lines.length) + " of the last " + exact(tail.covered) + " lines, the most telling among them."
          + (tail.covered < tail.fresh ? " " + exact(tail.fresh - tail.covered) + " before these are not in it." : "")
        : "All of the last " + exact(tail.fresh) + " lines.");
  }

  return {
    title: key,
    element,
    heard(name, data) {
      if (name === "stream") {
        show(data);
      } else if (name === "tail") {
        takeTail(data);
      } else if (name === "open") {
        lines.replaceChildren();
      }
    },
    /** Whether another address is only another window of this stream. */
    takes(name, rest) {
      if (name !== "stream" || rest[0] !== key) {
        return false;
      }
      if (rest[1] !== undefined) {
        choose(Number(rest[1]));
      }
      return true;
    },
    close() {
      panel.close();
      patterns.close();
    },
  };
}

function fact(value, words) {
  return el("span", {}, el("b", {}, value), " " + words);
}

function searchBox(key) {
  let asked = 0;
  let timer = 0;
  const hits = el("ol", {class: "hits", id: "hits"});
  const found = el("p", {class: "note", role: "status"});
  const input = el("input", {type: "search", id: "search", maxlength: "200", placeholder: "Search this stream  ( / )", "aria-label": "Search this stream",
    on: {input: () => {
      clearTimeout(timer);
      timer = setTimeout(run, 200);
    }}});

  async function run() {
    const wanted = input.value.trim();
    const mine = ++asked;
    if (wanted === "") {
      hits.replaceChildren();
      say(found, "");
      return;
    }
    try {
      const result = await ask("/api/search", {key, q: wanted});
      if (mine === asked) {
        show(result, wanted);
      }
    } catch (e) {
      if (mine === asked) {
        hits.replaceChildren();
        say(found, e.message);
      }
    }
  }

  function show(result, wanted) {
    say(found, exact(result.found) + (result.found === 1 ? " place" : " places")
        + (result.hits.length < result.found ? ", the latest " + exact(result.hits.length) + " shown" : "")
        + ", in the windows kept and " + exact(result.searched) + " of the " + exact(result.read) + " lines read.");
    hits.replaceChildren(...result.hits.map(hit => el("li", {},
        hit.window === null ? el("time", {title: moment(hit.time)}, clock(hit.time))
            : el("a", {href: "#/stream/" + encodeURIComponent(key) + "/" + hit.window, title: hit.kind + " of the window from " + moment(hit.window)},
                el("time", {}, clock(hit.time))),
        hit.kind === "pattern" ? el("span", {class: "score", title: "new pattern"}, "new") : score(hit.score),
        marked(hit.text, wanted))));
  }

  return {element: el("section", {class: "panel body", "aria-label": "Search"}, input, found, hits)};
}
