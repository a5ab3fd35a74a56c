/** What the trends of a job tell of machines: where a run had another one than the run before, and what held it up. */
window.trainModelMachines = (() => {
  const {colour} = trainModelReport;
  /** More labels than that hide each other. */
  const LABELLED = 6;

  /** A line at every run on another device or machine than that of its name before; without a label among words. */
  function changesOf(chart, runs, shown, label) {
    const changed = runs.filter(run => run.deviceBefore && shown.includes(run.name));
    return {
      type: 'line', name: label, data: [], silent: true, markLine: {
        silent: true, symbol: 'none', animation: false, lineStyle: {color: colour('mark-change'), type: 'dashed', width: 1.5},
        label: {
          show: !chart.words && changed.length <= LABELLED, formatter: label, position: 'insideEndBottom', color: colour('mark-change'), fontSize: 11,
        },
        data: changed.map(run => ({xAxis: run.build})),
      },
    };
  }

  /** Of words in place of numbers: a row each, the first one above, and one of room at both ends. */
  const rowsOf = words => ({min: -1, max: words.length, interval: 1, inverse: true});

  /** A run that something else has held up than the one before is worth a look. */
  const changeOf = run => run.bottleneckBefore
    ? {symbol: 'diamond', symbolSize: 13, itemStyle: {color: colour('mark-change'), borderColor: colour('card'), borderWidth: 1.5}} : {};

  /** What a tooltip says of a run, as pairs of a name and a text. */
  function factsOf(run, words) {
    const facts = [[words.device, run.device], [words.machine, run.place]];
    if (run.deviceBefore) {
      facts.push([words.before, [run.deviceBefore, run.placeBefore].filter(known => known).join(' · ')]);
    }
    facts.push([words.bottleneck, run.bottleneck], [words.before, run.bottleneckBefore]);
    return facts.filter(([, text]) => text);
  }

  return {changesOf, rowsOf, changeOf, factsOf};
})();
