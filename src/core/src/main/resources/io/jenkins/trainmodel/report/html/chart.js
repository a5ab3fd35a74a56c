/** A chart with its title, legend and buttons. It is drawn when it comes into sight. */

let chartCount = 0;

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** Text of the run stands isolated, so that its writing direction stays its own. */
function isolated(text) {
  return element('bdi', {textContent: text});
}

class ChartCard {
  constructor(chart, shared) {
    this.chart = chart;
    this.shared = shared;
    this.hidden = new Set();
    this.log = false;
    this.wheel = false;
    this.dirty = true;
    this.inSight = false;
    this.number = ++chartCount;
    this.root = this.build();
  }

  build() {
    const title = element('h3', {id: `chart-${this.number}`, title: this.chart.title}, isolated(this.chart.title));
    this.logButton = element('button', {type: 'button', className: 'quiet', textContent: say('script.log')});
    this.logButton.title = say('script.logTitle');
    this.logButton.setAttribute('aria-pressed', 'false');
    this.logButton.addEventListener('click', () => this.toggleLog());
    const save = element('button', {type: 'button', className: 'quiet', textContent: 'PNG', title: say('script.save')});
    save.setAttribute('aria-label', say('script.saveOf', this.chart.title));
    save.addEventListener('click', () => savePicture(this));
    this.legend = element('div', {className: 'legend'});
    this.plot = element('div', {className: 'plot', tabIndex: 0});
    this.plot.setAttribute('role', 'img');
    this.listen();
    const card = element('figure', {className: 'card chart'},
      element('figcaption', {}, title, element('span', {className: 'tools'}, this.logButton, save)),
      this.legend, this.plot);
    card.dataset.chart = this.chart.key;
    return card;
  }

  /** Takes newer data of the same chart. */
  update(chart) {
    this.chart = chart;
    this.legend.replaceChildren();
    this.invalidate();
  }

  listen() {
    this.plot.setAttribute('aria-labelledby', `chart-${this.number}`);
    this.plot.setAttribute('aria-describedby', 'hint');
    this.plot.addEventListener('keydown', event => this.onKey(event));
    this.plot.addEventListener('focus', () => this.setWheel(true));
    this.plot.addEventListener('blur', () => this.setWheel(false));
  }

  /** A wheel zooms the chart that has the focus; elsewhere it scrolls the page, unless Ctrl is held. */
  setWheel(wheel) {
    this.wheel = wheel;
    this.drawn?.setOption({dataZoom: [{id: 'zoom', zoomOnMouseWheel: wheel ? true : 'ctrl'}]});
  }

  onKey(event) {
    const moves = {'+': [0.7, 0], '=': [0.7, 0], '-': [1 / 0.7, 0], ArrowLeft: [1, -0.1], ArrowRight: [1, 0.1]};
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (event.key in moves) {
      this.shared.axis.move(...moves[event.key]);
    } else if (event.key === '0' || event.key === 'Escape') {
      this.shared.axis.zoom = null;
    } else {
      return;
    }
    event.preventDefault();
    this.shared.zoomChanged();
  }

  toggleLog() {
    this.log = !this.log;
    this.logButton.setAttribute('aria-pressed', String(this.log));
    this.invalidate();
  }

  /** A learning rate is set, not measured, so there is no noise to take out of it. */
  get smoothing() {
    return this.chart.key === 'learningRate' ? 0 : this.shared.smoothing;
  }

  /** Positions and smoothed values of every line. */
  entries() {
    return this.chart.lines.map((line, index) => ({
      line,
      positions: this.shared.axis.positionsOf(line),
      values: smooth(line.values, this.smoothing),
      visible: !this.hidden.has(index),
    }));
  }

  drawLegend(entries) {
    if (this.legend.childElementCount) {
      return;
    }
    entries.forEach(({line}, index) => {
      const last = line.values.findLast(value => value !== null);
      const swatch = element('i', {className: 'line-swatch'});
      const button = element('button', {type: 'button', title: line.metric}, swatch, isolated(line.label));
      if (last !== undefined) {
        button.append(element('b', {textContent: formatValue(last, this.chart.unit)}));
      }
      button.setAttribute('aria-pressed', String(!this.hidden.has(index)));
      button.addEventListener('click', () => this.toggleLine(index, button));
      this.legend.append(button);
    });
  }

  colourLegend() {
    this.chart.lines.forEach((line, index) => {
      const swatch = this.legend.children[index].querySelector('.line-swatch');
      swatch.style.backgroundColor = colourOf(line, index);
      swatch.style.opacity = isFaint(line, this.chart) ? 0.5 : 1;
    });
  }

  toggleLine(index, button) {
    const hide = !this.hidden.has(index);
    this.hidden[hide ? 'add' : 'delete'](index);
    button.setAttribute('aria-pressed', String(!hide));
    this.invalidate();
  }

  invalidate() {
    this.dirty = true;
    if (this.inSight) {
      this.draw();
    }
  }

  setInSight(inSight) {
    this.inSight = inSight;
    if (inSight && this.dirty) {
      this.draw();
    }
  }

  draw() {
    this.dirty = false;
    this.current = this.entries();
    this.drawLegend(this.current);
    this.colourLegend();
    this.drawn ??= this.begin();
    this.drawn.setOption(optionsOf(this.chart, this.current, this.view()), {notMerge: true});
    if (!matchMedia('(pointer: coarse)').matches) {
      this.drawn.dispatchAction({type: 'takeGlobalCursor', key: 'dataZoomSelect', dataZoomSelectActive: true});
    }
  }

  view() {
    return {
      ...this.shared.marking(), axis: this.shared.axis, smoothing: this.smoothing, log: this.log, wheel: this.wheel,
      width: this.plot.clientWidth, height: this.plot.clientHeight, tooltip: params => this.tooltip(params[0]?.axisValue),
    };
  }

  begin() {
    const drawn = echarts.init(this.plot);
    drawn.on('datazoom', () => this.onZoom());
    drawn.getZr().on('dblclick', () => {
      this.shared.axis.zoom = null;
      this.shared.zoomChanged();
    });
    followSize(this.plot, drawn, () => this.invalidate());
    return drawn;
  }

  onZoom() {
    const {startValue, endValue} = this.drawn.getOption().dataZoom[0];
    const [from, to] = this.shared.axis.range;
    const tolerance = (to - from) * 1e-6;
    if (Math.abs(startValue - from) > tolerance || Math.abs(endValue - to) > tolerance) {
      this.shared.axis.show(startValue, endValue);
      this.shared.zoomChanged();
    }
  }

  tooltip(position) {
    const {axis} = this.shared;
    const rows = this.current.flatMap((entry, index) => entry.visible ? [this.tooltipRow(entry, index, position)] : []);
    const {marks, shownMarks} = this.shared.marking();
    const notes = marksNear(marks, axis, shownMarks, position, this.plot.clientWidth)
      .map(mark => element('p', {className: `mark ${mark.kind}`}, isolated(mark.text)));
    return element('div', {className: 'tip-body'},
      element('p', {className: 'tip-title', textContent: axis.describe(position)}), ...rows, ...notes);
  }

  tooltipRow({line, positions, values}, index, position) {
    const at = nearestIndex(positions, position);
    const swatch = element('i', {className: 'line-swatch'});
    swatch.style.backgroundColor = colourOf(line, index);
    const text = value => value === null ? line.notFinite[at] ?? '–' : formatValue(value, this.chart.unit);
    const row = element('p', {}, swatch, isolated(line.label), element('b', {textContent: text(values[at])}));
    if (this.smoothing > 0) {
      row.append(element('small', {textContent: say('script.read', text(line.values[at]))}));
    }
    return row;
  }
}
