import { useTexts } from '../../language/texts';
import { Mark, type MarkKind } from '../../ui/mark';
import { countOf, groupsOf, type Against, type Change } from './changes';
import { texts } from './texts';

const MARKS: Readonly<Record<Change['kind'], MarkKind>> = { ADDED: 'good', REMOVED: 'bad', CHANGED: 'notice' };
/** Signs beside the colours, as in the differences of programmers. */
const SIGNS: Readonly<Record<Change['kind'], string>> = { ADDED: '+', REMOVED: '−', CHANGED: '≠' };

/** What a revision changes, beside what it is compared with. What it leaves as it is does not stand here. */
export function ChangesView({ changes, against }: { readonly changes: readonly Change[]; readonly against: Against }) {
  const say = useTexts(texts);
  if (changes.length === 0) return <p>{say(`changes.none.${against}`)}</p>;
  return (
    <>
      <p className="stamp numbers">
        {say('changes.counts', {
          added: countOf(changes, 'ADDED'),
          removed: countOf(changes, 'REMOVED'),
          changed: countOf(changes, 'CHANGED'),
        })}
      </p>
      <div className="difference-frame" tabIndex={0} role="region" aria-label={say(`changes.title.${against}`)}>
        <table className="difference">
          <caption className="unseen">{say(`changes.title.${against}`)}</caption>
          <thead>
            <tr>
              <th scope="col">{say('changes.what')}</th>
              <th scope="col">{say(`changes.before.${against}`)}</th>
              <th scope="col">{say('changes.after')}</th>
            </tr>
          </thead>
          {groupsOf(changes).map(({ section, label, changes: own }) => (
            <tbody key={section}>
              <tr>
                <th colSpan={3} scope="rowgroup" className="difference-group">
                  {label}
                </th>
              </tr>
              {own.map((change, at) => (
                <Row key={at} change={change} />
              ))}
            </tbody>
          ))}
        </table>
      </div>
    </>
  );
}

function Row({ change }: { readonly change: Change }) {
  const say = useTexts(texts);
  const { kind, subject, fieldLabel, before, after } = change;
  const none = <span className="difference-none">{say('changes.notStated')}</span>;
  return (
    <tr className={kind}>
      <th scope="row">
        <Mark kind={MARKS[kind]}>
          <span aria-hidden="true">{SIGNS[kind]} </span>
          {say(`changes.${kind}`)}
        </Mark>
        <div>{[subject, fieldLabel].filter(Boolean).join(' · ')}</div>
      </th>
      <td className="numbers">{before === null || before === undefined ? none : <del>{before}</del>}</td>
      <td className="numbers">{after === null || after === undefined ? none : <ins>{after}</ins>}</td>
    </tr>
  );
}
