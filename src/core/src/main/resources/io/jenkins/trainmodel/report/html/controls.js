/** The controls that all curves share. */

function setUpControls(shared) {
  document.querySelectorAll('input[name="axis"]').forEach(choice => choice.addEventListener('change', () => {
    shared.axis.switchTo(choice.value);
    shared.redraw();
  }));
  setUpSmoothing(shared);
  setUpMarks(shared);
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

function setUpMarks(shared) {
  const happened = MARKS.filter(({kind}) => shared.marks.some(mark => mark.kind === kind));
  for (const {kind, label} of happened) {
    const swatch = element('i', {className: `mark-swatch ${kind}`});
    const chip = element('button', {type: 'button', className: 'chip'}, swatch, label);
    chip.setAttribute('aria-pressed', 'true');
    chip.addEventListener('click', () => {
      const show = !shared.shownMarks.has(kind);
      shared.shownMarks[show ? 'add' : 'delete'](kind);
      chip.setAttribute('aria-pressed', String(show));
      shared.redraw();
    });
    document.getElementById('marks').append(chip);
  }
}
