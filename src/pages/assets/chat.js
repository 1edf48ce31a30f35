// The chat without reloading. The server makes all markup; this puts it in place and keeps the focus.

const chat = document.getElementById('gesprek');
const log = document.getElementById('log');
const choices = document.getElementById('keuzes');
const asked = document.getElementById('gevraagd');
const free = document.getElementById('schrijven');
const field = document.getElementById('tekst');
const error = document.getElementById('tekst-fout');
const state = document.getElementById('toestand');
let last = Number(chat.dataset.laatste);
let sending = false;
const keyboard = window.matchMedia('(pointer: fine)').matches;

chat.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.id === 'klaar') return;
  event.preventDefault();
  // The second press of an impatient finger; without a script the message's number catches it.
  if (!sending) send(form, event.submitter);
});

async function send(form, button) {
  const body = new URLSearchParams(new FormData(form, button));
  body.set('na', String(last));
  sending = true;
  complain('', form);
  const busy = setTimeout(() => {
    state.textContent = chat.dataset.bezig;
  }, 400);
  try {
    const response = await fetch(form.action, {
      method: 'POST',
      body,
      headers: { Accept: 'application/json' },
      redirect: 'error',
    });
    const answer = await response.json();
    if (answer.session === false) return startAgain(body);
    if (!response.ok) return complain(answer.error, form);
    for (const input of form.querySelectorAll('textarea, input:not([type=hidden])')) input.value = '';
    show(answer, true);
    number(answer.messageId);
  } catch {
    complain(chat.dataset.mislukt, form);
  } finally {
    clearTimeout(busy);
    state.textContent = '';
    sending = false;
  }
}

// The session ended: a plain post brings a fresh page with the text still in its field.
function startAgain(body) {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = '/gesprek';
  for (const [name, value] of body) {
    const input = document.createElement('textarea');
    input.name = name;
    input.value = value;
    form.append(input);
  }
  form.hidden = true;
  document.body.append(form);
  form.submit();
}

function show(update, own) {
  if (update.last <= last && !own) return;
  const focused = document.activeElement;
  const added = document.createElement('template');
  added.innerHTML = update.lines;
  let first;
  for (const line of [...added.content.children]) {
    if (document.getElementById(line.id)) continue;
    log.append(line);
    first ??= line;
  }
  const begins = last === 0;
  // An answer that was overtaken by a later line changes nothing any more.
  if (update.last < last) return keepFocus(focused, own);
  last = update.last;
  if (update.choices !== '' || choices.childElementCount > 0) choices.innerHTML = update.choices;
  if (asked.dataset.doel !== update.purpose) {
    asked.dataset.doel = update.purpose;
    asked.innerHTML = update.asked;
    const label = free.querySelector('label');
    label.textContent = update.purpose === 'text' ? label.dataset.gewoon : label.dataset.anders;
  }
  document.getElementById('contact-hulp')?.remove();
  document.getElementById('klaar').hidden = false;
  keepFocus(focused, own);
  if (begins) listen();
  if (own && first) first.scrollIntoView({ block: 'nearest', behavior: calm() });
  if (own) chat.scrollIntoView({ block: 'end', behavior: calm() });
}

// After an answer of one's own the focus is where the next answer goes; a line that just comes in moves nothing.
function keepFocus(focused, own) {
  if (focused?.isConnected && !(own && field.value === '')) return;
  // On a phone the keyboard would hide the answer; it opens where something definite was asked.
  const resting = keyboard ? field : log;
  (asked.querySelector('input:not([type=hidden])') ?? resting).focus({ preventScroll: true });
}

function number(messageId) {
  for (const input of document.querySelectorAll('input[name=nummer]')) input.value = messageId;
}

function complain(words, form) {
  error.textContent = words;
  if (words !== '' && form === free) field.setAttribute('aria-invalid', 'true');
  else field.removeAttribute('aria-invalid');
}

function calm() {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth';
}

// Enter sends where there is a keyboard; on a phone it makes a line.
if (keyboard) {
  free.querySelector('.enter').hidden = false;
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    free.requestSubmit();
  });
}

// Example questions go into the field; sending stays a decision.
for (const link of document.querySelectorAll('[data-vraag]')) {
  link.addEventListener('click', (event) => {
    event.preventDefault();
    field.value = link.textContent;
    field.focus();
  });
}

// A pasted mail sentence leaves its code.
asked.addEventListener('paste', (event) => {
  if (event.target.autocomplete !== 'one-time-code') return;
  const code = /(?<!\d)\d(?:[\s.-]?\d){5}(?!\d)/.exec(event.clipboardData.getData('text'));
  if (code === null) return;
  event.preventDefault();
  event.target.value = code[0].replace(/\D/g, '');
});

// Only a page in sight listens, and only when there is a conversation: a browser has few connections to one site.
let stream;
function listen() {
  stream?.close();
  stream = undefined;
  if (document.hidden || last === 0) return;
  stream = new EventSource(`/gesprek/stroom?na=${last}`);
  stream.onmessage = (event) => show(JSON.parse(event.data), false);
}
document.addEventListener('visibilitychange', listen);
listen();
