/** Light, dark, or what the system says. */

const THEMES = ['auto', 'light', 'dark'];
const probe = document.createElement('span');
probe.hidden = true;
(document.querySelector('.train-model') ?? document.body).append(probe);

/** The colour that a custom property of the style sheet has now. */
function colour(property) {
  probe.style.color = `var(--${property})`;
  return getComputedStyle(probe).color;
}

function rememberedTheme() {
  try {
    const theme = localStorage.getItem('train-model-theme');
    return THEMES.includes(theme) ? theme : 'auto';
  } catch {
    return 'auto';
  }
}

function rememberTheme(theme) {
  try {
    localStorage.setItem('train-model-theme', theme);
  } catch {
    // Some browsers keep nothing for pages that were opened from a file.
  }
}

function setUpTheme(onChange) {
  const button = document.getElementById('theme');
  let theme = rememberedTheme();
  const apply = () => {
    document.documentElement.dataset.theme = theme;
    button.textContent = say('script.theme.' + theme);
  };
  button.addEventListener('click', () => {
    theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
    rememberTheme(theme);
    apply();
    onChange();
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', onChange);
  button.hidden = false;
  apply();
}
