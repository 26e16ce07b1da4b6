import { useMemo } from 'react';
import { useTexts } from '../../language/texts';
import { useName } from '../../ui/use-name';
import type { Group } from './choices';
import { CodeSelect, CodesSelect, type CodePicker, type PickerLook } from './code-select';
import type { Reference, TaxonomyNode } from './reference';
import { texts } from './texts';

/** Technologies under a heading for each scenario; with the top before it where there are several. */
function groupsOf(
  reference: Reference,
  tops: readonly TaxonomyNode[],
  nameOf: (node: TaxonomyNode) => string,
): readonly Group[] {
  const groupOf = (heading: string, nodes: readonly TaxonomyNode[]): Group => ({
    label: heading,
    choices: nodes
      .filter(({ level }) => level === 'technology')
      .map((node) => ({ value: node.code, label: nameOf(node), names: [node.code, node.zh, node.en] })),
  });
  const groups = tops.flatMap((top) => {
    const below = reference.below(top.code);
    const titled = (heading: string): string => (tops.length > 1 ? `${nameOf(top)} · ${heading}` : heading);
    return [
      groupOf(nameOf(top), below),
      ...below
        .filter(({ level }) => level !== 'technology')
        .map((scenario) => groupOf(titled(nameOf(scenario)), reference.below(scenario.code))),
    ];
  });
  return groups.filter(({ choices }) => choices.length > 0);
}

/** Technologies of the catalogue, any number of them. */
export function TechnologyPicker({
  reference,
  domain,
  value,
  change,
  label,
  ...look
}: PickerLook & {
  readonly reference: Reference;
  /** Only what is below it; the whole catalogue when not given. */
  readonly domain?: string | undefined;
  readonly value: readonly string[];
  readonly change: (codes: readonly string[]) => void;
}) {
  const say = useTexts(texts);
  const name = useName();
  const groups = useMemo(
    () => groupsOf(reference, domain === undefined ? reference.below(null) : reference.topsOf(domain), name),
    [reference, domain, name],
  );
  return (
    <CodesSelect
      {...look}
      label={label ?? say('technologies')}
      placeholder={say('treeHint')}
      groups={groups}
      values={value}
      nameOf={(code) => name(reference.node(code)) || code}
      change={change}
    />
  );
}

/** One scenario of the catalogue. */
export function ScenarioPicker({ reference, domain, value, change, label, ...rest }: CodePicker) {
  const say = useTexts(texts);
  const name = useName();
  const groups = useMemo(
    () =>
      (domain === undefined ? reference.below(null) : reference.topsOf(domain)).map((top) => ({
        label: name(top),
        choices: reference
          .below(top.code)
          .filter(({ level }) => level === 'scenario')
          .map((node) => ({ value: node.code, label: name(node), names: [node.code, node.zh, node.en] })),
      })),
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
