import { z } from 'zod';
import { type CalendarDay, parseDay } from '../../core/kernel/calendar-day.ts';
import { type Form, lines } from '../frame/read-form.ts';
import {
  type ProfileField,
  type ProfileForm,
  type Recipient,
  type RecipientForm,
  ROLES,
  type ShopProfile,
  TASKS,
} from './profile-form.ts';

const email = z.email().max(254);
const address = z.url({ protocol: /^https?$/ }).max(500);
const line = z.string().min(1).max(300);

/** The typed profile; `profile` is undefined when a field is wrong, and `form.errors` says which. */
export function readProfile(
  form: Form,
  saved: ShopProfile,
): { readonly form: ProfileForm; readonly profile: ShopProfile | undefined } {
  const values = readValues(form);
  const closingDays = lines(values.closingDays).map(dayOf);
  const policyDate = dayOf(values.policyDate);
  const ownAddresses = lines(values.ownAddresses);
  const errors = new Map<ProfileField, string>();
  const check = (field: ProfileField, fine: boolean) => fine || errors.set(field, field);
  for (const field of ['name', 'address', 'contactPerson'] as const)
    check(field, line.safeParse(values[field]).success);
  check('email', email.safeParse(values.email).success);
  check('website', address.safeParse(values.website).success || line.safeParse(values.website).success);
  check('policyUrl', address.safeParse(values.policyUrl).success);
  check('deputy', values.deputy === '' || email.safeParse(values.deputy).success);
  check('policyMailsPerHour', /^(?:0|[1-9]\d{0,2}|1000)$/.test(values.policyMailsPerHour));
  check('policyDate', policyDate !== undefined);
  check(
    'closingDays',
    closingDays.every((day) => day !== undefined),
  );
  check(
    'ownAddresses',
    ownAddresses.every((own) => email.safeParse(own).success),
  );

  const recipients = readRecipients(form);
  const version = /^\d{1,9}$/.test(form.text('version')) ? Number(form.text('version')) : -1;
  const otherPlacesConfirmed = form.text('otherPlacesConfirmed') === 'yes';
  const shown = { version, values, recipients, otherPlacesConfirmed, errors };
  if (errors.size > 0 || policyDate === undefined) return { form: shown, profile: undefined };
  return {
    form: shown,
    profile: {
      ...saved,
      ...values,
      version,
      policyDate,
      policyMailsPerHour: Number(values.policyMailsPerHour),
      ownAddresses,
      closingDays: closingDays.filter((day) => day !== undefined).sort(),
      otherPlaces: lines(values.otherPlaces),
      otherPlacesConfirmed,
      recipients: recipients.filter(({ name }) => name !== '').map(recipient),
    },
  };
}

function readValues(form: Form): Record<ProfileField, string> {
  return {
    name: form.text('name'),
    website: form.text('website'),
    address: form.text('address'),
    phone: form.text('phone'),
    email: form.text('email'),
    contactPerson: form.text('contactPerson'),
    policyUrl: form.text('policyUrl'),
    policyDate: form.text('policyDate'),
    policyMailsPerHour: form.text('policyMailsPerHour') || '0',
    deputy: form.text('deputy'),
    ownAddresses: form.text('ownAddresses'),
    closingDays: form.text('closingDays'),
    otherPlaces: form.text('otherPlaces'),
  };
}

/** A day as the form writes it, or as people do: 24-12-2026. */
function dayOf(text: string): CalendarDay | undefined {
  const dutch = /^(\d{1,2})-(\d{1,2})-(\d{4})$/.exec(text);
  if (dutch === null) return parseDay(text);
  const [, day = '', month = '', year = ''] = dutch;
  return parseDay(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}

function readRecipients(form: Form): readonly RecipientForm[] {
  const column = (name: string) => form.all(`recipient.${name}`).map((value) => value.trim().slice(0, 300));
  const [ids, roles, tasks, countries, screens] = ['id', 'role', 'task', 'country', 'screen'].map(column);
  return column('name').map((name, index) => ({
    id: ids?.[index] ?? '',
    name,
    role: roles?.[index] ?? '',
    task: tasks?.[index] ?? '',
    country: countries?.[index] ?? '',
    screen: screens?.[index] ?? '',
  }));
}

function recipient(typed: RecipientForm, index: number): Recipient {
  const role = typed.role;
  const task = typed.task;
  return {
    ...typed,
    id: typed.id === '' ? newRecipientId(typed.name, index) : typed.id,
    role: isRole(role) ? role : 'doubtful',
    task: isTask(task) ? task : 'other',
  };
}

/** Readable in the register; the place in the list keeps two of one name apart. */
function newRecipientId(name: string, index: number): string {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return `${plain.slice(0, 40) || 'recipient'}-${index + 1}`;
}

function isRole(text: string): text is Recipient['role'] {
  return Object.hasOwn(ROLES, text);
}

function isTask(text: string): text is Recipient['task'] {
  return Object.hasOwn(TASKS, text);
}
