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

class Report {
  constructor(data) {
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
  }

  /** Takes the run's newest data; what a person has chosen stays chosen. */
  update(data) {
    this.name = data.name;
    this.axis.anchors = data.anchors;
    this.marks = data.marks;
    const drawn = new Map(this.cards.map(card => [card.chart.key, card]));
    const before = new Map();
    this.cards = data.charts.map(chart => this.show(chart, drawn.get(chart.key), before));
    document.getElementById('system').hidden = !data.charts.some(({section}) => section === 'system');
    showMarks(this);
    this.redrawPhases = setUpPhases(data.phases);
  }

  /** Draws a chart; a new card comes to stand behind the one before it in the order of the data. */
  show(chart, known, before) {
    const card = known ?? this.add(chart, before.get(chart.section));
    known?.update(chart);
    before.set(chart.section, card);
    return card;
  }

  add(chart, before) {
    const card = new ChartCard(chart, this);
    if (before) {
      before.root.after(card.root);
    } else {
      document.getElementById(`charts-${chart.section}`).prepend(card.root);
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
