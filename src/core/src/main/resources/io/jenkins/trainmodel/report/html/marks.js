/** Vertical lines for moments of the run, horizontal lines for targets, crosses for values that are not finite. */

const MARKS = [
  {kind: 'best', label: say('script.mark.best'), style: 'solid', width: 1.5},
  {kind: 'fired', label: say('script.mark.fired'), style: 'solid', width: 1.5},
  {kind: 'change', label: say('script.mark.change'), style: 'dashed', width: 1.5},
  {kind: 'resume', label: say('script.mark.resume'), style: 'dotted', width: 2},
  {kind: 'checkpoint', label: say('script.mark.checkpoint'), style: 'solid', width: 1},
];
const CROSS = 'path://M0,1 L1,0 L5,4 L9,0 L10,1 L6,5 L10,9 L9,10 L5,6 L1,10 L0,9 L4,5 Z';
const CROSS_SIZE = 8;

function verticalLine(kind, position) {
  const lineStyle = {color: colour(`mark-${kind.kind}`), type: kind.style, width: kind.width};
  if (kind.kind === 'checkpoint') {
    return [{xAxis: position, y: '100%', symbol: 'none', lineStyle}, {xAxis: position, y: '96%', symbol: 'none'}];
  }
  return {xAxis: position, lineStyle};
}

/** Pixels between two lines, so that none covers another. */
const LEAST_GAP = 4;

/** Moves a line that would cover another one beside it; checkpoints stand below all. */
class Lanes {
  constructor(pixel) {
    this.pixel = pixel;
    this.taken = [];
  }

  place(position, from, to) {
    const inside = place => place >= from && place <= to;
    for (let lane = 0; lane < 8; lane++) {
      const places = [position - lane * LEAST_GAP * this.pixel, position + lane * LEAST_GAP * this.pixel];
      const free = places.find(place => inside(place) && this.taken.every(
        other => Math.abs(other - place) >= (LEAST_GAP - 0.5) * this.pixel));
      if (free !== undefined) {
        this.taken.push(free);
        return free;
      }
    }
    return position;
  }
}

function verticalLines(marks, axis, shown, bottom, width) {
  const [from, to] = axis.range;
  const lanes = new Lanes((to - from) / Math.max(width, 1));
  return marks.flatMap(mark => {
    const position = axis.positionOfStep(mark.step);
    const kind = MARKS.find(one => one.kind === mark.kind);
    if (!shown.has(mark.kind) || position < from || position > to) {
      return [];
    }
    if (mark.kind !== 'checkpoint') {
      return [verticalLine(kind, lanes.place(position, from, to))];
    }
    const line = verticalLine(kind, position);
    line[0].y = bottom;
    line[1].y = bottom - 7;
    return [line];
  });
}

function targetLines(targets) {
  return targets.map(target => ({
    yAxis: target.value,
    name: target.text,
    lineStyle: {color: colour('target'), type: 'dashed', width: 1.2},
    label: {
      show: true, formatter: '{b}', position: 'insideStartTop', color: colour('text-muted'), fontSize: 11,
    },
  }));
}

/** The places of a line where its value was not finite, with the word for it. */
function notFinitePlaces(line, positions) {
  return Object.entries(line.notFinite).map(([index, word]) => ({position: positions[index], word}));
}

/** Crosses above the curves, none of them over another. */
function crosses(lines, axis, width) {
  const [from, to] = axis.range;
  const least = (to - from) * (CROSS_SIZE + 2) / Math.max(width, 1);
  let last = -Infinity;
  return lines
    .flatMap(({line, positions}) => notFinitePlaces(line, positions))
    .filter(({position}) => position >= from && position <= to)
    .sort((one, other) => one.position - other.position)
    .filter(({position}) => {
      const apart = position - last >= least;
      last = apart ? position : last;
      return apart;
    })
    .map(({position, word}) => ({
      name: word, xAxis: position, y: CROSS_SIZE, symbol: CROSS, symbolSize: CROSS_SIZE,
      itemStyle: {color: colour('not-finite')},
    }));
}

/** The marks within a few pixels of a place, for the tooltip. */
function marksNear(marks, axis, shown, position, width) {
  const reach = (axis.range[1] - axis.range[0]) * 5 / Math.max(width, 1);
  return marks
    .filter(mark => shown.has(mark.kind) && Math.abs(axis.positionOfStep(mark.step) - position) <= reach)
    .slice(0, 4);
}
