import type { Language, Viewer as DomainViewer } from '@huanpei/domain';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import type { Loaders } from './loaders';

/** What every resolver of one operation shares. */
export interface ApiContext {
  readonly viewer: DomainViewer | null;
  readonly language: Language;
  readonly loaders: Loaders;
  /** Who is asking as of now: a socket outlives the moment it was opened. */
  stillAsking(): Promise<DomainViewer | null>;
  /** Aborted when the caller has gone before the answer was there. */
  readonly abandoned: AbortSignal;
  /**
   * Counts this request, which was counted once, as so many of those its caller may send a minute.
   *
   * @returns 0 when it is admitted, else the whole seconds after which it will be
   */
  countAs(requests: number): number;
  /** The network that is asking, as `networkOf` names it. */
  readonly network: string;
  /** Names this request in the log and in answers to faults. */
  readonly correlationId: string;
}

const contextOf = (execution: ExecutionContext): ApiContext =>
  GqlExecutionContext.create(execution).getContext<ApiContext>();

/** Who is asking; null for a visitor. */
export const Asking = createParamDecorator(
  (_data: unknown, execution: ExecutionContext) => contextOf(execution).viewer,
);

/** The member who is asking. The rules let only members call where this is used. */
export const Signed = createParamDecorator((_data: unknown, execution: ExecutionContext) => {
  const { viewer } = contextOf(execution);
  if (!viewer) throw new Error('an operation for members was reached without one');
  return viewer;
});

/** All of it, for what answers to the one who asks. */
export const Context = createParamDecorator((_data: unknown, execution: ExecutionContext) => contextOf(execution));

/** From which network. */
export const From = createParamDecorator((_data: unknown, execution: ExecutionContext) => contextOf(execution).network);

/** The language of the answer. */
export const Speaking = createParamDecorator(
  (_data: unknown, execution: ExecutionContext) => contextOf(execution).language,
);

/** Rows read once per operation, however often they are asked for. */
export const Loading = createParamDecorator(
  (_data: unknown, execution: ExecutionContext) => contextOf(execution).loaders,
);

/** The language wanted: the first of the two that a browser names, else the member's own, else Chinese. */
export function languageOf(acceptLanguage: string | undefined, own: Language | undefined): Language {
  const ranked = (acceptLanguage ?? '')
    .split(',')
    .map((part, index) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters.map((text) => /^\s*q=([\d.]+)\s*$/.exec(text)?.[1]).find((text) => text !== undefined);
      return { tag, quality: quality === undefined ? 1 : Number(quality), index };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality || a.index - b.index);
  for (const { tag } of ranked) {
    if (tag === 'zh' || tag.startsWith('zh-')) return 'zh';
    if (tag === 'en' || tag.startsWith('en-')) return 'en';
  }
  return own ?? 'zh';
}
