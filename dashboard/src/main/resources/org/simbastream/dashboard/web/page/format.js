// Numbers and times in words. Event times are shown in UTC, as logs mostly are.

const whole = new Intl.NumberFormat("en", {maximumFractionDigits: 0});
const short = new Intl.NumberFormat("en", {notation: "compact", maximumFractionDigits: 1});

export function count(value) {
  return value < 100000 ? whole.format(value) : short.format(value);
}

export function exact(value) {
  return whole.format(value);
}

export function rate(value) {
  return value >= 100 ? count(value) : value >= 10 ? value.toFixed(0) : value >= 0.05 || value === 0 ? value.toFixed(1) : "<0.1";
}

export function percent(value) {
  return value === null || value === undefined ? "–" : Math.round(100 * value) + " %";
}

/** A duration in milliseconds, in one unit. */
export function duration(ms) {
  const seconds = Math.max(0, ms) / 1000;
  if (seconds < 1) {
    return Math.round(ms) + " ms";
  }
  if (seconds < 120) {
    return Math.round(seconds) + " s";
  }
  return seconds < 7200 ? Math.round(seconds / 60) + " min" : seconds < 172800 ? Math.round(seconds / 3600) + " h" : Math.round(seconds / 86400) + " d";
}

const FAR = 8.64e15; // what a Date can hold

export function clock(ms) {
  return Math.abs(ms) > FAR ? "–" : new Date(ms).toISOString().slice(11, 19);
}

export function day(ms) {
  return Math.abs(ms) > FAR ? "–" : new Date(ms).toISOString().slice(0, 10);
}

export function moment(ms) {
  return Math.abs(ms) > FAR ? "–" : day(ms) + " " + clock(ms);
}

/** An event time for a list: the time of day, with the day if that is not today. */
export function when(ms, now) {
  return Math.abs(ms) > FAR ? "–" : day(ms) === day(now) ? clock(ms) : day(ms).slice(5) + " " + clock(ms).slice(0, 5);
}

export function bytes(value) {
  return value < 1024 ? value + " B" : value < 1 << 20 ? (value / 1024).toFixed(1) + " KiB" : (value / (1 << 20)).toFixed(1) + " MiB";
}

/** A position in Kafka as replays write it. */
export function position(at) {
  return at.topic + "-" + at.partition + "@" + at.offset;
}

/** A number that may be very small. */
export function small(value) {
  return value === 0 ? "0" : Math.abs(value) >= 0.001 ? value.toPrecision(3) : value.toExponential(1);
}

/** A token with its white space made visible. */
export function visible(text) {
  return text.replaceAll("\n", "⏎").replaceAll("\t", "⇥").replaceAll(" ", "␣");
}
