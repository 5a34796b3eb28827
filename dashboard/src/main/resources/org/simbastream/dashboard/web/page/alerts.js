// Alerts: those of all streams for the start view, and those of one stream.

import {arrows, el, refill, say, score, withReasons} from "./dom.js";
import {clock, exact, moment, when} from "./format.js";
import {ask, known} from "./server.js";

const SHOWN = 4;
const OFF = "Alerts are off. With simba.alerts.enabled: true the job writes them, and they come here.";

const KINDS = {
  pattern: "a rare kind of line", word: "a rare word", value: "an unusual value", order: "an unexpected word", end: "lines that end too early",
  rate: "more lines than usual", pause: "a long pause", repetition: "lines that repeat themselves", silence: "silence", other: "unusual lines",
};

let all = false; // remembered while the page is open

export function alertsPanel() {
  let seen = -1; // the version that is shown
  let asked = 0;
  let last = null;
  const open = el("ol", {class: "alerts", id: "alerts"});
  const closed = el("ol", {class: "alerts"});
  const say1 = el("p", {class: "soft", id: "alerts-note", role: "status"}, "");
  const more = el("button", {type: "button", on: {click: () => { all = !all; show(); }}});
  const over = el("summary", {});
  const fold = el("details", {id: "closed-alerts"}, over, closed);
  more.hidden = fold.hidden = true;
  const element = el("section", {class: "panel body", id: "alerts-panel", "aria-labelledby": "alerts-head"},
      el("div", {class: "head"}, el("h2", {id: "alerts-head"}, "Alerts")), say1, open, more, fold);
  arrows(open, "a.alert");
  arrows(closed, "a.alert");

  async function look(state) {
    const version = state.alerts.written ? state.alerts.version : -2;
    if (version === seen) {
      return;
    }
    seen = version;
    const mine = ++asked;
    if (!state.alerts.written) {
      last = null;
      show();
      return;
    }
    try {
      const view = await ask("/api/alerts");
      if (mine === asked) {
        last = view;
        show();
      }
    } catch {
      seen = -1; // asked again with the next state
    }
  }

  function show() {
    const opened = last === null ? [] : last.open;
    const ended = last === null ? [] : last.closed;
    const now = known.state?.now ?? Date.now();
    say(say1, last === null ? OFF : opened.length === 0 ? "No alert is open."
        : exact(opened.length) + (opened.length === 1 ? " alert is" : " alerts are") + " open"
          + (last.forgotten === 0 ? "." : ", and " + exact(last.forgotten) + " older ones that the page does not keep."));
    refill(open, opened.slice(0, all ? opened.length : SHOWN).map(it => el("li", {}, alertLink(it, now))));
    more.hidden = opened.length <= SHOWN;
    say(more, all ? "Show fewer" : "Show all " + exact(opened.length));
    fold.hidden = ended.length === 0;
    say(over, exact(ended.length) + " closed of late");
    refill(closed, ended.slice(0, 50).map(it => el("li", {}, alertLink(it, now))));
  }

  if (known.state !== null) {
    look(known.state);
  }
  return {
    element,
    heard(name, data) {
      if (name === "state") {
        look(data);
      }
    },
    close: () => { asked++; },
  };
}

/** The alerts of a stream; hidden where there are none. */
export function streamAlerts() {
  const list = el("ol", {class: "alerts", id: "stream-alerts"});
  const element = el("section", {class: "panel body", "aria-labelledby": "stream-alerts-head"},
      el("h2", {id: "stream-alerts-head"}, "Alerts"), list);
  let shown = "";
  element.hidden = true;
  arrows(list, "a.alert");
  return {
    element,
    show(alerts) {
      const version = JSON.stringify(alerts);
      if (version !== shown) {
        shown = version;
        element.hidden = alerts.length === 0;
        refill(list, alerts.map(it => el("li", {}, alertLink(it, known.state?.now ?? Date.now(), false))));
      }
    },
  };
}

function alertLink(it, now, named = true) {
  const href = "#/stream/" + encodeURIComponent(it.key) + (it.window === null ? "" : "/" + it.window);
  const line = it.lines[0];
  return el("a", {class: it.open ? "alert open" : "alert", href, dataset: {id: it.id}},
      el("span", {class: "what"}, score(it.score), " ", named ? el("span", {class: "key"}, it.key + " ") : "", KINDS[it.kind] ?? it.kind),
      el("span", {class: "when"}, it.open ? "open since " : "over, ", el("time", {title: moment(it.firstSeen) + " UTC"}, when(it.firstSeen, now)),
          it.lastSeen > it.firstSeen ? [it.open ? ", last seen " : " to ", el("time", {title: moment(it.lastSeen) + " UTC"}, clock(it.lastSeen))] : "",
          it.kind === "silence" ? "" : ", " + exact(it.count) + (it.count === 1 ? " line" : " lines"),
          it.suppressed === 0 ? "" : ", and " + exact(it.suppressed) + " others that were not told"),
      line === undefined ? "" : withReasons(line.text, line.why));
}
