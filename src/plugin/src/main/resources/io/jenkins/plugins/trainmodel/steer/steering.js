/** What people ask of a run: each button opens its dialog, which says what follows and takes a reason. And the form of a restart. */
(() => {
  const page = () => document.getElementById('training');
  const filled = (text, ...values) => values.reduce((filling, value, index) => filling.replace(`%${index + 1}`, value), text);

  /** The same wish, sent twice, is done once. */
  const wish = () => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
  const words = form => form.closest('[data-refused]').dataset;

  function sure(form) {
    const place = form.querySelector('.training-sure');
    if (place) {
      const box = place.querySelector('input');
      const asked = new FormData(form).get('keep') === box.dataset.sure;
      place.hidden = !asked;
      box.required = asked;
    }
  }

  function open(command) {
    const dialog = document.querySelector(`[data-dialog="${command}"]`);
    const form = dialog.querySelector('form');
    form.reset();
    form.dataset.wish = wish();
    form.querySelector('.training-refusal').hidden = true;
    sure(form);
    dialog.showModal();
  }

  function body(form) {
    const fields = new URLSearchParams(new FormData(form));
    form.querySelectorAll('[data-now]').forEach(field => {
      if (field.value === field.dataset.now) {
        fields.delete(field.name);
      }
    });
    form.dataset.wish ??= wish();
    fields.set('id', form.dataset.wish);
    return fields;
  }

  function refuse(form, answer) {
    const place = form.querySelector('.training-refusal');
    place.textContent = answer;
    place.hidden = false;
  }

  async function answerOf(form, response) {
    const text = await response.text();
    const plain = response.headers.get('Content-Type')?.startsWith('text/plain');
    return plain && text.length > 0 ? text : filled(words(form).refused, response.status);
  }

  /** A restart leads to the job, where the new build waits. */
  function done(form, answer) {
    if (form.dataset.next) {
      location.assign(form.dataset.next);
    } else {
      form.closest('dialog').close();
      notificationBar.show(answer, notificationBar.SUCCESS);
    }
  }

  async function send(form) {
    const button = form.querySelector('[data-id=ok]');
    button.disabled = true;
    try {
      const response = await fetch(form.getAttribute('action'), {
        method: 'POST', headers: crumb.wrap({'Content-Type': 'application/x-www-form-urlencoded'}), body: body(form),
      });
      const answer = await answerOf(form, response);
      if (response.ok) {
        done(form, answer);
      } else {
        refuse(form, answer);
      }
    } catch (error) {
      refuse(form, filled(words(form).silent, error.message));
    }
    button.disabled = false;
    page()?.dispatchEvent(new Event('training:asked'));
  }

  function showWaiting(waiting) {
    const list = document.getElementById('training-waiting');
    if (!list) {
      return;
    }
    const lines = waiting.map(({type, by, at}) => {
      const line = document.createElement('li');
      line.textContent = filled(list.dataset[type] ?? '', by, new Date(at).toLocaleTimeString());
      return line;
    });
    list.replaceChildren(...lines);
    list.hidden = lines.length === 0;
  }

  document.addEventListener('click', event => {
    const button = event.target.closest?.('[data-command], .training-dialog [data-id=cancel]');
    if (button?.dataset.command) {
      open(button.dataset.command);
    } else if (button) {
      button.closest('dialog').close();
    }
  });
  document.addEventListener('change', event => {
    const form = event.target.closest?.('.training-dialog form');
    if (form) {
      sure(form);
    }
  });
  document.addEventListener('submit', event => {
    const form = event.target.closest?.('.training-dialog form, .training-restart-form');
    if (form) {
      event.preventDefault();
      send(form);
    }
  });
  document.addEventListener('training:data', event => showWaiting(event.detail.waiting ?? []));
})();
