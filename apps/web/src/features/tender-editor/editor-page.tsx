import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useClient, type CombinedError } from 'urql';
import { TenderToEditDocument, type EditedTenderFragment } from '../../generated/tender-editor';
import { useTexts } from '../../language/texts';
import { useSession } from '../../session/session';
import { LinkButton } from '../../ui/button';
import { tenderPath } from '../../ui/paths';
import { Empty, Failed, Loading } from '../../ui/states';
import { useTitle } from '../../ui/use-title';
import { useReference } from '../fields/use-reference';
import './editor.css';
import { Editor } from './editor';
import { texts } from './texts';

type Loaded =
  | { readonly is: 'LOADING' }
  | { readonly is: 'FAILED'; readonly error: CombinedError }
  | { readonly is: 'THERE'; readonly tender: EditedTenderFragment | null };

/** A draft that is written, or a published tender that is amended. It is read once; what is written here is not read over. */
export function EditTenderPage() {
  const { id = '' } = useParams();
  const say = useTexts(texts);
  const { t } = useTranslation();
  const client = useClient();
  const { session } = useSession();
  const reference = useReference();
  const [loaded, setLoaded] = useState<Loaded>({ is: 'LOADING' });
  const [round, setRound] = useState(0);
  const load = useCallback(async () => {
    const { data, error } = await client
      .query(TenderToEditDocument, { id }, { requestPolicy: 'network-only' })
      .toPromise();
    if (data) setLoaded({ is: 'THERE', tender: data.tender ?? null });
    else if (error) setLoaded({ is: 'FAILED', error });
    setRound((before) => before + 1);
  }, [client, id]);
  useEffect(() => {
    void load();
  }, [load]);
  useTitle(say('title'));
  if (loaded.is === 'FAILED') return <Failed error={loaded.error} retry={() => void load()} />;
  if (reference.is === 'FAILED') return <Failed error={reference.error} retry={reference.retry} />;
  if (loaded.is === 'LOADING' || reference.is === 'LOADING') return <Loading rows={10} />;
  const { tender } = loaded;
  const own = session.is === 'MEMBER' && tender?.buyer.id === session.viewer.organisation.id;
  if (!tender || !own)
    return (
      <Empty text={say('notFound')} isPage>
        <LinkButton to="/work/tenders">{t('back')}</LinkButton>
      </Empty>
    );
  if (tender.state !== 'DRAFT' && tender.state !== 'PUBLISHED')
    return (
      <Empty text={say('notEditable', { state: t(`state.${tender.state}`) })} isPage>
        <LinkButton to={tenderPath(tender.id)}>{t('back')}</LinkButton>
      </Empty>
    );
  return <Editor key={round} tender={tender} reference={reference.reference} />;
}
