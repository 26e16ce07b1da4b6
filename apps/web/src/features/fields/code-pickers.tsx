import { useEffect, useMemo, useState } from 'react';
import { useQuery } from 'urql';
import { ParametersByPinyinDocument } from '../../generated/fields';
import { useTexts } from '../../language/texts';
import { useName } from '../../ui/use-name';
import type { Choice, Group } from './choices';
import { CodeSelect, type CodePicker, type PickerLook } from './code-select';
import { metIn, type Parameter } from './reference';
import { texts } from './texts';

/** Those of the domain first, the others behind them. */
function useGroups(list: readonly Parameter[], domain: string | undefined): readonly Group[] {
  const say = useTexts(texts);
  const name = useName();
  return useMemo(() => {
    const choice = (one: Parameter): Choice => ({
      value: one.code,
      label: name(one),
      names: [one.code, one.zh, one.en, ...one.aliases],
      note: one.aliases.slice(0, 2).join(' · '),
    });
    const [own, others] = [true, false].map((here) =>
      list.filter(({ media }) => metIn(domain, media) === here).map(choice),
    );
    return [
      { label: say('ofDomain'), choices: own ?? [] },
      { label: say('others'), choices: others ?? [] },
    ];
  }, [list, domain, name, say]);
}

/** How long one waits for the next letter before the server is asked. */
const PAUSE_MS = 250;
const LATIN = /^[a-z][a-z ]+$/iu;

/** Parameters that a text in Latin letters may mean by its pinyin. */
function useByPinyin(text: string): readonly string[] {
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const later = setTimeout(() => setAsked(LATIN.test(text.trim()) ? text.trim() : ''), PAUSE_MS);
    return () => clearTimeout(later);
  }, [text]);
  const [{ data }] = useQuery({ query: ParametersByPinyinDocument, variables: { text: asked }, pause: asked === '' });
  return useMemo(
    () => (asked === '' ? [] : (data?.searchSuggestions ?? []).flatMap(({ id }) => id ?? [])),
    [asked, data],
  );
}

/** What is measured: by its name in either language, what people write instead, its code, or its pinyin. */
export function ParameterPicker({ reference, domain, value, change, label, ...rest }: CodePicker) {
  const say = useTexts(texts);
  const [typed, setTyped] = useState('');
  const also = useByPinyin(typed);
  return (
    <CodeSelect
      {...rest}
      label={label ?? say('parameter')}
      placeholder={say('parameterHint')}
      groups={useGroups(reference.parameters, domain)}
      value={value}
      change={change}
      search={{ typed: setTyped, also }}
    />
  );
}

/** What is said of a thing: its removal, its outlet, the energy it takes. */
export function MetricPicker({
  reference,
  domain,
  value,
  change,
  label,
  among,
  ...rest
}: CodePicker & {
  /** Only these. */
  readonly among?: readonly string[];
}) {
  const say = useTexts(texts);
  const list = useMemo(
    () => (among ? reference.metrics.filter(({ code }) => among.includes(code)) : reference.metrics),
    [reference, among],
  );
  return (
    <CodeSelect
      {...rest}
      label={label ?? say('metric')}
      placeholder={say('metricHint')}
      groups={useGroups(list, domain)}
      value={value}
      change={change}
    />
  );
}

/** A list of coded things with a name, such as certificates or services. */
export function CodedPicker({
  list,
  value,
  change,
  label,
  ...rest
}: PickerLook & {
  readonly list: readonly { readonly code: string; readonly label: string; readonly note?: string }[];
  readonly value: string | undefined;
  readonly change: (code: string | undefined) => void;
  readonly label: string;
}) {
  const groups = useMemo(
    () => [
      {
        label,
        choices: list.map(({ code, label: name, note }) => ({
          value: code,
          label: name,
          names: [code, name],
          ...(note ? { note } : {}),
        })),
      },
    ],
    [label, list],
  );
  return <CodeSelect {...rest} label={label} placeholder={label} groups={groups} value={value} change={change} />;
}
