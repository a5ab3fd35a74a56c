/** Promotes and demotes a run by Jenkins' own dialog, which asks for the reason. */
(() => {
  async function change(button) {
    const {address, run, refused, silent} = button.closest('.training-standing').dataset;
    const {standing, title, message, yes} = button.dataset;
    const reason = await dialog.prompt(title, {message, okText: yes, maxWidth: '520px'}).catch(() => null);
    if (!reason) {
      return;
    }
    button.disabled = true;
    try {
      const response = await fetch(address + standing, {
        method: 'POST', headers: crumb.wrap({'Content-Type': 'application/x-www-form-urlencoded'}),
        body: new URLSearchParams({run, reason}),
      });
      if (response.ok) {
        location.reload();
        return;
      }
      const plain = response.headers.get('Content-Type')?.startsWith('text/plain');
      const answer = plain ? await response.text() : '';
      notificationBar.show(answer.length > 0 ? answer : refused.replace('{0}', response.status), notificationBar.ERROR);
    } catch (error) {
      notificationBar.show(silent.replace('{0}', error.message), notificationBar.ERROR);
    }
    button.disabled = false;
  }

  document.addEventListener('click', event => {
    const button = event.target.closest?.('[data-standing]');
    if (button) {
      change(button);
    }
  });
})();
