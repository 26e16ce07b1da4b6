import type { ReactNode } from 'react';
import { useTexts } from '../../language/texts';
import { useSession } from '../../session/session';
import { LinkButton } from '../../ui/button';
import { Empty } from '../../ui/states';
import { texts } from './texts';
import './operator.css';

/** Shows a page to operators, or to their administrators, and tells anybody else whose it is. The server decides again. */
export function OnlyOperators({
  administrators = false,
  children,
}: {
  readonly administrators?: boolean;
  readonly children: ReactNode;
}) {
  const say = useTexts(texts);
  const { session } = useSession();
  if (session.is !== 'MEMBER') return null;
  const { organisation, member } = session.viewer;
  if (organisation.kind !== 'OPERATOR')
    return (
      <Empty text={say('forOperators')}>
        <LinkButton to="/work">{say('toWork')}</LinkButton>
      </Empty>
    );
  if (administrators && member.role !== 'ADMINISTRATOR')
    return (
      <Empty text={say('forAdministrators')}>
        <LinkButton to="/work/inbox">{say('toInbox')}</LinkButton>
      </Empty>
    );
  return children;
}
