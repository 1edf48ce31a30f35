// Everything works without this file; it only spares a step.

for (const button of document.querySelectorAll('button[data-copy]')) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  const label = button.textContent;
  button.addEventListener('click', async () => {
    const value = document.getElementById(button.dataset.copy);
    await navigator.clipboard.writeText(value.textContent);
    button.textContent = button.dataset.copied;
    setTimeout(() => {
      button.textContent = label;
    }, 2000);
  });
}

// The time left to stop, kept true while the page stays open.
const left = document.querySelector('[data-until]');
if (left && Intl.DurationFormat) {
  const until = Date.parse(left.dataset.until);
  const words = new Intl.DurationFormat(document.documentElement.lang, { style: 'long' });
  const timer = setInterval(() => {
    const minutes = Math.ceil((until - Date.now()) / 60_000);
    const time = words.format({ hours: Math.floor(minutes / 60), minutes: minutes % 60 });
    left.textContent = minutes > 0 ? left.dataset.left.replace('…', time) : left.dataset.gone;
    if (minutes <= 0) clearInterval(timer);
  }, 5_000);
}

// A file that is too large is told before it is sent.
for (const input of document.querySelectorAll('input[data-max-bytes]')) {
  input.addEventListener('change', () => {
    const tooLarge = [...input.files].some((file) => file.size > Number(input.dataset.maxBytes));
    input.setCustomValidity(tooLarge ? input.dataset.tooLarge : '');
    input.reportValidity();
  });
}

// Leaving with text that was not sent asks first.
for (const form of document.querySelectorAll('form')) {
  form.addEventListener('submit', () => {
    form.dataset.sent = 'yes';
  });
}
addEventListener('beforeunload', (event) => {
  const unsent = [...document.querySelectorAll('form:not([data-sent]) textarea')].some(
    (area) => area.value !== area.defaultValue,
  );
  const sending = document.querySelector('form[data-sent]');
  if (unsent && !sending) event.preventDefault();
});
