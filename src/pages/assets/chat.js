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
const keyboard = window.matchMedia('(pointer: fine)').matches;

// What was pressed and is not stored yet, oldest first; the first one is under way.
const posts = [];
// The one that did not get through last: sent again as it was it keeps its number, so that it is taken once.
let failed;
const PATIENCE_MS = 30_000;

chat.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.id === 'klaar') return;
  event.preventDefault();
  const post = pressed(form, event.submitter);
  // The second press of an impatient finger is the same message; another one waits for its turn.
  if (posts.some(({ said }) => said === post.said)) return;
  posts.push(post);
  if (posts.length === 1) sendAll();
});

function pressed(form, button) {
  const body = new URLSearchParams(new FormData(form, button));
  const own = body.get('nummer');
  body.delete('nummer');
  const said = String(body);
  const words = ['tekst', 'naam', 'adres'].flatMap((name) => body.get(name) || []).join(', ');
  const inputs = [...form.querySelectorAll('textarea, input:not([type=hidden])')];
  const fields = inputs.map((input) => ({ input, value: input.value }));
  body.set('nummer', failed?.said === said ? failed.number : failed || posts.length > 0 ? newNumber() : own);
  return { form, body, said, words, fields, number: body.get('nummer') };
}

// The number of the form belongs to a message that is under way, or was: with it this one would pass for a repeat.
function newNumber() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function sendAll() {
  const busy = setTimeout(() => {
    state.textContent = chat.dataset.bezig;
  }, 400);
  while (posts.length > 0 && (await send(posts[0]))) posts.shift();
  posts.length = 0;
  clearTimeout(busy);
  state.textContent = '';
}

async function send({ form, body, said, number: messageId, fields }) {
  complain('', form);
  body.set('na', String(last));
  try {
    const response = await fetch(form.action, {
      method: 'POST',
      body,
      headers: { Accept: 'application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const answer = await response.json();
    if (answer.session === false) {
      startAgain(body);
      return false;
    }
    if (!response.ok) throw new Error('refused', { cause: answer.error });
    failed = undefined;
    // What was typed in the meantime stays.
    for (const { input, value } of fields) if (input.value === value) input.value = '';
    show(answer, true);
    number(answer.messageId);
    return true;
  } catch (failure) {
    failed = { said, number: messageId };
    complain(failure.cause ?? chat.dataset.mislukt, form);
    giveBack();
    return false;
  }
}

// Nothing typed is lost: what stands in no field any more is put back before what does.
function giveBack() {
  const lost = posts.filter(({ fields }) =>
    fields.some(({ input, value }) => !input.isConnected || input.value !== value),
  );
  if (lost.length > 0)
    field.value = [...lost.map(({ words }) => words), field.value].filter(Boolean).join('\n');
}

// The session ended: a plain post brings a fresh page with the text still in its field.
function startAgain(body) {
  if (posts.length > 1)
    body.set(
      'tekst',
      posts
        .map(({ words }) => words)
        .filter(Boolean)
        .join('\n'),
    );
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
