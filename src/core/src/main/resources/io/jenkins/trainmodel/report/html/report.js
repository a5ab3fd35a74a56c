/** Draws a run's data, and draws it again when there is more of it. */

function whenInSight(target, action) {
  const observer = new IntersectionObserver(entries => {
    if (entries.some(entry => entry.isIntersecting)) {
      observer.disconnect();
      action();
    }
  }, {rootMargin: '200px'});
  observer.observe(target);
}

/** No chart can be drawn in so few pixels. */
const LEAST_WIDTH = 80;

/**
 * Draws a picture anew in the size that its place has got. What is hidden, or passes through no width at all while the
 * browser lays out the page, keeps its picture: out of sight nobody would draw it again.
 */
function followSize(plot, picture, resized = () => {}) {
  new ResizeObserver(() => {
    if (plot.clientWidth >= LEAST_WIDTH) {
      picture.resize();
      resized();
    }
  }).observe(plot);
}

/** Charts of what is set or follows, not of what is learned: they stand small below the others. */
const SMALL = new Set(['learningRate', 'gradientNorm', 'throughput', 'tokens', 'flop', 'mfu']);

/** Where charts of a kind stand, which is the key where nothing else is said; the place of the small ones is made behind that of the others. */
function placeOf(chart) {
  const place = document.getElementById(`charts-${chart.section}`);
  if (chart.section !== 'learning' || !SMALL.has(chart.kind ?? chart.key)) {
    return place;
  }
  let small = document.getElementById('charts-small');
  if (!small) {
    small = element('div', {id: 'charts-small', className: 'charts small'});
    place.after(small);
  }
  return small;
}

class Report {
  constructor(data) {
    document.querySelectorAll('.charts > .still').forEach(still => still.remove());
    this.axis = new SharedAxis(data.anchors);
    this.smoothing = 0;
    this.shownMarks = new Set(MARKS.map(({kind}) => kind));
    this.cards = [];
    this.cardOf = new Map();
    this.observer = new IntersectionObserver(
      entries => entries.forEach(entry => this.cardOf.get(entry.target).setInSight(entry.isIntersecting)),
      {rootMargin: '200px'});
    this.redrawPhases = () => {};
    this.update(data);
    setUpControls(this);
    addEventListener('beforeprint', () => this.drawAll());
  }

  /** Takes the run's newest data; what a person has chosen stays chosen. */
  update(data) {
    this.name = data.name;
    this.axis.anchors = data.anchors;
    this.marks = data.marks;
    const drawn = new Map(this.cards.map(card => [card.chart.key, card]));
    const before = new Map();
    this.cards = data.charts.map(chart => this.show(chart, drawn.get(chart.key), before));
    document.getElementById('curves')?.toggleAttribute('hidden', data.charts.length === 0);
    document.getElementById('system').hidden = !data.charts.some(({section}) => section === 'system');
    showMarks(this);
    this.redrawPhases = setUpPhases(data.phases);
  }

  /** Draws what is out of sight as well, as for paper. */
  drawAll() {
    this.cards.forEach(card => card.draw());
    this.redrawPhases(true);
  }

  /** Draws a chart; a new card comes to stand behind the one before it in the order of the data. */
  show(chart, known, before) {
    const place = placeOf(chart);
    const card = known ?? this.add(chart, place, before.get(place));
    known?.update(chart);
    before.set(place, card);
    return card;
  }

  add(chart, place, before) {
    const card = new ChartCard(chart, this);
    if (before) {
      before.root.after(card.root);
    } else {
      place.prepend(card.root);
    }
    this.cardOf.set(card.root, card);
    this.observer.observe(card.root);
    return card;
  }

  marking() {
    return {marks: this.marks, shownMarks: this.shownMarks};
  }

  redraw() {
    this.cards.forEach(card => card.invalidate());
  }

  zoomChanged() {
    document.getElementById('reset').disabled = this.axis.zoom === null;
    this.pending ??= requestAnimationFrame(() => {
      this.pending = null;
      this.redraw();
    });
  }

  /** After a change of colours. */
  recolour() {
    this.redraw();
    this.redrawPhases();
  }
}
