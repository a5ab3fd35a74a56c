/** The question of a planned stop: sends the answer, says why it is not taken, and comes and goes with the stop itself. */
(() => {
  const place = () => document.getElementById('training-question');

  function refuse(form, words) {
    const line = form.querySelector('.training-question-refusal');
    line.textContent = words;
    line.hidden = false;
  }

  async function send(form, button) {
    const body = new URLSearchParams(new FormData(form));
    body.set(button.name, button.value);
    button.disabled = true;
    try {
      const headers = crumb.wrap({Accept: 'text/plain', 'Content-Type': 'application/x-www-form-urlencoded'});
      const response = await fetch(form.getAttribute('action'), {method: 'POST', headers, body});
      if (response.ok) {
        location.reload();
        return;
      }
      const plain = response.headers.get('Content-Type')?.startsWith('text/plain');
      refuse(form, plain ? await response.text() : place().dataset.refused.replace('{0}', response.status));
    } catch (error) {
      refuse(form, place().dataset.silent.replace('{0}', error.message));
    }
    button.disabled = false;
  }

  document.addEventListener('submit', event => {
    const form = event.target.closest?.('.training-question form');
    if (form) {
      event.preventDefault();
      send(form, event.submitter ?? form.querySelector('[name=answer]'));
    }
  });

  /** Who is about to answer is left alone until the run waits no more. */
  document.addEventListener('training:data', event => {
    const question = place();
    const shown = question?.dataset.waiting === 'true';
    if (question && event.detail.question !== shown) {
      location.reload();
    }
  });
})();
