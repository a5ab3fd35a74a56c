/** Filters the specification's rows; a row that matches keeps the keys above and below it. */
function setUpSearch() {
  const box = document.getElementById('search');
  if (!box) {
    return;
  }
  const input = document.getElementById('search-text');
  const count = document.getElementById('search-count');
  const rows = [...document.querySelectorAll('#specification-table tbody tr')].map(row => ({
    row, path: row.dataset.path, text: `${row.dataset.path} ${row.cells[1].textContent}`.toLowerCase(),
  }));
  input.addEventListener('input', () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    const matching = rows.filter(({text}) => words.every(word => text.includes(word)));
    const paths = matching.map(({path}) => path);
    const matched = new Set(paths);
    for (const {row, path} of rows) {
      row.hidden = !matched.has(path) && !paths.some(found => found.startsWith(`${path}.`));
    }
    count.textContent = words.length ? say('script.found', matching.length) : '';
  });
  box.hidden = false;
}
