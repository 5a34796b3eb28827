// Highways: which tokens climbed how far, for a text that is typed in or that of a window.

import {el, say} from "./dom.js";
import {clock, exact, moment, percent} from "./format.js";
import {grid} from "./grid.js";
import {ask, known, ready, start as send} from "./server.js";

export function highwayView(key, windowStart) {
  let closed = false;
  const text = el("textarea", {id: "text", spellcheck: "false", "aria-label": "Text to read, each line a record",
    placeholder: "Type or paste log lines, each line a record", maxlength: known.settings?.maxCharacters ?? 8000});
  const keep = el("input", {type: "number", id: "keep", min: "0.01", max: "1", step: "0.01", value: "0.1"});
  const chunk = el("input", {type: "number", id: "chunk", min: "1", max: "4096", step: "1", value: "256"});
  const button = el("button", {class: "main", type: "submit", id: "read"}, "Read");
  const from = el("span", {class: "soft"});
  const problem = el("p", {class: "error", role: "alert"});
  const result = el("div", {class: "panel", id: "result"});
  result.hidden = problem.hidden = true;
  const form = el("form", {class: "panel ask", on: {submit: event => {
    event.preventDefault();
    read();
  }}}, text, el("div", {class: "tools"}, el("label", {}, "Kept at the last layer", keep), el("label", {}, "Tokens in a chunk", chunk), button, from), problem);
  text.addEventListener("keydown", event => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      read();
    }
  });
  const element = el("div", {},
      key === undefined ? "" : el("p", {class: "crumb"}, el("a", {href: "#/stream/" + encodeURIComponent(key) + "/" + windowStart}, "← " + key)),
      el("h1", {}, "Highways"),
      el("p", {class: "soft"}, "Tokens that the text's own past surely expects are not read. The others enter at the bottom layer. Those with the least impact are skipped at the next layer; "
          + "few reach the top. The text is read as a new stream, with no past."),
      form, result);

  async function read() {
    problem.hidden = true;
    button.disabled = true;
    say(button, "Reading…");
    try {
      const highways = await send("/api/highways", {text: text.value, keep: Number(keep.value), chunk: Number(chunk.value)});
      if (!closed) {
        result.hidden = false;
        result.replaceChildren(...show(highways));
      }
    } catch (e) {
      say(problem, e.message);
      problem.hidden = false;
    } finally {
      button.disabled = false;
      say(button, "Read");
    }
  }

  function show(highways) {
    const unread = highways.tokens.filter(token => token.depth === 0).length;
    const summary = el("div", {class: "body"}, el("div", {class: "facts", role: "status", id: "read-facts"},
        el("span", {}, el("b", {}, exact(highways.tokens.length)), highways.cut ? " tokens, the first of the text" : " tokens"),
        unread === 0 ? "" : el("span", {}, el("b", {}, exact(unread)), " expected and not read"),
        el("span", {}, el("b", {}, highways.layers), " layers"),
        el("span", {}, el("b", {}, percent(1 - highways.workRatio)), " of the work skipped"),
        el("span", {class: "mono"}, highways.model)));
    return [summary, ...grid(highways)];
  }

  async function load() {
    try {
      let window = await ask("/api/window/text", {key, start: windowStart});
      let where = "kept here";
      let missing = "";
      if (window.lines < window.records) {
        say(from, "Reading the lines of the window from Kafka…");
        await ready();
        try {
          const again = await send("/api/window/lines", {key, start: Number(windowStart)});
          missing = again.problem;
          if (again.lines > window.lines) {
            [window, where] = [again, "read from Kafka again"];
          }
        } catch (e) {
          missing = e.message;
        }
      }
      if (closed) {
        return;
      }
      text.value = window.text;
      say(from, exact(window.lines) + " of the " + exact(window.records) + " lines of the window from " + moment(Number(windowStart)) + " are " + where
          + (missing === "" ? "" : "; " + missing));
      if (window.text === "") {
        say(from, "No line of the window from " + clock(Number(windowStart)) + " is kept any more"
            + (missing === "" ? "" : ": " + missing) + "; type or paste some.");
      } else {
        await ready();
        await read();
      }
    } catch (e) {
      say(problem, e.message);
      problem.hidden = false;
    }
  }

  return {
    title: "Highways",
    element,
    shown() {
      if (key !== undefined) {
        load();
      }
    },
    close() {
      closed = true;
    },
  };
}
