/** Draws the curve of a run with those of its ancestors: a chart a metric, a stripe a run, a line a mark. */
(() => {
  const STYLES = {run: 'solid', resume: 'dotted', agent: 'dotted', change: 'dashed', command: 'dashed'};
  const MOST_DOTS = 40;
  const root = document.getElementById('training-stitched');
  const page = root.closest('.train-model');
  const drawn = [];
  let data = null;
  let tools = null;

  const colourOf = mark => tools.colour(`mark-${mark.kind}`);

  /** Every second run has a shade, so that one sees where it begins. */
  function stripes() {
    return data.segments.map((segment, number) => [
      {
        xAxis: segment.from, name: segment.name,
        itemStyle: {color: number % 2 ? tools.colour('inset') : 'transparent'},
        label: {position: 'insideTopLeft', color: tools.colour('text-muted'), fontSize: 11, overflow: 'truncate', width: 110},
      },
      {xAxis: segment.to},
    ]);
  }

  function lineOf(line, number) {
    return {
      type: 'line', name: line.name, connectNulls: false, symbol: 'circle', symbolSize: 4, showSymbol: data.epochs.length <= MOST_DOTS,
      data: line.values.map((value, index) => [data.epochs[index], value]),
      lineStyle: {color: tools.colour(`series-${number % 8 + 1}`), width: 2}, itemStyle: {color: tools.colour(`series-${number % 8 + 1}`)},
      ...number === 0 ? {
        markArea: {silent: true, data: stripes()},
        markLine: {
          silent: true, symbol: 'none', animation: false, label: {show: false},
          data: data.marks.map(mark => ({xAxis: mark.epoch, lineStyle: {color: colourOf(mark), type: STYLES[mark.kind] ?? 'solid', width: 1.5}})),
        },
      } : {},
    };
  }

  /** Round ends and steps, with labels that tell them apart. */
  function verticalAxis(chart, text) {
    const entries = chart.lines.map(line => ({positions: data.epochs, values: line.values, line}));
    const scale = tools.scaleOf(entries, {unit: '', targets: []}, {range: [-Infinity, Infinity]});
    return {
      type: 'value', scale: true, ...scale, axisLabel: {...text, formatter: tools.tickFormat(scale, '')},
      splitLine: {lineStyle: {color: tools.colour('grid')}},
    };
  }

  function optionsOf(chart) {
    const text = {color: tools.colour('text-muted'), fontSize: 11};
    return {
      animation: false,
      grid: {left: 8, right: 16, top: 34, bottom: 26, containLabel: true},
      legend: {show: chart.lines.length > 1, top: 0, right: 0, textStyle: text, itemHeight: 8},
      tooltip: {trigger: 'axis', confine: true, backgroundColor: tools.colour('card'), borderColor: tools.colour('border'), textStyle: {color: tools.colour('text')}},
      xAxis: {
        type: 'value', min: 0, max: Math.max(1, data.epochs.at(-1) ?? 1), minInterval: 1, name: root.dataset.axis, nameLocation: 'middle', nameGap: 24,
        nameTextStyle: text, axisLabel: text, splitLine: {show: false}, axisLine: {lineStyle: {color: tools.colour('border-strong')}},
      },
      yAxis: verticalAxis(chart, text),
      series: chart.lines.map(lineOf),
    };
  }

  function add(chart, number) {
    const title = tools.element('h3', {id: `lineage-chart-${number}`, className: 'training-chart-title'}, tools.isolated(chart.title));
    const plot = tools.element('div', {className: 'plot'});
    plot.setAttribute('role', 'img');
    plot.setAttribute('aria-labelledby', title.id);
    document.getElementById('lineage-charts')
      .append(tools.element('figure', {className: 'card chart'}, tools.element('figcaption', {}, title), plot));
    const picture = echarts.init(plot);
    tools.followSize(plot, picture);
    drawn.push({chart, picture});
  }

  function draw() {
    drawn.forEach(({chart, picture}) => picture.setOption(optionsOf(chart), {notMerge: true}));
    document.getElementById('lineage-marks').replaceChildren(...data.marks.map(mark => {
      const swatch = tools.element('i', {});
      swatch.style.backgroundColor = colourOf(mark);
      const place = tools.element('span', {textContent: root.dataset.epoch.replace('{0}', mark.epoch)});
      return tools.element('li', {title: mark.time}, swatch, place, tools.isolated(mark.text));
    }));
  }

  async function start() {
    tools = trainModelReport;
    try {
      const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
      const response = await fetch(`${root.dataset.address}&zone=${encodeURIComponent(zone)}`, {cache: 'no-store'});
      data = await response.json();
      data.charts.forEach(add);
      draw();
      page.addEventListener('training:theme', draw);
      root.dataset.ready = 'true';
    } catch {
      document.getElementById('lineage-news').textContent = root.dataset.failed;
    }
  }

  if (document.readyState === 'complete') {
    start();
  } else {
    addEventListener('load', start);
  }
})();
