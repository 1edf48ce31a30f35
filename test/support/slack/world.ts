import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { SCOPES } from '../../../src/bots/slack/app-manifest.ts';
import type { Clock } from '../../../src/core/kernel/clock.ts';
import type { Home, MessageBlock, Modal } from './block-kit.ts';

export const TEAM = 'T01WINKEL';
export const APP = 'A01BALIE';
export const BOT_USER = 'U0BALIE';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly realName: string;
  /** Shown to an app with users:read.email only. */
  readonly email?: string;
  isBot: boolean;
  deleted: boolean;
  /** A guest of several channels, or of one. */
  isRestricted: boolean;
  isUltraRestricted: boolean;
}

export interface Room {
  readonly id: string;
  readonly name: string;
  isPrivate: boolean;
  isArchived: boolean;
  isExtShared: boolean;
  isOrgShared: boolean;
  readonly members: Set<string>;
}

export interface Message {
  readonly channel: string;
  readonly ts: string;
  readonly by: string;
  text: string;
  blocks: readonly MessageBlock[];
  edits: number;
}

export interface OpenView {
  readonly id: string;
  readonly user: string;
  readonly rootId: string;
  hash: string;
  modal: Modal;
  /** What the user is shown when sending it in failed, or what the app answered to the inputs. */
  error: string | null;
}

export interface Ephemeral {
  readonly channel: string;
  readonly user: string;
  readonly text: string;
}

/** The state of one workspace as Slack holds it; `tell` wakes everybody who waits for a change. */
export function createWorld(clock: Clock) {
  const ephemerals: Ephemeral[] = [];
  const changes = new EventEmitter().setMaxListeners(0);
  let offset = 0;
  let counter = 0;
  const now = () => clock.now().getTime() + offset;
  const world = {
    now,
    /** Slack's clock runs ahead of the test's by so many milliseconds more. */
    passTime: (milliseconds: number) => {
      offset += milliseconds;
    },
    nextTs(): string {
      counter += 1;
      return `${Math.floor(now() / 1_000)}.${String(counter).padStart(6, '0')}`;
    },
    nextId: (letter: string) => `${letter}${randomBytes(5).toString('hex').toUpperCase()}`,
    /** What the app's manifest asks for, and no more; addresses are for who gave them. */
    scopes: new Set<string>(SCOPES.filter((scope) => scope !== 'users:read.email')),
    people: new Map<string, Person>(),
    rooms: new Map<string, Room>(),
    messages: new Map<string, Message>(),
    ephemerals,
    /** Open dialogs, the one on top last. */
    views: new Map<string, OpenView>(),
    /** User groups and who is in them. */
    groups: new Map<string, readonly string[]>(),
    /** The first page of the app as each person has it. */
    homes: new Map<string, Home>(),
    triggers: new Map<string, { readonly user: string; readonly at: number; used: boolean }>(),
    responseUrls: new Map<
      string,
      { readonly at: number; uses: number; readonly message: Message; readonly user: string }
    >(),
    tell: () => void changes.emit('change'),
    waitFor,
  };

  function waitFor<Value>(
    read: () => Value | null | undefined,
    what: string,
    timeoutMs = 20_000,
  ): Promise<Value> {
    const { promise, resolve, reject } = Promise.withResolvers<Value>();
    const look = () => {
      const value = read();
      if (value === null || value === undefined) return;
      finish();
      resolve(value);
    };
    const timer = setTimeout(() => {
      finish();
      reject(new Error(`Slack's test server waited ${timeoutMs} ms in vain for: ${what}`));
    }, timeoutMs);
    const finish = () => {
      clearTimeout(timer);
      changes.off('change', look);
    };
    changes.on('change', look);
    look();
    return promise;
  }
  return world;
}

export type World = ReturnType<typeof createWorld>;

export function messageKey(channel: string, ts: string): string {
  return `${channel}:${ts}`;
}

/** A view as the Web API and the payloads show it. */
export function viewPayload(view: OpenView, values: Record<string, unknown> = {}) {
  return {
    id: view.id,
    team_id: TEAM,
    app_id: APP,
    app_installed_team_id: TEAM,
    bot_id: 'B0BALIE',
    root_view_id: view.rootId,
    previous_view_id: null,
    external_id: '',
    hash: view.hash,
    state: { values },
    ...view.modal,
    private_metadata: view.modal.private_metadata ?? '',
    callback_id: view.modal.callback_id ?? '',
  };
}
