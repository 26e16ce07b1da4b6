import { useTexts } from '../../language/texts';
import { useSession } from '../../session/session';
import { Notice } from '../../ui/notice';
import { useTitle } from '../../ui/use-title';
import { KeysSection } from './keys-section';
import { texts } from './texts';
import { WebhooksSection } from './webhooks-section';
import './integrations.css';

/** How an organisation's own programs act for it, and hear of what happens: keys and webhooks. */
export function IntegrationsPage() {
  const say = useTexts(texts);
  const { session } = useSession();
  useTitle(say('title'));
  if (session.is !== 'MEMBER') return null;
  const { organisation } = session.viewer;
  const verified = organisation.state === 'VERIFIED';
  return (
    <>
      <h1>{say('title')}</h1>
      <p className="lede">{say('lede')}</p>
      <div className="tools">
        <a className="button small" href="/schema.graphql">
          {say('guide')}
        </a>
      </div>
      {verified ? null : <Notice kind="info" title={say('notVerified')} />}
      <KeysSection kind={organisation.kind} verified={verified} />
      <WebhooksSection kind={organisation.kind} verified={verified} />
    </>
  );
}
