import { ApiRefusal, invalidForm, isRecord, type Json } from './api-refusal.ts';

const tooLong = (field: string, most: number) =>
  invalidForm(field, 'BASE_TYPE_BAD_LENGTH', `Must be between 1 and ${most} in length.`);

/** Create Message, as its page and the limits of the components say it. */
export function checkMessage(body: Json): void {
  const { content, nonce, components = [], allowed_mentions: mentions } = body;
  if (content !== undefined && typeof content !== 'string')
    throw invalidForm('content', 'STRING_TYPE_CONVERT', 'Could not interpret as string.');
  if ((content ?? '').trim() === '') throw new ApiRefusal(400, 50_006, 'Cannot send an empty message');
  if ((content ?? '').length > 2_000)
    throw invalidForm('content', 'BASE_TYPE_MAX_LENGTH', 'Must be 2000 or fewer in length.');
  if (nonce !== undefined && String(nonce).length > 25) throw tooLong('nonce', 25);
  if (mentions !== undefined && !isRecord(mentions))
    throw invalidForm('allowed_mentions', 'MODEL_TYPE_CONVERT', 'Only dictionaries may be used.');
  checkRows(components);
}

function checkRows(rows: unknown): void {
  if (!Array.isArray(rows) || rows.length > 5) throw tooLong('components', 5);
  const seen = new Set<unknown>();
  for (const row of rows) {
    if (!isRecord(row) || row.type !== 1 || !Array.isArray(row.components))
      throw invalidForm('components', 'UNION_TYPE_CHOICES', 'The type must be an action row.');
    if (row.components.length < 1 || row.components.length > 5) throw tooLong('components', 5);
    for (const button of row.components) {
      checkButton(button);
      if (isRecord(button) && seen.has(button.custom_id))
        throw invalidForm(
          'custom_id',
          'COMPONENT_CUSTOM_ID_DUPLICATED',
          'Component custom id cannot be duplicated',
        );
      if (isRecord(button)) seen.add(button.custom_id);
    }
  }
}

function checkButton(button: unknown): void {
  if (!isRecord(button) || button.type !== 2 || ![1, 2, 3, 4].includes(Number(button.style)))
    throw invalidForm('components', 'UNION_TYPE_CHOICES', 'The type must be a button.');
  const { label, custom_id: id } = button;
  if (typeof label !== 'string' || label === '' || label.length > 80) throw tooLong('label', 80);
  if (typeof id !== 'string' || id === '' || id.length > 100) throw tooLong('custom_id', 100);
}

const NAME = /^[-_'\p{L}\p{N}]{1,32}$/u;

/** Bulk Overwrite Global Application Commands: names, descriptions and how many. */
export function checkCommands(body: unknown): readonly Json[] {
  if (!Array.isArray(body) || body.length > 100) throw tooLong('commands', 100);
  return body.map((command: unknown) => {
    checkNamed(command);
    const options = isRecord(command) ? (command.options ?? []) : [];
    if (!Array.isArray(options) || options.length > 25) throw tooLong('options', 25);
    for (const option of options) checkNamed(option);
    return isRecord(command) ? command : {};
  });
}

function checkNamed(value: unknown): void {
  if (!isRecord(value)) throw invalidForm('name', 'BASE_TYPE_REQUIRED', 'This field is required');
  const names = [
    value.name,
    ...Object.values(isRecord(value.name_localizations) ? value.name_localizations : {}),
  ];
  const texts = [
    value.description,
    ...Object.values(isRecord(value.description_localizations) ? value.description_localizations : {}),
  ];
  for (const name of names)
    if (typeof name !== 'string' || !NAME.test(name) || name !== name.toLowerCase())
      throw invalidForm('name', 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid');
  for (const text of texts)
    if (typeof text !== 'string' || text === '' || text.length > 100) throw tooLong('description', 100);
}

/** Create Interaction Response: which kinds may answer which interaction, and the form of a form. */
export function checkAnswer(ofType: number, body: Json): void {
  const { type, data } = body;
  if (![1, 4, 5, 6, 7, 8, 9].includes(Number(type)))
    throw invalidForm('type', 'BASE_TYPE_CHOICES', 'Value must be one of {1, 4, 5, 6, 7, 8, 9}.');
  if ((type === 6 || type === 7) && ofType !== 3)
    throw invalidForm('type', 'INTERACTION_TYPE', 'Only a component can be updated.');
  if (type === 9 && ofType === 5) throw invalidForm('type', 'INTERACTION_TYPE', 'A form cannot open a form.');
  if (type === 4) checkMessage(isRecord(data) ? data : {});
  if (type !== 9) return;
  if (!isRecord(data)) throw invalidForm('data', 'BASE_TYPE_REQUIRED', 'This field is required');
  if (typeof data.title !== 'string' || data.title === '' || data.title.length > 45)
    throw tooLong('title', 45);
  const [label] = Array.isArray(data.components) ? data.components : [];
  if (!isRecord(label) || label.type !== 18 || typeof label.label !== 'string' || label.label.length > 45)
    throw invalidForm('components', 'UNION_TYPE_CHOICES', 'A form holds labels of at most 45 characters.');
  const input = label.component;
  if (!isRecord(input) || input.type !== 4 || Number(input.max_length) > 4_000)
    throw invalidForm('components', 'UNION_TYPE_CHOICES', 'A label holds a text input of at most 4000.');
}
