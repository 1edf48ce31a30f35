import { expect, test } from 'vitest';
import { after, DAY, HOUR } from '../../../src/core/kernel/clock.ts';
import { NOW, paperMailbox } from './paper-mailbox.ts';

const ago = (ms: number) => after(NOW, -ms);
const READ = { uidValidity: '7', lastUid: 4, lastArrival: ago(DAY), leftUntil: ago(7 * DAY) };

test('what is new is taken in the order of its numbers, and how far it came is stored after each mail', async () => {
  const box = paperMailbox({ place: READ });
  box.arrives('old', { uid: 4 });
  box.arrives('one', { uid: 6, arrivedAt: ago(2 * HOUR) });
  box.arrives('two', { uid: 9, arrivedAt: ago(3 * HOUR) });
  const follower = box.follow();
  await box.settled();
  box.arrives('three', { uid: 10 });
  await box.settled();
  await follower.stop();
  expect(box.taken).toEqual(['one', 'two', 'three']);
  expect(box.marked).toEqual([6, 9, 10]);
  const arrivals = [ago(2 * HOUR), ago(2 * HOUR), NOW];
  expect(box.places).toEqual(
    [6, 9, 10].map((lastUid, index) => ({ ...READ, lastUid, lastArrival: arrivals[index] })),
  );
});

test('a mail that could not be stored is tried again before any that came after it', async () => {
  const box = paperMailbox({ place: READ });
  let away = 3;
  box.when(async () => {
    away -= 1;
    if (away >= 0) throw new Error('no database');
    return { kind: 'stored' };
  });
  box.arrives('first', { uid: 5 });
  box.arrives('second', { uid: 6 });
  const follower = box.follow();
  await box.settled();
  await follower.stop();
  expect(box.taken).toEqual(['first', 'second']);
  expect(box.pauses.slice(0, 3)).toEqual([1_000, 2_000, 4_000]);
  expect(box.left).toEqual([]);
  // that is no trouble of the mailbox
  expect(new Set(box.told)).toEqual(new Set(['opened']));
});

test('a mail that fails time after time is left to a person, unmarked, and holds up no other', async () => {
  const box = paperMailbox({ place: READ });
  let tried = 0;
  box.when(async (words) => {
    if (words !== 'poison') return { kind: 'stored' };
    tried += 1;
    throw new Error('a bug');
  });
  box.arrives('poison', { uid: 5 });
  box.arrives('good', { uid: 6 });
  const follower = box.follow();
  await box.settled();
  await follower.stop();
  expect(tried).toBe(8);
  expect(box.left).toEqual([{ name: '7:5', number: '7:5', sender: '', why: 'not_taken', arrivedAt: NOW }]);
  expect(box.taken).toEqual(['good']);
  expect(box.marked).toEqual([6]);
  expect(box.place?.lastUid).toBe(6);
});

test('of a mailbox of the desk, what nobody read of the last weeks is taken at the first look', async () => {
  const box = paperMailbox();
  box.arrives('read by somebody', { seen: true, arrivedAt: ago(11 * DAY) });
  box.arrives('of long ago', { arrivedAt: ago(40 * DAY) });
  box.arrives('not read yet', { arrivedAt: ago(10 * DAY) });
  const follower = box.follow();
  await box.settled();
  await follower.stop();
  expect(box.taken).toEqual(['not read yet']);
  const lastArrival = ago(10 * DAY);
  expect(box.place).toEqual({ uidValidity: '7', lastUid: 3, lastArrival, leftUntil: lastArrival });
});

test('of a shared mailbox nothing that lay there is taken, and everything that comes', async () => {
  const box = paperMailbox({ shared: true });
  box.arrives('before');
  const follower = box.follow();
  await box.settled();
  box.arrives('after');
  await box.settled();
  await follower.stop();
  expect(box.taken).toEqual(['after']);
  expect(box.looks).toBe(2);
});

test('what was left of a shared mailbox stays left under new numbers, and what came after it is looked at', async () => {
  const box = paperMailbox({ shared: true });
  box.arrives('answered by hand', { arrivedAt: ago(2 * DAY) });
  box.arrives('before', { arrivedAt: ago(DAY) });
  const first = box.follow();
  await box.settled();
  await first.stop();
  box.arrives('while away', { arrivedAt: ago(HOUR) });
  box.renumbered('8');
  const second = box.follow();
  await box.settled();
  await second.stop();
  expect(box.taken).toEqual(['while away']);
});

test('of a mailbox of the desk, what somebody had read before the first look stays left under new numbers too', async () => {
  const box = paperMailbox();
  box.arrives('read by somebody', { seen: true, arrivedAt: ago(2 * DAY) });
  box.arrives('waits', { arrivedAt: ago(3 * DAY) });
  const first = box.follow();
  await box.settled();
  await first.stop();
  box.renumbered('8');
  const second = box.follow();
  await box.settled();
  await second.stop();
  // twice: it is known by its content
  expect(box.taken).toEqual(['waits', 'waits']);
});

test('a mail that comes during a first look which breaks off is not taken for one that lay there', async () => {
  const box = paperMailbox({ shared: true });
  let broken = false;
  box.when(async () => {
    if (!broken) {
      broken = true;
      throw new Error('no database');
    }
    return { kind: 'stored' };
  });
  box.arrives('before', { arrivedAt: ago(DAY) });
  box.whenListed(() => box.arrives('meanwhile', { arrivedAt: ago(DAY) }));
  const follower = box.follow();
  await box.settled();
  await follower.stop();
  expect(box.taken).toEqual(['meanwhile']);
});

test.each([true, false])(
  'a mailbox that takes the place of another is read from where that one was read to (shared: %s)',
  async (shared) => {
    const box = paperMailbox({ shared, othersRead: ago(2 * DAY) });
    box.arrives('of before', { seen: true, arrivedAt: ago(3 * DAY) });
    box.arrives('came since', { seen: true, arrivedAt: ago(DAY) });
    const follower = box.follow();
    await box.settled();
    await follower.stop();
    expect(box.taken).toEqual(['came since']);
  },
);

test('a mailbox that was given up a month ago says nothing about the next one', async () => {
  const box = paperMailbox({ shared: true, othersRead: ago(30 * DAY) });
  box.arrives('before', { arrivedAt: ago(DAY) });
  const follower = box.follow();
  await box.settled();
  await follower.stop();
  expect(box.taken).toEqual([]);
});

test('a mailbox that was numbered anew is read again as far back as a mail read twice is known', async () => {
  const box = paperMailbox({ place: READ });
  box.arrives('of long ago', { arrivedAt: ago(40 * DAY) });
  box.arrives('known', { arrivedAt: ago(3 * DAY), seen: true });
  box.arrives('came meanwhile', { arrivedAt: ago(HOUR) });
  box.renumbered('8');
  const follower = box.follow();
  await box.settled();
  await follower.stop();
  expect(box.taken).toEqual(['known', 'came meanwhile']);
  expect(box.place).toEqual({ ...READ, uidValidity: '8', lastUid: 3, lastArrival: ago(HOUR) });
});

test('after a stillness of months a mailbox numbered anew is read from the last mail on', async () => {
  const last = ago(90 * DAY);
  const box = paperMailbox({ place: { ...READ, lastArrival: last, leftUntil: ago(100 * DAY) } });
  box.arrives('the last one', { arrivedAt: last });
  box.arrives('came meanwhile', { arrivedAt: ago(60 * DAY) });
  box.renumbered('8');
  const follower = box.follow();
  await box.settled();
  await follower.stop();
  expect(box.taken).toEqual(['came meanwhile']);
});

test('a reading under new numbers that breaks off begins again', async () => {
  const box = paperMailbox({ place: READ });
  box.arrives('one');
  box.arrives('two');
  box.renumbered('8');
  let broken = false;
  box.when(async (words) => {
    if (words === 'two' && !broken) {
      broken = true;
      throw new Error('killed');
    }
    return { kind: 'stored' };
  });
  const follower = box.follow();
  await box.settled();
  await follower.stop();
  // the first one again: the database knows it
  expect(box.taken).toEqual(['one', 'one', 'two']);
  expect(box.places).toEqual([{ ...READ, uidValidity: '8', lastUid: 2, lastArrival: NOW }]);
});

test('a refused password is told at once, a server that is gone after half a minute, and that it ended too', async () => {
  const login = paperMailbox({ place: READ });
  login.refuses('imap_login');
  const one = login.follow();
  await login.settled();
  await one.stop();
  expect(login.told).toEqual(['imap_login', 'opened']);
  expect(login.pauses).toEqual([1_000]);

  const gone = paperMailbox({ place: READ });
  gone.refuses('imap_unreachable');
  const two = gone.follow();
  await gone.settled();
  await two.stop();
  expect(gone.told).toEqual(['imap_unreachable', 'opened']);
  expect(gone.pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000]);
});

test('a line that breaks is taken up again where it broke off', async () => {
  const box = paperMailbox({ place: READ });
  const follower = box.follow();
  await box.settled();
  box.cut();
  box.arrives('during the cut', { uid: 5 });
  await box.settled();
  await follower.stop();
  expect(box.taken).toEqual(['during the cut']);
  expect(box.told).toEqual(['opened', 'opened']);
});

test('what a person confirmed is taken from where it lies, and is gone under other numbers', async () => {
  const box = paperMailbox({ shared: true, place: READ });
  box.when(async (words, confirmed) =>
    confirmed ? { kind: 'stored' } : { kind: 'left', mail: { name: words, sender: '', why: 'doubt' } },
  );
  box.arrives('perhaps', { uid: 5 });
  const follower = box.follow();
  await box.settled();
  expect([box.taken.length, box.left.map(({ number }) => number)]).toEqual([1, ['7:5']]);
  box.confirms({ taskId: 'one', number: '7:5', arrivedAt: NOW });
  await box.settled();
  box.confirms({ taskId: 'two', number: '7:77', arrivedAt: NOW });
  await box.settled();
  box.confirms({ taskId: 'three', number: '6:5', arrivedAt: NOW });
  await box.settled();
  await follower.stop();
  expect(box.taken).toEqual(['perhaps', 'perhaps']);
  expect(box.copied).toEqual([
    ['one', 'stored'],
    ['two', 'gone'],
    ['three', 'gone'],
  ]);
});

test('a confirmed mail that cannot be taken is given back to the person, and keeps no other waiting', async () => {
  const box = paperMailbox({ shared: true, place: READ });
  let tried = 0;
  box.when(async (words, confirmed) => {
    if (!confirmed) return { kind: 'nothing' };
    if (words === 'good') return { kind: 'stored' };
    tried += 1;
    throw new Error('a bug');
  });
  box.arrives('poison', { uid: 5 });
  box.arrives('good', { uid: 6 });
  box.confirms(
    { taskId: 'bad', number: '7:5', arrivedAt: NOW },
    { taskId: 'fine', number: '7:6', arrivedAt: NOW },
  );
  const follower = box.follow();
  await box.settled();
  await follower.stop();
  expect(tried).toBe(8);
  expect(box.copied).toEqual([
    ['fine', 'stored'],
    ['bad', 'not_taken'],
  ]);
});

test('a stop waits for the mail in hand, and takes no other', async () => {
  const box = paperMailbox({ place: READ });
  const inHand = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  box.when(async () => {
    begun.resolve();
    await inHand.promise;
    return { kind: 'stored' };
  });
  box.arrives('in hand', { uid: 5 });
  box.arrives('next', { uid: 6 });
  const follower = box.follow();
  await begun.promise;
  const stopped = follower.stop();
  inHand.resolve();
  await stopped;
  expect(box.taken).toEqual(['in hand']);
  expect(box.place?.lastUid).toBe(5);
});
