import type { RequestId, TaskId } from '../kernel/ids.ts';
import type { TaskRow } from './core-api.ts';
import type { NewTask } from './rows.ts';

/** Work for staff. */
export interface TaskRepository {
  /** False when an open task has the same key. */
  add(task: NewTask): Promise<boolean>;
  byId(id: TaskId): Promise<TaskRow | undefined>;
  list(filter: 'open' | 'done', limit: number): Promise<readonly TaskRow[]>;
  /** All open tasks of this kind, the most urgent first; with `noted`, those with a fact of that name which is not empty. */
  openOf(kind: TaskRow['kind'], noted?: string): Promise<readonly TaskRow[]>;
  openByKey(openKey: string): Promise<TaskRow | undefined>;
  ofRequest(id: RequestId): Promise<readonly TaskRow[]>;
  /** Adds facts about the work itself; those of the same name are replaced. */
  note(id: TaskId, params: NewTask['params']): Promise<void>;
  /** When anybody was last alarmed about an anonymous task; alarms wait for each other until this transaction ends. */
  lastAlarm(): Promise<Date | undefined>;
  markAlarmed(id: TaskId, at: Date): Promise<void>;
  /** Its alarm waits, to be told with others. */
  hold(id: TaskId, at: Date): Promise<void>;
  /** Marks what was held and is still open as alarmed; answers how many those were. */
  takeHeld(at: Date): Promise<number>;
  /** False when it was done before. */
  close(id: TaskId, by: string, at: Date): Promise<boolean>;
  closeByKey(openKey: string, by: string, at: Date): Promise<boolean>;
}
