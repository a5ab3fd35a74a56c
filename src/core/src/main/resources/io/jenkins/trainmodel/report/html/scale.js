/** The vertical axis: round ends that hold what is shown, and round steps between them. */

const STEPS = 4;

/** The part of its size over which a number of bytes must move before the axis shows it as movement. */
const LEAST_SPAN_OF_BYTES = 0.04;

function isBinary(unit) {
  return unit === 'bytes' || unit === 'bytesPerSecond';
}

/** A step that is round in the unit in which the largest value is written. */
function roundStep(rough, largest, unit) {
  const size = isBinary(unit) ? 1024 ** Math.max(0, Math.floor(Math.log2(largest || 1) / 10)) : 1;
  const power = 10 ** Math.floor(Math.log10(rough / size));
  return [1, 2, 2.5, 5, 10].find(factor => rough <= factor * power * size * (1 + 1e-9)) * power * size;
}

/** Smallest and largest value in the part of the axis that is shown. */
function extentOf(entries, axis) {
  const [from, to] = axis.range;
  let low = Infinity;
  let high = -Infinity;
  for (const {positions, values, line} of entries) {
    for (let i = 0; i < values.length; i++) {
      if (values[i] !== null && positions[i] >= from && positions[i] <= to) {
        low = Math.min(low, values[i], line.values[i]);
        high = Math.max(high, values[i], line.values[i]);
      }
    }
  }
  return [low, high];
}

/** Takes a target in where it is near the curve, so that a far one does not flatten it. */
function withNearTargets([low, high], targets) {
  const reach = (high - low || Math.abs(high) || 1) / 2;
  const near = targets.map(({value}) => value).filter(value => value >= low - reach && value <= high + reach);
  return [Math.min(low, ...near), Math.max(high, ...near)];
}

function widened([low, high], unit) {
  const size = Math.max(Math.abs(low), Math.abs(high));
  const least = isBinary(unit) ? size * LEAST_SPAN_OF_BYTES : high > low ? 0 : size * 0.1;
  const missing = Math.max(0, (least || (high > low ? 0 : 1)) - (high - low));
  return [low >= 0 ? Math.max(0, low - missing / 2) : low - missing / 2, high + missing / 2];
}

/** Ends, step and label format of a linear axis; empty where the numbers are too large or too small to choose. */
function scaleOf(entries, chart, axis) {
  if (chart.unit === 'share') {
    return {min: 0, max: 1, interval: 0.25};
  }
  const extent = extentOf(entries, axis);
  if (extent[0] > extent[1]) {
    return {};
  }
  const [low, high] = widened(withNearTargets(extent, chart.targets), chart.unit);
  const interval = roundStep((high - low) / STEPS, Math.abs(high), chart.unit);
  const min = Math.floor(low / interval + 1e-9) * interval;
  const max = Math.ceil(high / interval - 1e-9) * interval;
  return Number.isFinite(max - min) && interval > Number.MIN_VALUE * 1e6 ? {min, max, interval} : {};
}

/** Digits that tell neighbouring labels apart. */
function tickFormat({min, max, interval}, unit) {
  if (interval === undefined) {
    return value => formatValue(value, unit);
  }
  const size = Math.max(Math.abs(min), Math.abs(max));
  const digits = Math.min(15, Math.max(4, Math.ceil(Math.log10(size / interval)) + 2));
  return value => formatValue(value, unit, digits);
}
