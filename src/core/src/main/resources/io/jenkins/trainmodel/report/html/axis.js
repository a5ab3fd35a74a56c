/** The horizontal axis that all curves share: steps, epochs or seconds, and the part of it that is shown. */

/** Index of the last position that is not after the target, at least 0. */
function indexBefore(positions, target) {
  let low = 0;
  let high = positions.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (positions[middle] <= target) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low;
}

function nearestIndex(positions, target) {
  const before = indexBefore(positions, target);
  const after = Math.min(before + 1, positions.length - 1);
  return Math.abs(positions[after] - target) < Math.abs(positions[before] - target) ? after : before;
}

/** Linear between anchors, and on beyond the last one. */
function interpolate(from, to, value) {
  if (from.length < 2) {
    return to[0] ?? 0;
  }
  const i = Math.min(indexBefore(from, value), from.length - 2);
  const width = from[i + 1] - from[i];
  return width > 0 ? to[i] + (to[i + 1] - to[i]) * (value - from[i]) / width : to[i + 1];
}

class SharedAxis {
  constructor(anchors) {
    this.anchors = anchors;
    this.mode = 'epochs';
    this.zoom = null;
  }

  get end() {
    const end = this.anchors[this.mode].at(-1) || 1;
    // The only epoch of a run stands within the chart, not on its edge.
    return this.mode === 'epochs' && end === 1 ? 1.5 : end;
  }

  /** The part that is shown, in units of the axis. */
  get range() {
    return this.zoom ?? [0, this.end];
  }

  /** Where the points of a line stand on the axis; a line of another run brings anchors of its own. */
  positionsOf(line) {
    if (this.mode === 'seconds') {
      return line.seconds;
    }
    if (this.mode === 'steps' && line.sampling !== 'telemetry') {
      return line.steps;
    }
    const source = line.sampling === 'telemetry' ? 'seconds' : 'steps';
    const anchors = line.anchors ?? this.anchors;
    return line[source].map(value => interpolate(anchors[source], anchors[this.mode], value));
  }

  positionOfStep(step) {
    return this.mode === 'steps' ? step : interpolate(this.anchors.steps, this.anchors[this.mode], step);
  }

  /** The same place on another axis. */
  translate(position, mode) {
    return mode === this.mode ? position : interpolate(this.anchors[this.mode], this.anchors[mode], position);
  }

  switchTo(mode) {
    this.zoom = this.zoom?.map(position => this.translate(position, mode)) ?? null;
    this.mode = mode;
  }

  /** Shows a part; all of it where the part is as wide as the axis. */
  show(from, to) {
    const least = this.end / 1e5;
    const width = Math.min(this.end, Math.max(least, to - from));
    const start = Math.min(Math.max(0, from), this.end - width);
    this.zoom = width >= this.end * 0.9999 ? null : [start, start + width];
  }

  /** {@code factor} below 1 zooms in; {@code shift} is a part of what is shown. */
  move(factor, shift) {
    const [from, to] = this.range;
    const middle = (from + to) / 2 + shift * (to - from);
    const half = (to - from) / 2 * factor;
    this.show(middle - half, middle + half);
  }

  format(position) {
    if (this.mode === 'seconds') {
      return formatDuration(position);
    }
    return this.mode === 'steps' ? formatNumber(Math.round(position)) : formatNumber(Number(position.toFixed(2)));
  }

  /** A place in words, on all three axes. */
  describe(position) {
    const step = WHOLE.format(Math.round(this.translate(position, 'steps')));
    const epoch = formatNumber(Number(this.translate(position, 'epochs').toFixed(2)));
    return say('script.place', epoch, step, formatDuration(this.translate(position, 'seconds')));
  }
}
