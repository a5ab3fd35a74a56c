/** Reads the page's data and draws it. */

const report = new Report(JSON.parse(document.getElementById('data').textContent));

setUpTheme(() => report.recolour());
setUpSearch();
document.documentElement.dataset.ready = 'true';
