/** What the scripts say, in the language of the page. */

const LANGUAGE = (document.querySelector('.train-model[lang]') ?? document.documentElement).lang;

/** The message of a key, with its values in their places. */
function say(key, ...values) {
  return (WORDS[LANGUAGE] ?? WORDS.en)[key].replace(/\{([0-9])}/g, (place, index) => values[index] ?? place);
}
