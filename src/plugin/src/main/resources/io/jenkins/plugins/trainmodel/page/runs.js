/** Shows those rows of the table of runs that hold what was typed. */
(() => {
  function start() {
    const filter = document.getElementById('training-filter');
    if (!filter) {
      return;
    }
    const count = document.getElementById('training-filter-count');
    const rows = [...document.querySelectorAll('#training-runs tbody tr')];
    filter.addEventListener('input', () => {
      const wanted = filter.value.trim().toLowerCase().split(/\s+/);
      rows.forEach(row => {
        const text = `${row.textContent} ${row.cells[0].getAttribute('data')}`.toLowerCase();
        row.hidden = !wanted.every(word => text.includes(word));
      });
      count.textContent = filter.value.trim() ? filter.dataset.count.replace('{0}', rows.filter(row => !row.hidden).length).replace('{1}', rows.length) : '';
    });
  }

  document.addEventListener('DOMContentLoaded', start);
})();
