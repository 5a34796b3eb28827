// One window: what mattered in it.

import {el, layerBars, reasons, say, score, withReasons} from "./dom.js";
import {clock, exact, moment, percent, position} from "./format.js";
import {ask, ready, start as send} from "./server.js";

/** The score from which a line is told by itself: below it a line is like those of any window. */
const TELLING = 2;

export function windowPanel(key) {
  const body = el("section", {class: "panel body", id: "window", "aria-live": "off"});
  body.hidden = true;
  let shown = ""; // what is on the screen
  let asked = 0;
  let again = {start: null, lines: null};

  async function show(start, bar) {
    const version = JSON.stringify([start, bar ?? null]);
    if (version === shown) {
      return;
    }
    const mine = ++asked;
    try {
      const view = await ask("/api/window", {key, start});
      if (mine === asked) {
        shown = version;
        fill(view);
      }
    } catch (e) {
      if (mine === asked) {
        shown = "";
        body.hidden = false;
        body.replaceChildren(el("p", {class: "soft"}, e.message));
      }
    }
  }

  function fill(view) {
    const it = view.window;
    const open = new Set([...body.querySelectorAll("details[open]")].map(details => details.dataset.of));
    const details = (of, ...children) => el("details", {dataset: {of: it.start + " " + of}, open: open.has(it.start + " " + of)}, ...children);
    const told = it.highlights.filter(one => one.score >= TELLING);
    const usual = it.highlights.slice(told.length);
    const list = highlights => el("ol", {class: "highlights"}, highlights.map(one =>
        highlight(one, summary => details("highlight " + it.highlights.indexOf(one), ...summary), () => linesAgain(it.start))));
    body.hidden = false;
    body.replaceChildren(
        el("div", {class: "head"}, el("h2", {}, moment(it.start) + " – " + clock(it.end)),
            el("a", {class: "button right", id: "to-highways", href: "#/highways/" + encodeURIComponent(key) + "/" + it.start}, "Show its highways")),
        el("div", {class: "facts"}, fact(exact(it.records), "records"), fact(exact(it.tokens), "tokens"),
            fact(it.workRatio === null ? "–" : percent(1 - it.workRatio), "of the work skipped"),
            fact(it.keepLast === null ? "–" : percent(it.keepLast), "kept at the last layer"), el("span", {class: "mono"}, it.model)),
        it.text === "" ? "" : el("h3", {}, "Written by the model"),
        it.text === "" ? "" : el("p", {class: "text"}, it.text),
        it.gist.length === 0 ? "" : el("h3", {}, "Gist"),
        it.gist.length === 0 ? "" : el("ul", {class: "gist"}, it.gist.map(phrase => el("li", {}, phrase))),
        el("h3", {}, "Highlights"),
        it.silence === null ? "" : el("p", {id: "silence"}, score(it.silence.score), " No records since " + moment(it.silence.since)
            + ": " + exact(it.silence.windows) + (it.silence.windows === 1 ? " window" : " windows") + " without any, which is unusual for this stream."),
        told.length > 0 ? list(told) : it.silence === null ? el("p", {class: "soft", id: "quiet"}, "Nothing out of the ordinary.") : "",
        usual.length === 0 ? "" : details("usual", el("summary", {}, exact(usual.length) + (usual.length === 1 ? " kind" : " kinds") + " of lines as in any window"), list(usual)),
        it.newPatterns.length === 0 ? "" : details("patterns", el("summary", {}, exact(it.newPatterns.length) + " new patterns"),
            el("ul", {class: "patterns"}, it.newPatterns.map(text => el("li", {}, text)))),
        view.work === null ? "" : details("work", el("summary", {}, "Work by layer"),
            el("p", {class: "note"}, "Share of the tokens that each layer saw. Beside it, over dense Mamba's work: scoring "
                + percent(view.work.scoringRatio) + ", early readout " + percent(view.work.readoutRatio) + "."),
            layerBars(view.work.tokensByLayer.map(seen => view.work.tokens === 0 ? 0 : seen / view.work.tokens), value => value.toFixed(2))));
  }

  /** The window's lines, read from Kafka again; once, however many highlights are opened. */
  function linesAgain(start) {
    if (again.start !== start) {
      again = {start, lines: ready().then(() => send("/api/window/lines", {key, start}))};
      again.lines.catch(() => { again = {start: null, lines: null}; }); // asked again the next time
    }
    return again.lines;
  }

  return {element: body, show, close: () => { asked++; }};
}

function fact(value, words) {
  return el("span", {}, el("b", {}, value), " " + words);
}

function line(it) {
  return el("li", {}, withReasons(it.text, it.why, it.level));
}

function highlight(one, details, linesAgain) {
  const place = el("div", {});
  const around = (before, after) => place.replaceChildren(el("ol", {class: "context"},
      before.map(line), el("li", {class: "it"}, withReasons(one.text, one.why, one.level)), after.map(line)));
  const kept = one.before.length + one.after.length > 0;
  if (kept) {
    around(one.before, one.after);
  }

  async function read() {
    place.replaceChildren(el("p", {class: "soft"}, "Reading them from Kafka…"));
    try {
      const lines = await linesAgain();
      const found = lines.around.find(it => position(it.at) === position(one.at));
      if (found === undefined) {
        place.replaceChildren(el("p", {class: "soft"}, "The line was not found again" + (lines.problem === "" ? "." : ": " + lines.problem + ".")));
      } else {
        around(found.before, found.after);
      }
    } catch (e) {
      place.replaceChildren(el("p", {class: "soft"}, "Not read: " + e.message + "."));
    }
  }

  const element = details([el("summary", {}, "lines around it"), place]);
  if (!kept) {
    element.addEventListener("toggle", () => {
      if (element.open && place.querySelector(".context") === null) {
        read();
      }
    });
  }
  return el("li", {}, el("span", {}, score(one.score)), el("span", {class: "times", title: "lines of the window that say the same"}, one.count > 1 ? "×" + exact(one.count) : ""),
      withReasons(one.text, one.why, one.level),
      el("div", {class: "more"},
          ...reasons(one.why),
          clock(one.time) + "  ·  " + position(one.at),
          one.count > 1 ? "  ·  folded from " + exact(one.count) + " lines" : "",
          element));
}
