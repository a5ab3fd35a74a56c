/** Tries rules over runs, a request after the other, and shows what comes: a row and a small curve a run. */
(() => {
  const {element, isolated, colour, scaleOf, tickFormat, followSize} = trainModelReport;
  const root = document.getElementById('training-what-if');
  const form = document.querySelector('form[name=whatIf]');
  const news = document.getElementById('what-if-news');
  const progress = document.getElementById('what-if-progress');
  const button = document.getElementById('what-if-try');
  const copy = document.getElementById('what-if-copy');
  const code = document.getElementById('what-if-code');
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  let drawn = [];
  let generation = 0;

  const byForm = document.getElementById('what-if-form');
  const filled = (text, ...values) => values.reduce((all, value, index) => all.replace(`{${index}}`, value), text);

  function showSource() {
    document.getElementById('what-if-text').hidden = byForm.checked;
    document.getElementById('what-if-list').hidden = !byForm.checked;
  }

  /** What the form says, in the way in which Jenkins takes forms. */
  function wish() {
    const wanted = new URLSearchParams();
    if (!byForm.checked) {
      wanted.set('text', document.getElementById('what-if-rules').value);
    } else {
      buildFormTree(form);
      wanted.set('json', form.elements.json.value);
    }
    wanted.set('last', document.getElementById('what-if-last').value);
    wanted.set('zone', zone);
    return wanted;
  }

  async function ask(wanted, done, summary) {
    const body = new URLSearchParams(wanted);
    body.set('done', done);
    Object.entries(summary).forEach(([name, value]) => body.set(name, value));
    const response = await fetch('replay', {method: 'POST', headers: crumb.wrap({}), body});
    const json = response.headers.get('Content-Type')?.startsWith('application/json');
    const answer = json ? await response.json() : {};
    if (!response.ok) {
      throw new Error(answer.problem ?? response.statusText);
    }
    return answer;
  }

  function addRow(run, heading) {
    const table = document.getElementById('what-if-table');
    const cells = run.cells ?? [run.name, run.problem, ...heading.slice(2).map(() => '–')];
    const [build, id] = run.run.split('/');
    const link = element('a', {href: `${root.dataset.job}${build}/train-model/${encodeURIComponent(id)}/`}, isolated(cells[0]));
    const row = element('tr', {className: run.judgedOtherwise ? 'what-if-otherwise' : '', title: [run.reason, ...run.failedGates ?? []].filter(Boolean).join('\n')},
      element('th', {scope: 'row'}, link));
    cells.slice(1).forEach((text, index) => {
      const cell = element('td', {className: 'word'}, isolated(text));
      cell.dataset.label = heading[index + 1];
      row.append(cell);
    });
    table.tBodies[0].append(row);
  }

  function optionsOf(run) {
    const text = {color: colour('text-muted'), fontSize: 11};
    const {epochs, values} = run.curve;
    const scale = scaleOf([{positions: epochs, values, line: {values}}], {unit: '', targets: []}, {range: [-Infinity, Infinity]});
    return {
      animation: false,
      grid: {left: 8, right: 14, top: 22, bottom: 24, containLabel: true},
      xAxis: {type: 'value', min: 0, max: Math.max(1, run.epochs), minInterval: 1, name: root.dataset.epoch, nameLocation: 'middle', nameGap: 22,
        nameTextStyle: text, axisLabel: text, splitLine: {show: false}},
      yAxis: {
        type: 'value', scale: true, ...scale, axisLabel: {...text, formatter: tickFormat(scale, '')}, splitLine: {lineStyle: {color: colour('grid')}},
      },
      series: [{
        type: 'line', symbol: 'none', connectNulls: false, data: values.map((value, index) => [epochs[index], value]),
        lineStyle: {color: colour('series-1'), width: 2},
        ...run.stopped ? {
          markLine: {silent: true, symbol: 'none', animation: false, lineStyle: {color: colour('mark-fired'), width: 1.5},
            label: {formatter: root.dataset.stop, position: 'end', color: colour('text-muted'), fontSize: 11}, data: [{xAxis: run.epoch}]},
          markArea: {silent: true, itemStyle: {color: colour('inset')}, data: [[{xAxis: run.epoch}, {xAxis: run.epochs}]]},
        } : {},
      }],
    };
  }

  function addChart(run) {
    if (!run.curve || !run.metric) {
      return;
    }
    const title = element('h3', {id: `what-if-chart-${drawn.length}`, className: 'training-chart-title'}, isolated(`${run.name}: ${run.metric}`));
    const plot = element('div', {className: 'plot'});
    plot.setAttribute('role', 'img');
    plot.setAttribute('aria-labelledby', title.id);
    document.getElementById('what-if-charts').append(element('figure', {className: 'card chart'}, element('figcaption', {}, title), plot));
    const picture = echarts.init(plot);
    followSize(plot, picture);
    drawn.push({run, picture});
    picture.setOption(optionsOf(run));
  }

  function begin() {
    drawn.forEach(({picture}) => picture.dispose());
    drawn = [];
    document.getElementById('what-if-charts').replaceChildren();
    document.getElementById('what-if-table').tBodies[0].replaceChildren();
    code.hidden = true;
    progress.hidden = false;
    progress.removeAttribute('value');
    delete root.dataset.ready;
    news.textContent = '';
  }

  function show(answer, done) {
    const table = document.getElementById('what-if-table');
    if (!table.tHead.rows.length) {
      table.tHead.append(element('tr', {}, ...answer.heading.map(text => element('th', {scope: 'col', className: 'word', textContent: text}))));
    }
    document.getElementById('what-if-results').hidden = done === 0;
    answer.runs.forEach(run => {
      addRow(run, answer.heading);
      addChart(run);
    });
    progress.max = Math.max(1, done + answer.left);
    progress.value = done;
    news.textContent = answer.left ? filled(root.dataset.working, done, done + answer.left) : done ? answer.words : root.dataset.empty;
    code.textContent = answer.pipeline;
    copy.hidden = false;
  }

  async function replay() {
    const mine = ++generation;
    begin();
    try {
      const wanted = wish();
      for (let done = 0, summary = {}, left = 1; left > 0;) {
        const answer = await ask(wanted, done, summary);
        if (mine !== generation) {
          return;
        }
        done += answer.runs.length;
        ({left, summary} = answer);
        show(answer, done);
      }
      root.dataset.ready = 'true';
    } catch (error) {
      copy.hidden = true;
      news.textContent = filled(root.dataset.failed, error.message);
    }
    progress.hidden = true;
  }

  /** Where the browser keeps the clipboard to itself, the code stands below to be selected. */
  async function copyCode() {
    code.hidden = false;
    try {
      await navigator.clipboard.writeText(code.textContent);
      news.textContent = root.dataset.copied;
    } catch {
      code.focus();
    }
  }

  form.addEventListener('submit', event => event.preventDefault());
  byForm.addEventListener('change', showSource);
  button.addEventListener('click', replay);
  copy.addEventListener('click', copyCode);
  root.addEventListener('training:theme', () => drawn.forEach(({run, picture}) => picture.setOption(optionsOf(run), {notMerge: true})));
  showSource();
})();
