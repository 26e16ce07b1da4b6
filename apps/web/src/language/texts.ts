import type { i18n } from 'i18next';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

export interface TextTree {
  readonly [key: string]: string | TextTree;
}
/** The same keys in English; those that differ in number have a `…_one` beside them. */
type Same<T extends TextTree> = {
  readonly [K in keyof T]: T[K] extends string ? string : T[K] extends TextTree ? Same<T[K]> : never;
} & { readonly [key: `${string}_one`]: string };
/** Every way through the tree to a text: `head.title`. */
type Path<T extends TextTree> = {
  [K in keyof T & string]: T[K] extends string ? K : T[K] extends TextTree ? `${K}.${Path<T[K]>}` : never;
}[keyof T & string];

export interface Texts<T extends TextTree> {
  readonly name: string;
  readonly zh: T;
  readonly en: Same<T>;
}

/**
 * The texts of one feature, Chinese first; they travel with its code and not with the first page. `{{name}}` is filled in,
 * `count` chooses the English `…_one`.
 */
export const defineTexts = <const T extends TextTree>(name: string, zh: T, en: Same<T>): Texts<T> => ({ name, zh, en });

export type Say<T extends TextTree> = (key: Path<T>, values?: Readonly<Record<string, string | number>>) => string;

function include<T extends TextTree>(instance: i18n, { name, zh, en }: Texts<T>): void {
  if (instance.hasResourceBundle('zh', name)) return;
  instance.addResourceBundle('zh', name, zh);
  instance.addResourceBundle('en', name, en);
}

/** Says the texts of a feature in the reader's language. */
export function useTexts<T extends TextTree>(texts: Texts<T>): Say<T> {
  const { i18n } = useTranslation();
  include(i18n, texts);
  const { language } = i18n;
  return useCallback(
    (key, values) => i18n.getFixedT(language, texts.name)(key, values ?? {}) as string,
    [i18n, language, texts],
  );
}
