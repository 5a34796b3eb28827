// The frame around all views: which one is shown, vital signs, whether Kafka is there.

import {el, say, svg} from "./dom.js";
import {clock, count, duration, exact, percent, rate} from "./format.js";
import {highwayView} from "./highway.js";
import {lettersView} from "./letters.js";
import {follow, known, listen} from "./server.js";
import {streamView} from "./stream.js";
import {streamsView} from "./streams.js";

const main = document.getElementById("main");
const banner = document.getElementById("banner");
const live = document.getElementById("live");
const vitals = document.getElementById("vitals");
const notes = document.getElementById("notes");
const rates = []; // records a second, one a second, for the small curve
const RATES = 60;

let view = null;
let linked = false;

/** The view that an address names: #/, #/stream/KEY, #/stream/KEY/WINDOW, #/highways, #/letters. */
function open() {
  const [name = "", ...rest] = location.hash.replace(/^#\/?/, "").split("/").map(decode);
  if (view?.takes?.(name, rest)) {
    return;
  }
  view?.close();
  view =
    name === "stream" && rest[0] ? streamView(rest[0], rest[1]) :
    name === "highways" ? highwayView(rest[0], rest[1]) :
    name === "letters" ? lettersView() : streamsView();
  follow(name === "stream" && rest[0] ? rest[0] : null);
  main.replaceChildren(view.element);
  view.shown?.();
  document.title = view.title + " · simba-stream";
  for (const [id, names] of [["streams", ["", "stream"]], ["highways", ["highways"]], ["letters", ["letters"]]]) {
    const link = document.getElementById("nav-" + id);
    if (names.includes(name)) {
      link.setAttribute("aria-current", "page");
    } else {
      link.removeAttribute("aria-current");
    }
  }
}

function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function vital(name, title) {
  const value = el("dd", {}, "–");
  const more = el("p", {}, "\u00a0");
  const box = el("div", {title}, el("dt", {}, name), value, more);
  vitals.append(box);
  return {
    box,
    say(text, unit, below, bad = false) {
      value.replaceChildren(text, el("small", {}, unit === "" ? "" : " " + unit));
      say(more, below || "\u00a0");
      box.classList.toggle("bad", bad);
    },
  };
}

const signs = {
  throughput: vital("Throughput", "Scored records a second, over the last half minute"),
  lag: vital("Lag", "Records between the end of the input and what was read of it"),
  result: vital("Last commit", "Since a result was committed last, as seen from here"),
  checkpoint: vital("Checkpoint", "Age of the latest completed checkpoint, by Flink"),
  skipped: vital("Work skipped", "Token-layers not computed, of those of dense Mamba"),
  letters: vital("Dead letters", "Records that could not be processed"),
};
signs.checkpoint.box.hidden = true;
const curve = svg("polyline", {points: ""});
signs.throughput.box.append(svg("svg", {class: "spark", viewBox: "0 0 60 16", preserveAspectRatio: "none", "aria-hidden": "true"}, curve));

function showState(state) {
  const totals = state.totals;
  const lag = state.kafka.lag;
  signs.throughput.say(rate(totals.recordsPerSecond), "records/s", rate(totals.tokensPerSecond) + " tokens/s");
  rates.push(totals.recordsPerSecond);
  if (rates.length > RATES) {
    rates.shift();
  }
  const most = Math.max(...rates, 1e-9);
  curve.setAttribute("points", rates.map((value, i) => (i + RATES - rates.length) + "," + (15 - 14 * value / most).toFixed(1)).join(" "));
  signs.lag.say(lag.records === null ? "–" : count(lag.records), lag.records === null ? "" : "records",
      lag.records === null ? "not known" : lag.unknown > 0 ? lag.unknown + " partitions not known" :
      lag.partitions.length + (lag.partitions.length === 1 ? " partition" : " partitions"));
  signs.lag.box.title = "Records between the end of the input and what was read of it"
      + lag.partitions.slice(0, 12).map(it => "\n" + it.topic + "-" + it.partition + ": " + exact(Math.max(0, it.end - it.read))).join("");
  if (state.lastResult > 0) {
    signs.result.say(duration(state.now - state.lastResult), "ago", "results come with checkpoints");
  } else {
    signs.result.say("–", "", "none since " + clock(state.started));
  }
  signs.checkpoint.box.hidden = state.checkpoints === null;
  if (state.checkpoints !== null) {
    const it = state.checkpoints;
    signs.checkpoint.say(it.lastCompleted === null ? "–" : duration(state.now - it.lastCompleted), it.lastCompleted === null ? "" : "ago",
        it.lastCompleted === null ? it.state : it.completed + " completed" + (it.failed === 0 ? "" : ", " + it.failed + " of the last " + it.recent + " failed"), it.state !== "RUNNING");
  }
  signs.skipped.say(percent(totals.skipped), "", totals.skipped === null ? "no window yet" : "of dense Mamba's layers");
  signs.letters.say(count(totals.letters), "", totals.letters === 0 ? "none read" : "read since the page started", totals.letters > 0);
  const badge = document.getElementById("letter-count");
  badge.hidden = totals.letters === 0;
  say(badge, count(totals.letters));
  const open = document.getElementById("alert-count");
  open.hidden = state.alerts.open === 0;
  open.title = "open alerts";
  say(open, count(state.alerts.open));
  showBanner(state);
  showNotes(state);
}

function showBanner(state) {
  if (!linked) {
    telling("This page's server does not answer.", " It is tried again by itself.");
  } else if (state?.kafka.state === "AWAY") {
    telling("Kafka is away since " + clock(state.kafka.since) + " UTC.",
        " " + state.kafka.message + " What is shown was read before; it goes on by itself when Kafka is back.");
  } else {
    banner.hidden = true;
  }
  const on = linked && state?.kafka.state === "CONNECTED";
  live.className = "live " + (on ? "on" : linked && state?.kafka.state !== "AWAY" ? "" : "off");
  say(live, !linked ? "server away" : on ? "live" : state?.kafka.state === "AWAY" ? "Kafka away" : "connecting");
}

function telling(what, more) {
  if (banner.hidden || banner.firstChild?.textContent !== what) {
    banner.replaceChildren(el("span", {}, what), el("small", {}, more));
  }
  banner.hidden = false;
}

function showNotes(state) {
  const settings = known.settings;
  const said = ["Event times are UTC. The page keeps "
      + (settings === null ? "the latest of what it reads, " : "the latest " + settings.maxWindows + " windows and " + settings.maxLines + " lines of up to " + settings.maxStreams + " streams, ")
      + "and only what was committed."];
  if (known.forgotten > 0) {
    said.push(exact(known.forgotten) + " streams were forgotten because others were heard.");
  }
  if (known.waiting > 0) {
    said.push("More streams change than a browser is sent: " + settings?.rowsASecond + " a second, the others follow.");
  }
  if (state.totals.leftOut > 0) {
    said.push(exact(state.totals.leftOut) + " scored records were passed over to keep up: rates and lines are a sample.");
  }
  if (state.totals.unreadable > 0) {
    said.push(exact(state.totals.unreadable) + " results are not what the schemas say and were left out.");
  }
  if (state.kafka.missing.length > 0) {
    said.push("Topics that are not there, or may not be read: " + state.kafka.missing.join(", ") + ".");
  }
  const text = said.join("\n");
  if (notes.dataset.said !== text) {
    notes.dataset.said = text;
    notes.replaceChildren(...said.map(sentence => el("p", {}, sentence)));
  }
}

listen((name, data) => {
  if (name === "open") {
    linked = true;
  } else if (name === "lost") {
    linked = false;
    showBanner(known.state);
  } else if (name === "full") {
    telling("Too many pages are open on this server.", " Close another one and reload.");
  } else if (name === "state") {
    linked = true;
    showState(data);
  }
  view?.heard?.(name, data);
});

document.addEventListener("keydown", event => {
  const typing = event.target.closest?.("input, textarea, select, dialog");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const search = main.querySelector("input[type=search]");
    if (search !== null) {
      event.preventDefault();
      search.focus();
    }
  } else if (event.key === "Escape" && !event.target.closest?.("dialog")) {
    if (event.target.matches?.("input[type=search]") && event.target.value !== "") {
      event.target.value = "";
      event.target.dispatchEvent(new Event("input", {bubbles: true}));
    } else if (typing) {
      event.target.blur();
    } else if (location.hash.startsWith("#/stream/")) {
      location.hash = "#/";
    }
  }
});

document.getElementById("skip").addEventListener("click", event => {
  event.preventDefault();
  main.focus();
});

window.addEventListener("hashchange", open);
open();
