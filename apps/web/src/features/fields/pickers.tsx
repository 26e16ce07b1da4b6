import { Select, TreeSelect } from 'antd';
import { useEffect, useId, useMemo, useState } from 'react';
import { useQuery } from 'urql';
import { ParametersByPinyinDocument, RegionsInsideDocument } from '../../generated/fields';
import { useTexts } from '../../language/texts';
import { useName } from '../../ui/use-name';
import { describedBy, Field } from './field';
import { metIn, named, nearness, regionPath, type Parameter, type Reference, type TaxonomyNode } from './reference';
import { texts } from './texts';

interface Common {
  readonly label?: string;
  readonly hideLabel?: boolean;
  readonly fault?: string | undefined;
  readonly hint?: string | undefined;
}

/** A list of codes to choose from by typing a name. */
interface Choice {
  readonly value: string;
  readonly label: string;
  readonly names: readonly string[];
  readonly note?: string;
}
/** An option, or a group of them with its title. */
interface Shown {
  readonly label: string;
  readonly value?: string;
  readonly note?: string | undefined;
  readonly options?: Shown[];
}
interface Group {
  readonly label: string;
  readonly choices: readonly Choice[];
}

function CodeSelect({
  groups,
  value,
  change,
  label,
  hideLabel = false,
  placeholder,
  fault,
  hint,
  search,
  clear = false,
}: Common & {
  readonly groups: readonly Group[];
  readonly value: string | undefined;
  readonly change: (code: string | undefined) => void;
  readonly label: string;
  readonly placeholder: string;
  /** Hears what is typed. */
  readonly search?: { readonly typed: (text: string) => void; readonly also: readonly string[] };
  readonly clear?: boolean;
}) {
  const say = useTexts(texts);
  const id = useId();
  const [text, setText] = useState('');
  const options = useMemo((): Shown[] => {
    const found = groups
      .map(({ label: title, choices }) => ({
        label: title,
        options: [
          ...named(choices, text, ({ names }) => names),
          ...choices.filter(
            ({ value: code, names }) =>
              text !== '' && nearness(text, names) === undefined && search?.also.includes(code),
          ),
        ].map(({ value: code, label: name, note }) => ({ value: code, label: name, note })),
      }))
      .filter(({ options: all }) => all.length > 0);
    // One group needs no heading.
    return found.length === 1 ? (found[0]?.options ?? []) : found;
  }, [groups, text, search?.also]);
  const chosen = groups.flatMap(({ choices }) => choices).find((one) => one.value === value);
  return (
    <Field id={id} label={label} hideLabel={hideLabel} fault={fault} hint={hint}>
      <Select
        id={id}
        aria-label={label}
        aria-describedby={describedBy(id, fault, hint)}
        {...(fault ? { status: 'error' as const } : {})}
        value={value === undefined ? undefined : { value, label: chosen?.label ?? value }}
        labelInValue
        allowClear={clear}
        placeholder={placeholder}
        options={options}
        optionRender={({ label: name, data }) => {
          const { note } = data as { readonly note?: string };
          return note ? (
            <span>
              {name} <span className="stamp">{note}</span>
            </span>
          ) : (
            name
          );
        }}
        notFoundContent={say('nothing')}
        popupMatchSelectWidth={320}
        showSearch={{
          filterOption: false,
          searchValue: text,
          onSearch: (typed) => {
            setText(typed);
            search?.typed(typed);
          },
        }}
        onChange={(next) => {
          setText('');
          change(next?.value);
        }}
      />
    </Field>
  );
}

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
export function ParameterPicker({
  reference,
  domain,
  value,
  change,
  label,
  ...rest
}: Common & {
  readonly reference: Reference;
  readonly domain?: string | undefined;
  readonly value: string | undefined;
  readonly change: (code: string | undefined) => void;
}) {
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
}: Common & {
  readonly reference: Reference;
  readonly domain?: string | undefined;
  readonly value: string | undefined;
  readonly change: (code: string | undefined) => void;
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
}: Common & {
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

interface Branch {
  readonly value: string;
  readonly title: string;
  readonly names: string;
  readonly selectable: boolean;
  readonly children: readonly Branch[];
}

function branches(
  reference: Reference,
  parent: string | null,
  nameOf: (node: TaxonomyNode) => string,
  levels: readonly string[],
): readonly Branch[] {
  return reference.below(parent).flatMap((node) => {
    const children = branches(reference, node.code, nameOf, levels);
    const selectable = levels.includes(node.level);
    return selectable || children.length > 0
      ? [
          {
            value: node.code,
            title: nameOf(node),
            names: `${node.code} ${node.zh} ${node.en}`.toLowerCase(),
            selectable,
            children,
          },
        ]
      : [];
  });
}

/** Technologies of the catalogue as a tree, any number of them. */
export function TechnologyPicker({
  reference,
  domain,
  value,
  change,
  label,
  hideLabel = false,
  fault,
  hint,
}: Common & {
  readonly reference: Reference;
  /** Only what is below it; the whole catalogue when not given. */
  readonly domain?: string | undefined;
  readonly value: readonly string[];
  readonly change: (codes: readonly string[]) => void;
}) {
  const say = useTexts(texts);
  const name = useName();
  const id = useId();
  const tree = useMemo(() => branches(reference, domain ?? null, name, ['technology']), [reference, domain, name]);
  return (
    <Field id={id} label={label ?? say('technologies')} hideLabel={hideLabel} fault={fault} hint={hint}>
      <TreeSelect
        id={id}
        aria-label={label ?? say('technologies')}
        aria-describedby={describedBy(id, fault, hint)}
        multiple
        treeCheckable
        showCheckedStrategy={TreeSelect.SHOW_CHILD}
        value={value.map((code) => ({ value: code, label: name(reference.node(code)) || code }))}
        labelInValue
        treeData={asTree(tree)}
        placeholder={say('treeHint')}
        notFoundContent={say('nothing')}
        popupMatchSelectWidth={360}
        showSearch={{
          filterTreeNode: (typed, node) =>
            String((node as unknown as Branch).names).includes(typed.trim().toLowerCase()),
        }}
        onChange={(next: readonly { readonly value: string }[]) => change(next.map((one) => one.value))}
      />
    </Field>
  );
}

/** One scenario of the catalogue. */
export function ScenarioPicker({
  reference,
  domain,
  value,
  change,
  label,
  ...rest
}: Common & {
  readonly reference: Reference;
  readonly domain?: string | undefined;
  readonly value: string | undefined;
  readonly change: (code: string | undefined) => void;
}) {
  const say = useTexts(texts);
  const name = useName();
  const groups = useMemo(
    () =>
      (domain === undefined ? reference.below(null) : [reference.node(domain)]).flatMap((top) =>
        top
          ? [
              {
                label: name(top),
                choices: reference
                  .below(top.code)
                  .filter(({ level }) => level === 'scenario')
                  .map((node) => ({ value: node.code, label: name(node), names: [node.code, node.zh, node.en] })),
              },
            ]
          : [],
      ),
    [reference, domain, name],
  );
  return (
    <CodeSelect
      {...rest}
      clear
      label={label ?? say('scenario')}
      placeholder={say('treeHint')}
      groups={groups}
      value={value}
      change={change}
    />
  );
}

interface TreeNode {
  value: string;
  title: string;
  names: string;
  /** A branch that may not be chosen is checked through its leaves. */
  checkable: boolean;
  selectable: boolean;
  children: TreeNode[];
}
const asTree = (list: readonly Branch[]): TreeNode[] =>
  list.map(({ children, selectable, ...rest }) => ({
    ...rest,
    selectable,
    checkable: selectable,
    children: asTree(children),
  }));

const REGION_LEVELS = ['country', 'province', 'city', 'county'] as const;

/** A country, province, city or county: each chosen inside the one before. */
export function RegionPicker({
  value,
  change,
  label,
  fault,
}: Common & { readonly value: string | undefined; readonly change: (code: string | undefined) => void }) {
  const say = useTexts(texts);
  const id = useId();
  const path = regionPath(value);
  return (
    <fieldset className="region-field" aria-describedby={describedBy(id, fault, undefined)}>
      <legend className="edit-legend">{label ?? say('region')}</legend>
      {REGION_LEVELS.slice(0, Math.min(path.length + 1, REGION_LEVELS.length)).map((level, at) => (
        <RegionSelect
          key={level}
          label={say(level)}
          inside={at === 0 ? undefined : path[at - 1]}
          value={path[at]}
          change={(code) => change(code ?? path[at - 1])}
        />
      ))}
      {fault ? (
        <p id={`${id}-fault`} className="edit-fault">
          {fault}
        </p>
      ) : null}
    </fieldset>
  );
}

function RegionSelect({
  label,
  inside,
  value,
  change,
}: {
  readonly label: string;
  readonly inside: string | undefined;
  readonly value: string | undefined;
  readonly change: (code: string | undefined) => void;
}) {
  const say = useTexts(texts);
  const name = useName();
  const [{ data }] = useQuery({ query: RegionsInsideDocument, variables: { parent: inside ?? null } });
  const regions = data?.regions ?? [];
  if (data && regions.length === 0) return null;
  return (
    <select
      className="edit-input"
      aria-label={label}
      value={value ?? ''}
      onChange={(event) => change(event.target.value || undefined)}
    >
      <option value="">{`${label}：${say('any')}`}</option>
      {value && !regions.some(({ code }) => code === value) ? <option value={value}>{value}</option> : null}
      {regions.map((region) => (
        <option key={region.code} value={region.code}>
          {name(region)}
        </option>
      ))}
    </select>
  );
}

/** A standard and its class. */
export function StandardPicker({
  reference,
  domain,
  value,
  change,
  fault,
}: Common & {
  readonly reference: Reference;
  readonly domain?: string | undefined;
  readonly value: { readonly code: string; readonly level: string } | undefined;
  /** Hears of both at once: a standard without its class cites nothing. */
  readonly change: (chosen: { readonly code: string; readonly level: string }) => void;
}) {
  const say = useTexts(texts);
  const name = useName();
  const id = useId();
  const [begun, setBegun] = useState<string>();
  const code = begun ?? value?.code;
  const groups = useMemo(() => {
    const [own, others] = [true, false].map((here) =>
      reference.standards
        .filter(({ medium }) => metIn(domain, [medium]) === here)
        .map((one) => ({
          value: one.code,
          label: `${one.code} ${name(one)}${one.status === 'REPLACED' ? say('notInForce') : ''}`,
          names: [one.code, one.zh, one.en],
        })),
    );
    return [
      { label: say('ofDomain'), choices: own ?? [] },
      { label: say('others'), choices: others ?? [] },
    ];
  }, [reference, domain, name, say]);
  const levels = reference.standard(code ?? '')?.levels ?? [];
  return (
    <div className="standard-field">
      <CodeSelect
        label={say('standard')}
        placeholder={say('standardHint')}
        groups={groups}
        value={code}
        fault={fault}
        change={(next) => {
          const only = reference.standard(next ?? '')?.levels;
          setBegun(next);
          if (next && only?.length === 1 && only[0]) change({ code: next, level: only[0].code });
        }}
      />
      <Field id={id} label={say('level')}>
        <select
          id={id}
          disabled={code === undefined}
          value={value && value.code === code ? value.level : ''}
          onChange={(event) => {
            if (code === undefined || event.target.value === '') return;
            setBegun(undefined);
            change({ code, level: event.target.value });
          }}
        >
          <option value="">{say('chooseLevel')}</option>
          {levels.map((level) => (
            <option key={level.code} value={level.code}>
              {name(level)}
            </option>
          ))}
        </select>
      </Field>
    </div>
  );
}
