import type { types } from '@slack/bolt';
import { z } from 'zod';
import type { ModalContent, ModalInput, TypedForm } from '../../core/approval/staff-channel.ts';
import { cut } from './fit-paragraphs.ts';
import { plain } from './translate.ts';

// docs.slack.dev, reference/block-kit: input block, static_select, checkboxes, plain_text_input.
const LABEL = 2_000;
const OPTION = 75;
const OPTIONS = 100;
const CHECKBOXES = 10;
const INPUT_MAX = 3_000;

/** What Slack sends of one element, whatever its kind. */
const element = z.object({
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
  selected_options: z.array(z.object({ value: z.string() })).nullish(),
  selected_date: z.string().nullish(),
  selected_time: z.string().nullish(),
});
export const formState = z.record(z.string(), z.record(z.string(), element));

/** The one way from the fields of any form to blocks; a field is found again by its id. Without options there is no field. */
export function formBlocks(inputs: readonly ModalInput[]): types.InputBlock[] {
  return inputs
    .filter((input) => !('options' in input) || input.options.length > 0)
    .map((input) => ({
      type: 'input',
      block_id: input.id,
      label: plain(input.label, LABEL),
      ...(input.hint === undefined ? {} : { hint: plain(input.hint, LABEL) }),
      optional: input.optional,
      element: elementOf(input),
    }));
}

/** And the one way back: the values by field; none for one that was left open. */
export function readForm(state: z.infer<typeof formState>): TypedForm {
  return Object.fromEntries(Object.entries(state).map(([id, block]) => [id, valuesOf(block[id])]));
}

/** The form as it was sent in, with what is wrong above it: for an answer that came too late for its place. */
export function typedAgain(modal: ModalContent, typed: TypedForm, problems: readonly string[]): ModalContent {
  return {
    ...modal,
    paragraphs: [...problems, ...modal.paragraphs],
    inputs: modal.inputs.map((input) => ({ ...input, initial: typed[input.id] ?? [] })),
  };
}

function valuesOf(given: z.infer<typeof element> | undefined): readonly string[] {
  if (given === undefined) return [];
  if (given.selected_options) return given.selected_options.map(({ value }) => value);
  const one = given.value ?? given.selected_option?.value ?? given.selected_date ?? given.selected_time;
  return typeof one === 'string' ? [one] : [];
}

function elementOf(input: ModalInput): types.InputBlock['element'] {
  const initial = input.initial ?? [];
  const [first = ''] = initial;
  const action_id = input.id;
  switch (input.kind) {
    case 'text': {
      const max_length = Math.min(input.maxLength, INPUT_MAX);
      const text = { type: 'plain_text_input', action_id, multiline: input.long, max_length } as const;
      return first === '' ? text : { ...text, initial_value: cut(first, max_length) };
    }
    case 'day':
      return { type: 'datepicker', action_id, ...(first === '' ? {} : { initial_date: first }) };
    case 'time':
      return { type: 'timepicker', action_id, ...(first === '' ? {} : { initial_time: first }) };
    case 'several': {
      const options = input.options.slice(0, CHECKBOXES).map(optionOf);
      const initial_options = options.filter(({ value }) => initial.includes(value));
      const ticks = { type: 'checkboxes', action_id, options } as const;
      return initial_options.length === 0 ? ticks : { ...ticks, initial_options };
    }
    default: {
      const options = input.options.slice(0, OPTIONS).map(optionOf);
      const initial_option = options.find(({ value }) => value === first);
      const select = { type: 'static_select', action_id, options } as const;
      return initial_option === undefined ? select : { ...select, initial_option };
    }
  }
}

function optionOf({ value, label }: { readonly value: string; readonly label: string }) {
  return { text: plain(label, OPTION), value };
}
