// The picture of highways: tokens from left to right, layers from the bottom up.

import {arrows, el, layerBars, say} from "./dom.js";
import {exact, percent, small, visible} from "./format.js";

const STEPS = 8;

/** The text coloured by depth, the grid, its legend, and what is said of the token that is looked at. */
export function grid(highways) {
  const colours = ranks(highways);
  const flow = el("div", {class: "flow", "aria-hidden": "true"});
  const columns = el("div", {class: "grid", role: "listbox", "aria-label": "Tokens", "aria-orientation": "horizontal", id: "grid"});
  const inspect = el("div", {class: "inspect", id: "inspect", role: "status"});
  let at = -1;

  function look(place, scroll) {
    if (place === at) {
      return;
    }
    columns.children[at]?.setAttribute("aria-selected", "false");
    columns.children[at]?.setAttribute("tabindex", "-1");
    flow.children[at]?.classList.remove("at");
    at = place;
    columns.children[at].setAttribute("aria-selected", "true");
    columns.children[at].setAttribute("tabindex", "0");
    flow.children[at].classList.add("at");
    if (scroll) {
      columns.children[at].scrollIntoView({block: "nearest", inline: "nearest"});
    }
    inspect.replaceChildren(...explain(highways, place));
  }

  highways.tokens.forEach((token, place) => {
    const level = Math.ceil(4 * token.depth / highways.layers);
    flow.append(el("span", {class: "d" + level, on: {click: () => look(place, true), pointerenter: () => look(place, true)}}, token.text));
    const cells = [el("b", {class: token.depth === 0 ? "unread" : null}, visible(token.text))];
    for (let layer = 0; layer < highways.layers; layer++) {
      cells.push(el("i", {class: layer < token.depth ? "i" + colours[layer].get(place) : null}));
    }
    const first = place > 0 && token.chunk !== highways.tokens[place - 1].chunk;
    columns.append(el("div", {class: first ? "token first" : "token", role: "option", "aria-selected": "false", tabindex: "-1", dataset: {place, depth: token.depth},
      "aria-label": visible(token.text) + (token.depth === 0 ? ", expected and not read" : ", seen by " + token.depth + " of " + highways.layers + " layers"),
      on: {pointerenter: () => look(place, false), focus: () => look(place, false), click: () => look(place, false)}}, cells));
  });
  arrows(columns, ".token", {horizontal: true});
  look(0, false);
  const axis = el("div", {class: "layer-axis", "aria-hidden": "true"}, el("span", {class: "foot"}, "layer"),
      [...Array(highways.layers).keys()].map(layer => el("span", {}, layer)));
  const legend = el("div", {class: "legend", "aria-hidden": "true"}, el("i"), "skipped", el("span", {class: "token"},
      [...Array(STEPS).keys()].map(step => el("i", {class: "i" + (step + 1)}))), "impact, by its rank within the layer, least to greatest");
  return [flow, el("div", {class: "roads"}, axis, columns), legend, inspect];
}

/** By layer, each token's step of colour: impact falls so steeply with distance that ranks show more. */
function ranks(highways) {
  const byLayer = [];
  for (let layer = 0; layer < highways.layers; layer++) {
    const seen = highways.tokens.map((token, place) => ({place, impact: token.impact[layer]})).filter(it => it.impact !== undefined);
    seen.sort((a, b) => a.impact - b.impact);
    byLayer.push(new Map(seen.map((it, rank) => [it.place, 1 + Math.floor(STEPS * rank / seen.length)])));
  }
  return byLayer;
}

function explain(highways, place) {
  const token = highways.tokens[place];
  const top = token.depth - 1;
  return [
    el("div", {}, el("div", {class: "word"}, visible(token.text)),
        el("p", {class: "soft"}, "token " + exact(place + 1) + " of " + exact(highways.tokens.length) + ", number " + token.id + " of the vocabulary"),
        el("p", {}, why(highways, token, place, top))),
    el("div", {}, el("h3", {}, "Impact by layer"), layerBars(token.impact, small)),
  ];
}

function why(highways, token, place, top) {
  if (token.depth === 0) {
    return "It was not read: the stream's past expected it, with a trust of " + percent(token.expected.trust) + ".";
  }
  const instead = token.expected === null || token.expected.came ? ""
      : "It came instead of " + visible(token.expected.text) + ", which was expected with a trust of " + percent(token.expected.trust) + ". ";
  return instead + climb(highways, token, place, top);
}

function climb(highways, token, place, top) {
  const last = !highways.tokens.slice(place + 1).some(later => later.chunk === token.chunk && later.depth > 0);
  if (last) {
    return "It is the last token of its chunk that was read, which always climbs: what comes next is read from it.";
  }
  if (token.stop === null) {
    return "It reached the last layer: at each layer its impact was among the greatest.";
  }
  const climbed = exact(token.stop.climbed) + " of the " + exact(token.stop.seen) + " tokens that layer " + top + " saw";
  if (token.stop.least === null) {
    return "It stopped at layer " + top + ": only the chunk's last token went on.";
  }
  return "It stopped at layer " + top + ": its impact there, " + small(token.stop.impact) + ", is not above " + small(token.stop.least)
      + ", the least of those that climbed (" + climbed + ").";
}
