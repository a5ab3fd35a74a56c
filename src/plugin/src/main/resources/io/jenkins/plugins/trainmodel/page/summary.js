/** The training stands above the artifacts, which are many lines and come of it. */
(() => {
  function lift() {
    const row = document.querySelector('.training-summary')?.closest('tr');
    const table = row?.closest('table');
    const first = table?.rows[0];
    if (row && first && first !== row) {
      first.before(row);
    }
  }

  if (document.readyState === 'loading') {
    document.addEventListener('DOMContentLoaded', lift);
  } else {
    lift();
  }
})();
