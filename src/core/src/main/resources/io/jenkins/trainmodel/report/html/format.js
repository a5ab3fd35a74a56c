/** Numbers as people read them. */

const FORMATS = Array.from(
  {length: 22}, (_, digits) => new Intl.NumberFormat('en', {maximumSignificantDigits: Math.max(1, digits)}));
const WHOLE = new Intl.NumberFormat('en', {maximumFractionDigits: 0});
const COMPACT = new Intl.NumberFormat('en', {notation: 'compact', maximumSignificantDigits: 4});

/** {@code digits} are significant ones. */
function formatNumber(value, digits = 4) {
  const magnitude = Math.abs(value);
  if (magnitude !== 0 && (magnitude < 1e-4 || magnitude >= 1e15)) {
    return value.toExponential(digits - 2).replace(/\.?0+e/, 'e').replace('e+', 'e');
  }
  return magnitude >= 1e5 && digits <= 4 ? COMPACT.format(value) : FORMATS[digits].format(value);
}

function formatBytes(value, digits = 3) {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log2(Math.abs(value) || 1) / 10)));
  return `${FORMATS[digits].format(value / 1024 ** power)} ${units[power]}`;
}

/** With the prefix of its power of a thousand, as rates of computing are written. */
function formatFlop(value, digits = 3) {
  const prefixes = ['', 'k', 'M', 'G', 'T', 'P', 'E'];
  const power = Math.min(prefixes.length - 1, Math.max(0, Math.floor(Math.log10(Math.abs(value) || 1) / 3)));
  return `${FORMATS[digits].format(value / 1000 ** power)} ${prefixes[power]}FLOP/s`;
}

function formatDuration(seconds) {
  if (seconds < 60) {
    return say('script.s', FORMATS[3].format(seconds));
  }
  const whole = Math.round(seconds);
  if (whole < 3600) {
    return say('script.min', Math.floor(whole / 60)) + (whole % 60 ? ` ${say('script.s', whole % 60)}` : '');
  }
  const minutes = Math.floor(whole / 60) % 60;
  return say('script.h', WHOLE.format(Math.floor(whole / 3600))) + (minutes ? ` ${say('script.min', minutes)}` : '');
}

const UNITS = {
  '': formatNumber,
  share: value => `${FORMATS[3].format(value * 100)} %`,
  bytes: formatBytes,
  bytesPerSecond: (value, digits) => `${formatBytes(value, digits)}/s`,
  perSecond: (value, digits) => `${formatNumber(value, digits)}/s`,
  flopPerSecond: formatFlop,
  watt: (value, digits) => `${formatNumber(value, digits)} W`,
  celsius: (value, digits) => `${formatNumber(value, digits)} °C`,
};

function formatValue(value, unit, digits) {
  return (UNITS[unit] ?? formatNumber)(value, digits);
}
