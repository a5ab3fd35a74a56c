/** Tells the report whether the theme is light or dark: by what it paints, since themes are free in how they do it. */
(() => {
  const root = document.querySelector('.train-model');

  function isDark() {
    const context = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
    context.fillStyle = '#fff';
    context.fillRect(0, 0, 1, 1);
    const probe = document.createElement('span');
    probe.hidden = true;
    probe.style.color = 'var(--background)';
    root.append(probe);
    context.fillStyle = getComputedStyle(probe).color;
    probe.remove();
    context.fillRect(0, 0, 1, 1);
    const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
    return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
  }

  function apply() {
    const theme = isDark() ? 'dark' : 'light';
    if (root.dataset.theme !== theme) {
      root.dataset.theme = theme;
      root.dispatchEvent(new Event('training:theme'));
    }
  }

  apply();
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => setTimeout(apply));
  new MutationObserver(apply).observe(document.documentElement, {attributes: true, attributeFilter: ['class', 'data-theme']});
})();
