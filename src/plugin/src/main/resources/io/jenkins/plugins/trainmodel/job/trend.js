/** Draws the trends of a job: in every chart a line a run name over the numbers of builds, and a mark where a run failed. */
(() => {
  const {element, isolated, formatValue, formatDuration, colour, scaleOf, tickFormat, followSize} = trainModelReport;
  const {changesOf, rowsOf, changeOf, factsOf} = trainModelMachines;
  const PALETTE = 8;
  const ROWS = 40;
  const COLUMNS = 4;
  const CROSS = 'path://M0,1 L1,0 L5,4 L9,0 L10,1 L6,5 L10,9 L9,10 L5,6 L1,10 L0,9 L4,5 Z';
  const root = document.getElementById('training-trends');
  const words = document.getElementById('training-words').dataset;
  const hidden = new Set();
  const cards = [];
  const date = new Intl.DateTimeFormat(undefined, {dateStyle: 'medium', timeStyle: 'short'});
  let data = null;

  const colourOf = name => colour(`series-${name % PALETTE + 1}`);
  const format = (chart, value) => chart.words?.[value] ?? (chart.unit === 'seconds' ? formatDuration(value) : formatValue(value, chart.unit));
  const address = run => `${root.dataset.job}${run.build}/train-model/${encodeURIComponent(run.id)}/`;
  const failed = run => run.outcome === 'failure';
  const fell = run => !failed(run) && run.gates !== '';

  function dotColour(run) {
    return failed(run) ? colour('failure') : run.outcome === 'unstable' ? colour('unstable') : colourOf(run.name);
  }

  function lineOf(chart, name, values, best) {
    const points = data.runs.flatMap((run, index) => run.name === name ? [{
      value: [run.build, values[index]], index, itemStyle: {color: dotColour(run)}, symbolSize: data.runs.length > 150 ? 4 : 7,
      ...chart.words ? changeOf(run) : {},
    }] : []);
    return {
      type: 'line', name: data.names[name], data: points, connectNulls: false, step: chart.words ? 'end' : false, symbol: best ? 'none' : 'circle', showSymbol: true,
      silent: best, z: best ? 2 : 3, emphasis: {scale: 1.6}, cursor: 'pointer',
      lineStyle: {color: colourOf(name), width: best ? 1 : 2, type: best ? 'dashed' : 'solid', opacity: best ? 0.75 : 1},
    };
  }

  /** At the foot of the chart, since a run that failed may have no value. */
  function failuresOf(shown, floor) {
    return {
      type: 'scatter', name: words.failed, symbol: CROSS, symbolSize: 8, z: 4, cursor: 'pointer',
      itemStyle: {color: colour('failure')},
      data: data.runs.flatMap((run, index) => failed(run) && shown.includes(run.name) ? [{value: [run.build, floor], index}] : []),
    };
  }

  /** At the foot as well: a run whose gates did not hold. */
  function fallsOf(shown, floor) {
    return {
      type: 'scatter', name: words.gate, symbol: 'diamond', symbolSize: 9, z: 4, cursor: 'pointer',
      itemStyle: {color: colour('unstable')},
      data: data.runs.flatMap((run, index) => fell(run) && shown.includes(run.name) ? [{value: [run.build, floor], index}] : []),
    };
  }

  /** A line at every champion. */
  function championsOf(shown) {
    const champions = data.runs.filter(run => run.promotion === 'champion' && shown.includes(run.name));
    return {
      type: 'line', name: words.champion, data: [], silent: true, markLine: {
        silent: true, symbol: 'none', animation: false, lineStyle: {color: colour('text-muted'), type: 'dotted', width: 1.5},
        label: {formatter: words.champion, position: 'insideEndTop', color: colour('text-muted'), fontSize: 11},
        data: champions.map(run => ({xAxis: run.build})),
      },
    };
  }

  /** Round ends and steps; of values that are all equal, a narrow band around them. */
  function scaled(chart, shown) {
    if (chart.words) {
      return rowsOf(chart.words);
    }
    const entries = shown.flatMap(name => [chart.last, chart.best ?? []].map(all => {
      const indices = data.runs.flatMap((run, index) => run.name === name && index in all ? [index] : []);
      const values = indices.map(index => all[index]);
      return {positions: indices.map(index => data.runs[index].build), values, line: {values}};
    }));
    const scale = scaleOf(entries, {unit: chart.unit === 'share' ? '' : chart.unit, targets: []}, {range: [-Infinity, Infinity]});
    const wholes = chart.unit === 'count' && scale.interval < 1;
    return wholes ? {min: Math.floor(scale.min), max: Math.max(Math.floor(scale.min) + 2, Math.ceil(scale.max)), interval: 1} : scale;
  }

  function optionsOf(chart) {
    const shown = data.names.map((_, name) => name).filter(name => !hidden.has(name));
    const label = {color: colour('text-muted'), fontSize: 11, hideOverlap: true};
    const scale = scaled(chart, shown);
    const tick = chart.words ? row => chart.words[row] ?? '' : chart.unit === 'seconds' ? formatDuration : tickFormat(scale, chart.unit);
    const floor = chart.words ? scale.max : scale.min ?? 0;
    const last = data.runs.at(-1).build;
    return {
      animation: false,
      textStyle: {fontFamily: getComputedStyle(document.body).fontFamily},
      grid: {left: chart.words ? 16 : 6, right: 18, top: 14, bottom: 6, containLabel: true},
      xAxis: {
        type: 'value', min: data.runs[0].build - (data.runs[0].build === last ? 1 : 0), max: Math.max(data.runs[0].build + 1, last),
        minInterval: 1, axisLabel: {...label, formatter: build => build > 0 && build <= last ? `#${build}` : ''}, splitLine: {show: false},
        axisLine: {onZero: false, lineStyle: {color: colour('border-strong')}},
      },
      yAxis: {
        type: 'value', scale: true, splitNumber: 4, ...scale, axisLine: {show: false}, axisTick: {show: false},
        axisLabel: {...label, formatter: tick}, splitLine: {lineStyle: {color: colour('grid')}},
      },
      tooltip: {
        trigger: 'item', confine: true, transitionDuration: 0, className: 'tip', padding: 0, borderWidth: 0,
        backgroundColor: 'transparent', extraCssText: 'box-shadow:none', formatter: ({data: point}) => tooltip(chart, point.index),
      },
      series: [
        ...shown.flatMap(name => [
          ...chart.best?.some(value => value !== null) ? [lineOf(chart, name, chart.best, true)] : [],
          lineOf(chart, name, chart.last, false),
        ]),
        failuresOf(shown, floor), fallsOf(shown, floor), championsOf(shown),
        ...chart.speed || chart.words ? [changesOf(chart, data.runs, shown, words.other)] : [],
      ],
    };
  }

  function tooltip(chart, index) {
    const run = data.runs[index];
    const row = (name, value) => element('p', {}, isolated(name), element('b', {textContent: value}));
    const rows = [row(data.names[run.name] ?? run.id, words[run.outcome] ?? run.outcome)];
    if (chart.last[index] !== null) {
      rows.push(row(words.last, format(chart, chart.last[index])));
    }
    if (chart.best && chart.best[index] !== null) {
      rows.push(row(words.best, format(chart, chart.best[index])));
    }
    if (chart.speed || chart.words) {
      rows.push(...factsOf(run, words).map(([name, text]) => row(name, text)));
    }
    if (run.gates) {
      rows.push(row(words.fell, run.gates));
    }
    if (run.promotion !== 'none') {
      rows.push(row(words.promotion, words[run.promotion] ?? run.promotion));
    }
    return element('div', {className: 'tip-body'},
      element('p', {className: 'tip-title', textContent: words.point.replace('{0}', run.build).replace('{1}', date.format(run.time))}), ...rows);
  }

  function add(chart, number) {
    const name = root.dataset.heading ?? 'h3';
    const title = element(name, {id: `trend-${number}`, className: 'training-chart-title', title: chart.metric ?? chart.title}, isolated(chart.title));
    const plot = element('div', {className: 'plot'});
    plot.setAttribute('role', 'img');
    plot.setAttribute('aria-labelledby', title.id);
    const place = document.getElementById('training-small');
    (chart.large || !place ? document.getElementById('training-charts') : place)
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
    if (card.drawn) {
      return;
    }
    card.drawn = echarts.init(card.plot);
    card.drawn.on('click', ({data: point}) => {
      const run = data.runs[point.index];
      if (run.there) {
        location.href = address(run);
      }
    });
    followSize(card.plot, card.drawn);
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

  /** Every cell says its column, since on a phone a row is a block of its own. */
  function cell(title, className, ...children) {
    const made = element('td', {className}, ...children);
    made.dataset.label = title;
    return made;
  }

  function rowOf(run, index, shown) {
    const build = run.there ? element('a', {href: address(run), textContent: `#${run.build}`}) : words.deleted.replace('{0}', run.build);
    const badge = element('span', {className: `badge ${run.outcome}`, textContent: words[run.outcome] ?? run.outcome});
    const crown = run.promotion === 'champion' ? [` ${words.champion}`] : [];
    return element('tr', {}, element('th', {scope: 'row'}, build),
      cell(words.run, 'word', isolated(data.names[run.name] ?? run.id)), 
      cell(words.device, 'word', element('bdi', {textContent: run.device ?? '–', title: run.place ?? ''})),
      cell(words.outcome, 'word', badge, ...crown),
      ...shown.map(chart => cell(chart.title, '', chart.last[index] === null ? '–' : format(chart, chart.last[index]))));
  }

  function showTable(table) {
    const shown = data.charts.filter(chart => chart.large).slice(0, COLUMNS).concat(data.charts.slice(-2));
    const head = [words.build, words.run, words.device, words.outcome, ...shown.map(chart => chart.title)]
      .map((text, column) => element('th', {scope: 'col', className: column >= 1 && column <= 3 ? 'word' : ''}, isolated(text)));
    const rows = data.runs.map((run, index) => [run, index]).slice(-ROWS).reverse().map(([run, index]) => rowOf(run, index, shown));
    table.append(element('thead', {}, element('tr', {}, ...head)), element('tbody', {}, ...rows));
  }

  async function start() {
    const most = root.dataset.most ? `?charts=${root.dataset.most}` : '';
    const response = await fetch(`${root.dataset.job}train-model/trend${most}`, {cache: 'no-store'});
    data = await response.json();
    if (data.runs.length) {
      showNames();
      data.charts.forEach(add);
    }
    const table = document.getElementById('training-table');
    if (table) {
      document.getElementById('training-none').hidden = data.runs.length > 0;
      document.getElementById('training-newest').hidden = data.runs.length === 0;
      showTable(table);
    }
    root.dataset.ready = 'true';
  }

  root.addEventListener('training:theme', () => {
    if (data) {
      showNames();
      cards.forEach(draw);
    }
  });
  addEventListener('beforeprint', () => cards.forEach(begin));
  start();
})();
