/** Reads the page's data and draws it. */

const data = JSON.parse(document.getElementById('data').textContent);

const shared = {
  name: data.name,
  axis: new SharedAxis(data.anchors),
  smoothing: 0,
  marks: data.marks,
  shownMarks: new Set(MARKS.map(({kind}) => kind)),
  cards: [],
  marking() {
    return {marks: this.marks, shownMarks: this.shownMarks};
  },
  redraw() {
    this.cards.forEach(card => card.invalidate());
  },
  zoomChanged() {
    document.getElementById('reset').disabled = this.axis.zoom === null;
    this.pending ??= requestAnimationFrame(() => {
      this.pending = null;
      this.redraw();
    });
  },
};

function whenInSight(target, action) {
  const observer = new IntersectionObserver(entries => {
    if (entries.some(entry => entry.isIntersecting)) {
      observer.disconnect();
      action();
    }
  }, {rootMargin: '200px'});
  observer.observe(target);
}

function setUpCharts() {
  const cardOf = new Map();
  const observer = new IntersectionObserver(
    entries => entries.forEach(entry => cardOf.get(entry.target).setInSight(entry.isIntersecting)), {rootMargin: '200px'});
  for (const chart of data.charts) {
    const card = new ChartCard(chart, shared);
    cardOf.set(card.root, card);
    shared.cards.push(card);
    document.getElementById(`charts-${chart.section}`).append(card.root);
    observer.observe(card.root);
  }
  document.getElementById('system').hidden = !data.charts.some(({section}) => section === 'system');
}

setUpTheme(() => {
  shared.redraw();
  redrawPhases();
});
setUpCharts();
const redrawPhases = setUpPhases(data.phases);
setUpControls(shared);
setUpSearch();
addEventListener('beforeprint', () => shared.cards.forEach(card => card.draw()));
document.documentElement.dataset.ready = 'true';
