import { TreeSelect } from 'antd';
import { useId, useMemo } from 'react';
import { useTexts } from '../../language/texts';
import { useName } from '../../ui/use-name';
import { CodeSelect, type CodePicker, type PickerLook } from './code-select';
import { describedBy, Field } from './field';
import type { Reference, TaxonomyNode } from './reference';
import { texts } from './texts';

interface Branch {
  readonly value: string;
  readonly title: string;
  readonly names: string;
  readonly selectable: boolean;
  readonly children: readonly Branch[];
}

function branches(
  reference: Reference,
  nodes: readonly TaxonomyNode[],
  nameOf: (node: TaxonomyNode) => string,
  levels: readonly string[],
): readonly Branch[] {
  return nodes.flatMap((node) => {
    const children = branches(reference, reference.below(node.code), nameOf, levels);
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
}: PickerLook & {
  readonly reference: Reference;
  /** Only what is below it; the whole catalogue when not given. */
  readonly domain?: string | undefined;
  readonly value: readonly string[];
  readonly change: (codes: readonly string[]) => void;
}) {
  const say = useTexts(texts);
  const name = useName();
  const id = useId();
  const tree = useMemo(() => {
    const tops = domain === undefined ? reference.below(null) : reference.topsOf(domain);
    // One heading that all stands under says nothing.
    const [only] = tops;
    const nodes = tops.length === 1 && only ? reference.below(only.code) : tops;
    return branches(reference, nodes, name, ['technology']);
  }, [reference, domain, name]);
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
