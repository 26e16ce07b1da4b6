import { Notice } from '../../ui/notice';
import type { Refused } from './use-act';

/** Every reason why something was refused, each with what to do. `nameOf` says which field is meant, in words. */
export function RefusalNotice({
  refused,
  title,
  nameOf,
}: {
  readonly refused: Refused | undefined;
  readonly title: string;
  readonly nameOf?: (field: string) => string | undefined;
}) {
  if (!refused) return null;
  return (
    <Notice kind="error" title={title}>
      <ul>
        {refused.reasons.map(({ field, message }, at) => {
          const name = field ? nameOf?.(field) : undefined;
          return (
            <li key={at}>
              {name ? <strong>{name} </strong> : null}
              {message}
            </li>
          );
        })}
      </ul>
    </Notice>
  );
}
