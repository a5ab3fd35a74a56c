/** Reads the page's data and draws it. */

const report = new Report(JSON.parse(document.getElementById('data').textContent));

setUpTheme(() => report.recolour());
setUpSearch();
addEventListener('beforeprint', () => report.cards.forEach(card => card.draw()));
document.documentElement.dataset.ready = 'true';
