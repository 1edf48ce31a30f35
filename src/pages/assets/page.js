// What every page gets on top of working without a script.

for (const button of document.querySelectorAll('[data-afdrukken]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}

// Paper has no "more": open everything while printing, and put it back.
let opened = [];
window.addEventListener('beforeprint', () => {
  opened = [...document.querySelectorAll('details:not([open])')];
  for (const details of opened) details.open = true;
});
window.addEventListener('afterprint', () => {
  for (const details of opened) details.open = false;
});

// A page that the browser kept aside is asked for again: it may belong to the one who sat here before.
window.addEventListener('pageshow', (event) => {
  if (event.persisted) window.location.reload();
});

// Other windows of this browser close along.
const closed = new BroadcastChannel('gesprek-afgesloten');
if (document.querySelector('[data-afgesloten]')) closed.postMessage('');
else if (document.querySelector('#gesprek, .answer')) closed.onmessage = () => window.location.reload();
