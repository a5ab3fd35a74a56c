/** Draws the trends of a job: in every chart a line a run name over the numbers of builds. */
(() => {
  const {element, isolated, formatNumber, formatDuration, colour} = trainModelReport;
  const PALETTE = 8;
  const ROWS = 40;
  const COLUMNS = 4;
  const root = document.getElementById('training-trends');
  const hidden = new Set();
  const cards = [];
  const date = new Intl.DateTimeFormat(undefined, {dateStyle: 'medium', timeStyle: 'short'});
  let data = null;

  const colourOf = name => colour(`series-${name % PALETTE + 1}`);
  const format = (chart, value) => chart.unit === 'seconds' ? formatDuration(value) : formatNumber(value);
  const address = run => `${root.dataset.job}${run.build}/train-model/${encodeURIComponent(run.id)}/`;

  function dotColour(run) {
    return run.outcome === 'failure' ? colour('failure') : run.outcome === 'unstable' ? colour('unstable') : colourOf(run.name);
  }

  function lineOf(chart, name, values, best) {
    const points = data.runs.flatMap((run, index) => run.name === name ? [{
      value: [run.build, values[index]], index, itemStyle: {color: dotColour(run)}, symbolSize: data.runs.length > 150 ? 4 : 7,
    }] : []);
    return {
      type: 'line', name: data.names[name], data: points, connectNulls: false, symbol: best ? 'none' : 'circle', showSymbol: true,
      silent: best, z: best ? 2 : 3, emphasis: {scale: 1.6}, cursor: 'pointer',
      lineStyle: {color: colourOf(name), width: best ? 1 : 2, type: best ? 'dashed' : 'solid', opacity: best ? 0.75 : 1},
    };
  }

  function optionsOf(chart) {
    const shown = data.names.map((_, name) => name).filter(name => !hidden.has(name));
    const label = {color: colour('text-muted'), fontSize: 11, hideOverlap: true};
    return {
      animation: false,
      textStyle: {fontFamily: getComputedStyle(document.body).fontFamily},
      grid: {left: 6, right: 18, top: 14, bottom: 6, containLabel: true},
      xAxis: {
        type: 'value', min: data.runs[0].build, max: Math.max(data.runs[0].build + 1, data.runs.at(-1).build), minInterval: 1,
        axisLabel: {...label, formatter: build => `#${build}`}, splitLine: {show: false},
        axisLine: {onZero: false, lineStyle: {color: colour('border-strong')}},
      },
      yAxis: {
        type: 'value', scale: true, splitNumber: 4, axisLine: {show: false}, axisTick: {show: false}, axisLabel: {...label, formatter: value => format(chart, value)},
        splitLine: {lineStyle: {color: colour('grid')}},
      },
      tooltip: {
        trigger: 'item', confine: true, transitionDuration: 0, className: 'tip', padding: 0, borderWidth: 0,
        backgroundColor: 'transparent', extraCssText: 'box-shadow:none', formatter: ({data: point}) => tooltip(chart, point.index),
      },
      series: shown.flatMap(name => [
        ...chart.best?.some(value => value !== null) ? [lineOf(chart, name, chart.best, true)] : [],
        lineOf(chart, name, chart.last, false),
      ]),
    };
  }

  function tooltip(chart, index) {
    const run = data.runs[index];
    const row = (name, value) => element('p', {}, isolated(name), element('b', {textContent: value}));
    const rows = [row(data.names[run.name] ?? '', run.outcome), row('Last', format(chart, chart.last[index]))];
    if (chart.best && chart.best[index] !== null) {
      rows.push(row('Best', format(chart, chart.best[index])));
    }
    return element('div', {className: 'tip-body'},
      element('p', {className: 'tip-title', textContent: `Build #${run.build} · ${date.format(run.time)}`}), ...rows);
  }

  function add(chart, number) {
    const title = element('h3', {id: `trend-${number}`, title: chart.title}, isolated(chart.title));
    const plot = element('div', {className: 'plot'});
    plot.setAttribute('role', 'img');
    plot.setAttribute('aria-labelledby', title.id);
    document.getElementById('training-charts')
      .append(element('figure', {className: 'card chart'}, element('figcaption', {}, title), plot));
    const card = {chart, plot, drawn: null};
    cards.push(card);
    new IntersectionObserver((entries, observer) => {
      if (entries.some(entry => entry.isIntersecting)) {
        observer.disconnect();
        begin(card);
      }
    }, {rootMargin: '200px'}).observe(plot);
  }

  function begin(card) {
    card.drawn = echarts.init(card.plot);
    card.drawn.on('click', ({data: point}) => {
      const run = data.runs[point.index];
      if (run.there) {
        location.href = address(run);
      }
    });
    new ResizeObserver(() => card.drawn.resize()).observe(card.plot);
    draw(card);
  }

  function draw(card) {
    card.drawn?.setOption(optionsOf(card.chart), {notMerge: true});
  }

  function showNames() {
    const names = document.getElementById('training-names');
    names.hidden = data.names.length < 2;
    names.replaceChildren(...data.names.map((name, index) => {
      const swatch = element('i', {className: 'line-swatch'});
      swatch.style.backgroundColor = colourOf(index);
      const chip = element('button', {type: 'button', className: 'chip'}, swatch, isolated(name));
      chip.setAttribute('aria-pressed', String(!hidden.has(index)));
      chip.addEventListener('click', () => {
        hidden[hidden.has(index) ? 'delete' : 'add'](index);
        chip.setAttribute('aria-pressed', String(!hidden.has(index)));
        cards.forEach(draw);
      });
      return chip;
    }));
  }

  function showTable(table) {
    const shown = data.charts.slice(0, COLUMNS).concat(data.charts.slice(COLUMNS).slice(-2));
    const head = ['Build', 'Run', 'Outcome', ...shown.map(chart => chart.title)]
      .map((text, column) => element('th', {scope: 'col', className: column === 1 || column === 2 ? 'word' : ''}, isolated(text)));
    const rows = data.runs.map((run, index) => [run, index]).slice(-ROWS).reverse().map(([run, index]) => {
      const build = run.there ? element('a', {href: address(run), textContent: `#${run.build}`}) : `#${run.build} (deleted)`;
      return element('tr', {}, element('th', {scope: 'row'}, build),
        element('td', {className: 'word'}, isolated(data.names[run.name] ?? '')), element('td', {className: 'word', textContent: run.outcome}),
        ...shown.map(chart => element('td', {textContent: chart.last[index] === null ? '–' : format(chart, chart.last[index])})));
    });
    table.append(element('thead', {}, element('tr', {}, ...head)), element('tbody', {}, ...rows));
  }

  async function start() {
    const response = await fetch(`${root.dataset.job}train-model/trend`, {cache: 'no-store'});
    data = await response.json();
    if (data.runs.length) {
      showNames();
      data.charts.slice(0, Number(root.dataset.most)).forEach(add);
    }
    const table = document.getElementById('training-table');
    if (table) {
      document.getElementById('training-none').hidden = data.runs.length > 0;
      showTable(table);
    }
    root.dataset.ready = 'true';
  }

  root.addEventListener('training:theme', () => {
    showNames();
    cards.forEach(draw);
  });
  start();
})();
