/** The controls that all curves share. */

function setUpControls(shared) {
  document.querySelectorAll('input[name="axis"]').forEach(choice => choice.addEventListener('change', () => {
    shared.axis.switchTo(choice.value);
    shared.redraw();
  }));
  setUpSmoothing(shared);
  document.getElementById('reset').addEventListener('click', () => {
    shared.axis.zoom = null;
    shared.zoomChanged();
  });
  document.getElementById('controls').hidden = false;
  document.getElementById('hint').hidden = false;
}

function setUpSmoothing(shared) {
  const slider = document.getElementById('smoothing');
  const value = document.getElementById('smoothing-value');
  slider.addEventListener('input', () => {
    shared.smoothing = Number(slider.value);
    value.textContent = shared.smoothing.toFixed(2);
    shared.redraw();
  });
}

/** A button for every kind of mark that has happened; those that stand there stay. */
function showMarks(shared) {
  const buttons = document.getElementById('marks');
  const missing = MARKS.filter(({kind}) => shared.marks.some(mark => mark.kind === kind))
    .filter(({kind}) => !buttons.querySelector(`.mark-swatch.${kind}`));
  for (const {kind, label} of missing) {
    const swatch = element('i', {className: `mark-swatch ${kind}`});
    const chip = element('button', {type: 'button', className: 'chip'}, swatch, label);
    chip.setAttribute('aria-pressed', 'true');
    chip.addEventListener('click', () => {
      const show = !shared.shownMarks.has(kind);
      shared.shownMarks[show ? 'add' : 'delete'](kind);
      chip.setAttribute('aria-pressed', String(show));
      shared.redraw();
    });
    buttons.append(chip);
  }
}
