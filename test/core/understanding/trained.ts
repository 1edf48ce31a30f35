import { join } from 'node:path';
import type { Understand, Understanding } from '../../../src/core/understanding/understanding.ts';
import { loadPhrases } from '../../../src/platform/load-phrases.ts';
import { learned } from '../../support/learned.ts';

export const phrases = await loadPhrases(join(import.meta.dirname, '../../../locales'));
export const understand: Understand = await learned();

export const chat = (text: string): Understanding => understand({ channel: 'chat', text });
export const mail = (text: string, subject?: string): Understanding =>
  understand({ channel: 'email', text, ...(subject === undefined ? {} : { subject }) });
