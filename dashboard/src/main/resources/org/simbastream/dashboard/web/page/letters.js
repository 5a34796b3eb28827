// Dead letters, and sending them back through.

import {el, say} from "./dom.js";
import {bytes, exact, moment, position} from "./format.js";
import {ask, known, start} from "./server.js";

const REASONS = ["TOO_LARGE", "KEY_TOO_LARGE", "INVALID_UTF8", "MALFORMED_JSON", "MISSING_TEXT", "MALFORMED_TIME", "TIME_TOO_FAR_AHEAD", "TOKENIZER_FAILED"];

export function lettersView() {
  let letters = [];
  let read = -1; // how many had been read when they were fetched
  let replay = 0;
  let running = false;
  let fetching = false;
  const filter = el("select", {id: "reason", on: {change: show}}, el("option", {value: ""}, "all reasons"));
  const body = el("tbody", {id: "letters"});
  const table = el("table", {class: "letters"}, el("thead", {}, el("tr", {}, ["Reason", "Record", "What is wrong", "Kafka time, UTC"].map(words => el("th", {scope: "col"}, words)),
      el("th", {class: "right", scope: "col"}, "Size"), el("th", {class: "right", scope: "col"}, "Replayed"))), body);
  const empty = el("p", {class: "empty"}, "No dead letters.");
  const summary = el("span", {class: "soft", role: "status"});
  const button = el("button", {type: "button", id: "replay", on: {click: () => confirm()}}, "Replay…");
  const off = el("span", {class: "soft"});
  const outcome = el("div", {class: "panel outcome", role: "status", id: "outcome"});
  outcome.hidden = true;
  const element = el("div", {}, el("h1", {class: "skip"}, "Dead letters"),
      el("div", {class: "tools"}, el("label", {}, "Show", filter), summary, el("span", {class: "right tools"}, off, button)),
      outcome, el("div", {class: "panel"}, table, empty));

  function confirm() {
    const reason = el("select", {id: "replay-reason"}, el("option", {value: ""}, "all reasons"),
        REASONS.map(name => el("option", {value: name, selected: name === filter.value}, name)));
    const limit = el("input", {type: "number", id: "replay-limit", min: "1", value: "1000", required: true});
    const dry = el("input", {type: "checkbox", id: "replay-dry"});
    const problem = el("p", {class: "error", role: "alert"});
    const go = el("button", {class: "danger", type: "submit", id: "replay-confirm"}, "Replay");
    const cancel = el("button", {type: "button", on: {click: () => dialog.close()}}, "Cancel");
    dry.addEventListener("change", () => {
      say(go, dry.checked ? "Tell" : "Replay");
      go.className = dry.checked ? "main" : "danger";
    });
    const dialog = el("dialog", {"aria-labelledby": "replay-head", on: {close: () => { dialog.remove(); button.focus(); }}},
        el("form", {on: {submit: async event => {
          event.preventDefault();
          try {
            await start("/api/replay", {reason: reason.value, limit: Number(limit.value), dryRun: dry.checked});
            dialog.close();
          } catch (e) {
            say(problem, e.message);
          }
        }}},
            el("h2", {id: "replay-head"}, "Send dead letters back through?"),
            el("p", {}, "Each record goes back to the topic and partition it came from, and the job reads it again. Mend the cause first. "
                + "Each letter is replayed once, however often this is done."),
            el("label", {}, "Rejected for", reason), el("label", {}, "At most", limit), el("label", {}, dry, "Only tell what would be sent"),
            problem, el("div", {class: "tools"}, cancel, go)));
    document.body.append(dialog);
    dialog.showModal();
    cancel.focus(); // the harmless one
  }

  async function fetchLetters(total) {
    if (fetching || total === read) {
      return;
    }
    fetching = true;
    try {
      letters = await ask("/api/letters");
      read = total;
      show();
    } catch {
      // asked again with the next event
    } finally {
      fetching = false;
    }
  }

  function show() {
    const present = [...new Set(letters.map(letter => letter.reason))].sort();
    const offered = [...filter.options].slice(1).map(option => option.value);
    if (present.join() !== offered.join()) {
      const chosen = filter.value;
      filter.replaceChildren(el("option", {value: ""}, "all reasons"), ...present.map(reason => el("option", {value: reason}, reason)));
      filter.value = present.includes(chosen) ? chosen : "";
    }
    const shown = letters.filter(letter => filter.value === "" || letter.reason === filter.value);
    const opened = new Set([...body.querySelectorAll("details[open]")].map(details => details.dataset.of));
    body.replaceChildren(...shown.map(letter => row(letter, opened)));
    table.hidden = shown.length === 0;
    empty.hidden = shown.length > 0;
    enable();
    say(summary, read > letters.length ? "the latest " + exact(shown.length) + " of " + exact(read) + " read" : exact(shown.length) + (shown.length === 1 ? " letter" : " letters"));
  }

  /** Called with new letters as with a new state, so that no letter is on the page beside a dead button. */
  function enable() {
    button.disabled = running || letters.length === 0;
  }

  function showReplay(status) {
    const allowed = known.settings?.allowReplay === true;
    button.hidden = !allowed;
    say(off, known.settings === null || allowed ? "" : "Replays are off: --allow-replay, or simba replay");
    running = status.running;
    enable();
    if (status.number === 0 || (status.number === replay && !status.running)) {
      return;
    }
    replay = status.running ? -status.number : status.number;
    outcome.hidden = false;
    outcome.replaceChildren(el("strong", {}, status.running ? "Replaying…" : status.error !== null ? "The replay ended early: " + status.error :
      (status.dryRun ? "Would replay " : "Replayed ") + exact(status.replayed) + (status.replayed === 1 ? " dead letter" : " dead letters")
        + (status.left > 0 ? "; " + exact(status.left) + " are left" : "") + "."),
        status.lines.length === 0 ? "" : el("pre", {}, status.lines.join("\n")));
  }

  if (known.state !== null) {
    fetchLetters(known.state.totals.letters);
    showReplay(known.state.replay);
  }
  show();
  return {
    title: "Dead letters",
    element,
    heard(name, state) {
      if (name === "state") {
        fetchLetters(state.totals.letters);
        showReplay(state.replay);
      }
    },
    close() {},
  };
}

function row(letter, opened) {
  const of = position(letter.at);
  return el("tr", {}, el("td", {class: "reason"}, letter.reason), el("td", {class: "mono"}, position(letter.origin)),
      el("td", {class: "wide"}, letter.message, el("details", {dataset: {of}, open: opened.has(of)}, el("summary", {}, "its first bytes"),
          el("pre", {}, letter.head === "" ? "(none)" : letter.head),
          el("p", {class: "note"}, "stream " + letter.key + ", letter " + of + ", rejected by version " + letter.version))),
      el("td", {class: "number"}, letter.time < 0 ? "–" : moment(letter.time)), el("td", {class: "right"}, bytes(letter.length)),
      el("td", {class: "right"}, letter.replays === 0 ? "never" : exact(letter.replays) + "×"));
}
