/** Keeps the page of a run up to date while it runs: at once when there is news, seldom when there is none, not when hidden. */
(() => {
  const SHORTEST = 2_000;
  const LONGEST = 15_000;
  const root = document.getElementById('training');
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const news = document.getElementById('training-news');
  let report = null;
  let tag = null;
  let delay = SHORTEST;
  let timer = null;
  let over = false;

  function showParts(parts) {
    for (const [part, html] of Object.entries(parts)) {
      const place = root.querySelector(`[data-part="${part}"]`);
      if (place && place.dataset.shown !== html) {
        place.innerHTML = html;
        place.dataset.shown = html;
        if (part === 'specification') {
          trainModelReport.setUpSearch();
        }
      }
    }
  }

  /** Only what makes sense now can be pressed; the server says what that is. */
  function showButtons(data) {
    root.querySelectorAll('[data-command]').forEach(button => {
      if (!data.running) {
        button.remove();
        return;
      }
      button.disabled = !data[button.dataset.when];
      if (button.dataset.shownWhen) {
        button.hidden = !data[button.dataset.shownWhen];
      } else if (button.dataset.hiddenWhen) {
        button.hidden = data[button.dataset.hiddenWhen];
      }
    });
  }

  function show(data) {
    showParts(data.parts);
    if (report) {
      report.update(data.curves);
    } else {
      report = new trainModelReport.Report(data.curves);
    }
    over = !data.running;
    showButtons(data);
    root.dispatchEvent(new CustomEvent('training:data', {bubbles: true, detail: data}));
    root.dataset.ready = 'true';
  }

  async function ask() {
    const response = await fetch(`${root.dataset.address}?zone=${encodeURIComponent(zone)}`, {headers: tag ? {'If-None-Match': tag} : {}, cache: 'no-store'});
    if (response.status === 304) {
      return false;
    }
    if (!response.ok) {
      throw new Error(root.dataset.refused.replace('{0}', response.status));
    }
    show(await response.json());
    tag = response.headers.get('ETag');
    return true;
  }

  async function look() {
    timer = null;
    try {
      delay = await ask() ? SHORTEST : Math.min(LONGEST, delay * 1.5);
      news.textContent = '';
    } catch (error) {
      delay = Math.min(LONGEST, delay * 2);
      news.textContent = root.dataset.silent.replace('{0}', error.message);
    }
    wait();
  }

  function wait() {
    if (!over && !document.hidden && timer === null) {
      timer = setTimeout(look, delay);
    }
  }

  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && !over) {
      clearTimeout(timer);
      look();
    }
  });
  root.addEventListener('training:theme', () => report?.recolour());
  // Who has asked something of the run waits for its answer.
  root.addEventListener('training:asked', () => {
    tag = null;
    clearTimeout(timer);
    look();
  });
  // What the server has written by its own clock.
  root.querySelectorAll('time[datetime]').forEach(time => {
    time.textContent = new Date(time.dateTime).toLocaleString(root.lang, {dateStyle: 'medium', timeStyle: 'medium'});
  });
  look();
})();
