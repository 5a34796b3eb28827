// Builds elements. Text goes in as text nodes only: what a log line says is never markup.

/**
 * @param {string} tag
 * @param {object} properties class, dataset, on (listeners by name), and attributes; null leaves out
 * @param {...(Node|string|number|null)} children
 */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  set(element, properties);
  element.append(...children.flat().filter(child => child !== null && child !== undefined).map(asNode));
  return element;
}

/** The same for SVG, whose elements have another namespace. */
export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

function set(element, properties) {
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) {
      continue;
    }
    if (name === "class") {
      element.className = value;
    } else if (name === "on") {
      for (const [event, listener] of Object.entries(value)) {
        element.addEventListener(event, listener);
      }
    } else if (name === "dataset") {
      Object.assign(element.dataset, value);
    } else {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
}

function asNode(child) {
  return child instanceof Node ? child : document.createTextNode(String(child));
}

/** Changes an element's text if it differs, so that screen readers are not told the same again. */
export function say(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** Gives an element other children; what has the focus keeps it, if there is one with the same data-id. */
export function refill(element, children) {
  const focused = element.contains(document.activeElement) ? document.activeElement.dataset.id : undefined;
  element.replaceChildren(...children);
  if (focused !== undefined) {
    element.querySelector('[data-id="' + CSS.escape(focused) + '"]')?.focus();
  }
}

/** A score with its number; its class says how telling it is. */
export function score(value) {
  return el("span", {class: "score " + level(value), title: "score"}, value === null ? "–" : value.toFixed(1));
}

/** How telling a score is: from 4 on a line is worth an alert. */
export function level(value) {
  if (value === null || value < 2) {
    return "s0";
  }
  return value < 4 ? "s1" : value < 6 ? "s2" : "s3";
}

/** A share as a bar with its number. */
export function share(value) {
  const fill = el("span", {class: "fill"});
  fill.style.width = (value === null ? 0 : 100 * value) + "%";
  return el("span", {class: "share"},
      el("span", {class: "track", "aria-hidden": "true"}, fill),
      value === null ? "–" : Math.round(100 * value) + " %");
}

/** Bars by layer, the last layer on top. */
export function layerBars(values, words) {
  const most = Math.max(...values, Number.MIN_VALUE);
  const rows = [];
  for (let layer = values.length - 1; layer >= 0; layer--) {
    const fill = el("span", {class: "fill"});
    fill.style.width = Math.max(0, 100 * values[layer] / most) + "%";
    rows.push(el("span", {class: "soft number"}, layer), el("span", {class: "track", "aria-hidden": "true"}, fill),
        el("span", {class: "number"}, words(values[layer])));
  }
  return el("div", {class: "layers"}, rows);
}

/** A text in which the places that were searched for are marked. */
export function marked(text, wanted) {
  const element = el("span", {class: "text"});
  const lower = text.toLowerCase();
  const needle = wanted.toLowerCase();
  let from = 0;
  // where lower case has another length, places would be off
  for (let at = lower.length === text.length ? lower.indexOf(needle) : -1; at >= 0; at = lower.indexOf(needle, from)) {
    element.append(text.slice(from, at), el("mark", {}, text.slice(at, at + needle.length)));
    from = at + needle.length;
  }
  element.append(text.slice(from));
  return element;
}

/** A text in which the places that deviate are marked, each with what it deviates from; before it how severe it says it is. */
export function withReasons(text, why, severity = "") {
  const element = el("span", {class: "text"}, severity === "" ? null : el("span", {class: "severity " + (SEVERE[severity] ?? "")}, severity), severity === "" ? null : " ");
  let from = 0;
  for (const one of why.filter(it => it.to > it.from).sort((a, b) => a.from - b.from)) {
    if (one.from >= from) { // a word and a part of it may both deviate
      element.append(text.slice(from, one.from), el("mark", {class: "odd", title: reason(one)}, text.slice(one.from, one.to)));
      from = one.to;
    }
  }
  element.append(text.slice(from));
  return element;
}

const REASONS = {
  pattern: "a rare kind of line", word: "a rare word here", value: "an unusual value", order: "not expected here",
  end: "ends too early", rate: "more such lines than usual", pause: "after a long pause", repetition: "repeats itself", level: "more severe than usual",
};

const SEVERE = {WARN: "warn", ERROR: "error", FATAL: "error"};

function reason(one) {
  return (REASONS[one.kind] ?? one.kind) + (one.expected === "" ? "" : ", usually " + one.expected);
}

/** The reasons that concern a line as a whole, in words. */
export function reasons(why) {
  return why.filter(it => it.to <= it.from).map(it => reason(it) + "  ·  ");
}

/** Moves the focus among the items of a list with the arrow keys, Home and End. */
export function arrows(container, selector, {horizontal = false, onMove = () => {}} = {}) {
  const back = horizontal ? "ArrowLeft" : "ArrowUp";
  const forth = horizontal ? "ArrowRight" : "ArrowDown";
  container.addEventListener("keydown", event => {
    const items = [...container.querySelectorAll(selector)].filter(item => !item.hidden);
    const at = items.indexOf(document.activeElement);
    const to = {[back]: at - 1, [forth]: at + 1, Home: 0, End: items.length - 1}[event.key];
    if (to === undefined || at < 0 || event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    event.preventDefault();
    const item = items[Math.max(0, Math.min(items.length - 1, to))];
    item.focus();
    onMove(item);
  });
}
