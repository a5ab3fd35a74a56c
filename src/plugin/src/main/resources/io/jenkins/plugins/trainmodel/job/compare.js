/** Lays the curves of chosen runs over each other: a chart a metric, a colour a run. */
(() => {
  const {Report, element, isolated} = trainModelReport;
  const MOST = 8;
  const LISTED = 60;
  const root = document.getElementById('training-comparison');
  const news = document.getElementById('training-news');
  const loaded = new Map();
  let chosen = [];
  let labels = new Map();
  let report = null;

  const address = run => {
    const [build, id] = run.split('/');
    return `${root.dataset.job}${encodeURIComponent(build)}/train-model/${encodeURIComponent(id)}/curves`;
  };

  async function load(run) {
    if (!loaded.has(run)) {
      const response = await fetch(address(run));
      if (!response.ok) {
        throw new Error(root.dataset.missing.replace('{0}', run));
      }
      loaded.set(run, await response.json());
    }
    return loaded.get(run);
  }

  /** Of one metric; where it shares its chart in the page of a run, its part of the run stands behind the chart's title. */
  function titleOfMetric(chart, line) {
    const part = {train: root.dataset.train, validation: root.dataset.validation}[line.metric.split('/')[0]];
    const words = part ?? (chart.section === 'system' && line.label ? root.dataset.part : '{0}');
    return words.replace('{0}', () => chart.title).replace('{1}', () => line.label);
  }

  /** One chart a metric. */
  function chartsOf(runs) {
    const charts = new Map();
    runs.forEach(({run, data, number}) => data.charts.forEach(chart => chart.lines.forEach(line => {
      const title = titleOfMetric(chart, line);
      const merged = charts.get(line.metric)
        ?? {key: line.metric, kind: chart.key, section: chart.section, title, unit: chart.unit, lines: [], targets: []};
      charts.set(line.metric, merged);
      merged.lines.push({...line, run: number, anchors: data.anchors, label: labels.get(run)});
    })));
    return [...charts.values()].map(chart => ({...chart, lines: withoutRepetition(chart.lines)}));
  }

  /** Of a run that was read within epochs and once an epoch, what was read once an epoch. */
  function withoutRepetition(lines) {
    const perEpoch = new Set(lines.filter(line => line.sampling === 'epoch').map(line => line.run));
    return lines.filter(line => line.sampling !== 'step' || !perEpoch.has(line.run));
  }

  function merged(runs) {
    const longest = runs.reduce((one, other) => other.data.anchors.epochs.at(-1) > one.data.anchors.epochs.at(-1) ? other : one);
    return {
      name: root.dataset.name, charts: chartsOf(runs), anchors: longest.data.anchors, marks: [],
      phases: {labels: [], phases: [], seconds: []}, omitted: 0,
    };
  }

  async function show() {
    news.textContent = chosen.length ? '' : root.dataset.choose;
    document.getElementById('curves').hidden = chosen.length === 0;
    if (!chosen.length) {
      return;
    }
    try {
      const runs = await Promise.all(chosen.map(async (run, number) => ({run, number, data: await load(run)})));
      const data = merged(runs);
      if (report) {
        report.cards.filter(card => !data.charts.some(chart => chart.key === card.chart.key)).forEach(card => card.root.remove());
        report.update(data);
      } else {
        report = new Report(data);
      }
      root.dataset.ready = 'true';
    } catch (error) {
      news.textContent = root.dataset.failed.replace('{0}', error.message);
    }
  }

  function choose(run, add) {
    const full = add && chosen.length >= MOST;
    chosen = full ? chosen : add ? [...chosen, run] : chosen.filter(one => one !== run);
    document.querySelectorAll('#training-choices input').forEach(box => {
      box.checked = chosen.includes(box.value);
    });
    const query = chosen.map(one => `run=${encodeURIComponent(one)}`).join('&');
    history.replaceState(null, '', query ? `?${query}` : location.pathname);
    if (full) {
      news.textContent = root.dataset.full.replace('{0}', MOST).replace('{1}', labels.get(run));
    } else {
      show();
    }
  }

  function addChoice(run, label) {
    labels.set(run, label);
    const box = element('input', {type: 'checkbox', value: run, checked: chosen.includes(run)});
    box.addEventListener('change', () => choose(run, box.checked));
    document.getElementById('training-choices').append(element('label', {}, box, isolated(label)));
  }

  const titleOf = (run, data) => `#${run.build} ${data.names[run.name] ?? run.id}`;

  async function start() {
    const query = new URLSearchParams(location.search);
    const response = await fetch(`${root.dataset.job}train-model/trend`, {cache: 'no-store'});
    const data = await response.json();
    const there = data.runs.filter(run => run.there).reverse();
    const ofBuilds = there.filter(run => query.getAll('build').includes(String(run.build))).map(run => `${run.build}/${run.id}`);
    const asked = [...query.getAll('run').filter(run => /^\d+\/[A-Za-z0-9._-]+$/.test(run)), ...ofBuilds];
    const names = new Map();
    there.forEach(run => names.set(titleOf(run, data), (names.get(titleOf(run, data)) ?? 0) + 1));
    const alike = there.filter(run => run.name === there[0]?.name);
    const usual = (alike.length > 1 ? alike : there).slice(0, 3).map(run => `${run.build}/${run.id}`);
    chosen = (asked.length ? asked : usual).slice(0, MOST);
    there.slice(0, LISTED).forEach(run => {
      const title = titleOf(run, data);
      addChoice(`${run.build}/${run.id}`, names.get(title) > 1 ? `${title} (${run.id})` : title);
    });
    chosen.filter(run => !labels.has(run)).forEach(run => addChoice(run, `#${run.replace('/', ' ')}`));
    show();
  }

  root.addEventListener('training:theme', () => report?.redraw());
  start();
})();
