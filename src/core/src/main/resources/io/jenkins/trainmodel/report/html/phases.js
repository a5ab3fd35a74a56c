/** Seconds by phase, one stacked bar an epoch. */

const PHASE_COLOURS = ['dataWait', 'transfer', 'forward', 'backward', 'update', 'validation', 'checkpoint', 'other'];

function phaseOptions({labels, phases, seconds}) {
  const label = {color: colour('text-muted'), fontSize: 11, hideOverlap: true};
  return {
    animation: false,
    textStyle: {fontFamily: getComputedStyle(document.body).fontFamily},
    grid: {left: 6, right: 18, top: 16, bottom: 6, containLabel: true},
    xAxis: {
      type: 'category', data: labels, axisLabel: label, axisTick: {show: false},
      axisLine: {lineStyle: {color: colour('border-strong')}},
    },
    yAxis: {
      type: 'value', axisLabel: {...label, formatter: formatDuration}, splitNumber: 4,
      splitLine: {lineStyle: {color: colour('grid')}},
    },
    tooltip: {
      trigger: 'axis', confine: true, transitionDuration: 0, className: 'tip', padding: 0, borderWidth: 0,
      backgroundColor: 'transparent', extraCssText: 'box-shadow:none', axisPointer: {type: 'shadow'}, formatter: phaseTooltip,
    },
    series: phases.map((name, index) => ({
      name, type: 'bar', stack: 'time', data: seconds[index], barCategoryGap: labels.length > 60 ? '0%' : '25%',
      itemStyle: {color: colour(`phase-${PHASE_COLOURS[index]}`)}, emphasis: {disabled: true},
    })),
  };
}

function phaseTooltip(params) {
  const total = params.reduce((sum, one) => sum + (one.value || 0), 0);
  const rows = params.filter(one => one.value > 0).reverse().map(one => {
    const swatch = element('i', {className: 'line-swatch'});
    swatch.style.backgroundColor = one.color;
    const share = UNITS.share(one.value / total);
    return element('p', {}, swatch, isolated(one.seriesName),
      element('b', {textContent: formatDuration(one.value)}), element('small', {textContent: share}));
  });
  return element('div', {className: 'tip-body'},
    element('p', {className: 'tip-title', textContent: say('script.phases', params[0]?.axisValue, formatDuration(total))}), ...rows);
}

/**
 * Draws the bars when they come into sight; answers with a function that draws them again, or at once for one that need
 * not be in sight.
 */
function setUpPhases(data) {
  const plot = document.getElementById('phases-chart');
  if (!plot || data.labels.length < 2) {
    return () => {};
  }
  plot.hidden = false;
  plot.setAttribute('role', 'img');
  plot.setAttribute('aria-label', say('script.phasesTitle'));
  let drawn = null;
  const begin = () => {
    if (!drawn) {
      drawn = echarts.getInstanceByDom(plot) ?? echarts.init(plot);
      followSize(plot, drawn);
    }
  };
  const draw = (atOnce = false) => {
    if (atOnce) {
      begin();
    }
    drawn?.setOption(phaseOptions(data), {notMerge: true});
  };
  whenInSight(plot, () => draw(true));
  return draw;
}
