import { useTexts } from '../../language/texts';
import { Checkbox } from '../../ui/button';
import { switchKeys, useKeysOn } from './shortcuts';
import { texts } from './texts';

/** Which keys a page knows, and the switch for them. */
export function KeysHelp({ keys }: { readonly keys: readonly (readonly [keys: readonly string[], does: string])[] }) {
  const say = useTexts(texts);
  const on = useKeysOn();
  return (
    <details className="keys-help">
      <summary>{say('keys.title')}</summary>
      <div>
        <dl>
          {keys.map(([names, does]) => (
            <div key={does}>
              <dt>
                {names.map((name) => (
                  <kbd key={name}>{name}</kbd>
                ))}
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <Checkbox checked={on} onChange={switchKeys}>
          {say('keys.on')}
        </Checkbox>
      </div>
    </details>
  );
}
