import type { ThreadDefinition, Transferred } from '@huanpei/app';

/** What a thread loads its tasks from. */
export interface ThreadModule {
  readonly THREADS: Readonly<Record<string, ThreadDefinition>>;
  readonly Transferred: typeof Transferred;
}

/** What a thread is started with. */
export interface ThreadStart {
  /** A `ThreadModule`, and which of its threads this is. */
  readonly module: string;
  readonly thread: string;
  /** One shared number: 1 when the running task is to stop. */
  readonly stop: SharedArrayBuffer;
}

export interface TaskMessage {
  readonly kind: 'TASK';
  readonly task: string;
  readonly input: unknown;
  readonly limitMs: number;
}

/** To a thread: pieces of what a task takes, then the task itself, or word that it will not come. */
export type MessageToThread =
  TaskMessage | { readonly kind: 'PIECE'; readonly piece: unknown } | { readonly kind: 'FORGET' };

/** From a thread. */
export type ThreadMessage =
  | { readonly kind: 'READY' }
  | { readonly kind: 'BEGUN' }
  | { readonly kind: 'RESULT'; readonly value: unknown }
  | { readonly kind: 'FAULT'; readonly fault: unknown };
