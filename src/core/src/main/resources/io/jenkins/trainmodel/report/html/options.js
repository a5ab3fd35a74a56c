/** ECharts' options for one chart of curves. */

const PALETTE = ['series-1', 'series-2', 'series-3', 'series-4', 'series-5', 'series-6', 'series-7', 'series-8'];
const FEW_POINTS = 60;

/** Pixels below the horizontal axis' line. */
const AXIS_HEIGHT = 22;

/** Of a line that belongs to one of several runs, the run's colour. */
function colourOf(line, index) {
  if (line.run !== undefined) {
    return colour(PALETTE[line.run % PALETTE.length]);
  }
  const role = line.metric.split('/')[0];
  return colour(role === 'train' ? 'series-1' : role === 'validation' ? 'series-2' : PALETTE[index % PALETTE.length]);
}

function isFaint(line, chart) {
  return line.sampling === 'reference' || line.sampling === 'step' && chart.lines.some(other => other.metric === line.metric && other.run === line.run && other !== line);
}

/** Points of a curve; one that stands alone between gaps gets a dot, because no line reaches it. */
function pointsOf(positions, values, log, few) {
  const drawable = index => index in values && values[index] !== null && (!log || values[index] > 0);
  return values.map((value, index) => {
    if (!drawable(index)) {
      return [positions[index], null];
    }
    const alone = !drawable(index - 1) && !drawable(index + 1);
    return alone || few
      ? {value: [positions[index], value], symbol: 'circle', symbolSize: values.length > 1 ? 4 : 8}
      : [positions[index], value];
  });
}

function curve(id, name, points, line, width, opacity) {
  return {
    id, name, type: 'line', data: points, symbol: 'none', showSymbol: true, connectNulls: false, silent: true,
    z: opacity < 1 ? 2 : 3, lineStyle: {width, opacity, color: line, join: 'round'}, itemStyle: {color: line, opacity}, emphasis: {disabled: true},
  };
}

function curvesOf(entry, index, chart, view) {
  const {line, positions, values} = entry;
  const stroke = colourOf(line, index);
  const faint = isFaint(line, chart);
  const few = !faint && line.values.length <= FEW_POINTS && line.sampling === 'epoch';
  const main = curve(
    `${index}`, line.label, pointsOf(positions, values, view.log, few), stroke, faint ? 1 : 2, faint ? 0.45 : 1);
  if (line.sampling === 'reference') {
    Object.assign(main.lineStyle, {type: [5, 4], opacity: 0.75});
  }
  if (view.smoothing <= 0) {
    return [main];
  }
  const raw = curve(
    `${index}-raw`, say('script.asRead', line.label), pointsOf(positions, line.values, view.log, false), stroke, 1, 0.22);
  return [raw, main];
}

function verticalAxis(chart, entries, view) {
  const scale = view.log ? {} : scaleOf(entries, chart, view.axis);
  return {
    ...scale,
    type: view.log ? 'log' : 'value',
    scale: true,
    axisLabel: {formatter: tickFormat(scale, chart.unit), color: colour('text-muted'), fontSize: 11, hideOverlap: true},
    axisLine: {show: false},
    axisTick: {show: false},
    splitLine: {lineStyle: {color: colour('grid')}},
  };
}

function horizontalAxis(axis, width) {
  return {
    type: 'value',
    min: 0,
    max: axis.end,
    splitNumber: width < 400 ? 4 : 6,
    minInterval: axis.zoom === null && axis.mode !== 'seconds' ? 1 : undefined,
    axisLabel: {
      formatter: position => axis.format(position), color: colour('text-muted'), fontSize: 11, hideOverlap: true,
      showMaxLabel: axis.zoom === null && axis.mode === 'epochs' && Number.isInteger(axis.end) ? null : false, showMinLabel: axis.zoom === null,
    },
    axisLine: {onZero: false, lineStyle: {color: colour('border-strong')}},
    axisTick: {show: true, lineStyle: {color: colour('border-strong')}},
    splitLine: {show: false},
  };
}

function zoomOf(axis, wheel) {
  const [startValue, endValue] = axis.range;
  return [{
    id: 'zoom', type: 'inside', filterMode: 'filter', startValue, endValue, throttle: 30,
    zoomOnMouseWheel: wheel ? true : 'ctrl', moveOnMouseMove: 'shift', moveOnMouseWheel: false,
  }];
}

/** The tool that zooms into the dragged part; its icons are out of sight, because it is always on. */
function dragTool() {
  return {
    left: -100, itemSize: 1,
    feature: {dataZoom: {yAxisIndex: 'none', brushStyle: {color: colour('accent'), opacity: 0.18, borderWidth: 0}}},
  };
}

function optionsOf(chart, entries, view) {
  const {axis, marks, shownMarks, height} = view;
  const visible = entries.filter(entry => entry.visible);
  const bottom = height - AXIS_HEIGHT;
  return {
    animation: false,
    textStyle: {fontFamily: getComputedStyle(document.body).fontFamily},
    grid: {left: 6, right: 18, top: 16, bottom: 6, containLabel: true},
    xAxis: horizontalAxis(axis, view.width),
    yAxis: verticalAxis(chart, visible, view),
    dataZoom: zoomOf(axis, view.wheel),
    toolbox: dragTool(),
    tooltip: {
      trigger: 'axis', confine: true, transitionDuration: 0, className: 'tip', padding: 0, borderWidth: 0,
      backgroundColor: 'transparent', extraCssText: 'box-shadow:none', formatter: view.tooltip,
      axisPointer: {lineStyle: {color: colour('text-muted'), width: 1, type: 'solid'}},
    },
    series: [
      ...entries.flatMap((entry, index) => entry.visible ? curvesOf(entry, index, chart, view) : []),
      {
        id: 'marks', type: 'line', data: [], silent: true, symbol: 'none',
        markLine: {
          silent: true, symbol: 'none', animation: false, label: {show: false}, z: 1,
          data: [...verticalLines(marks, axis, shownMarks, bottom, view.width), ...targetLines(chart.targets)],
        },
        markPoint: {silent: true, animation: false, label: {show: false}, data: crosses(visible, axis, view.width)},
      },
    ],
  };
}
