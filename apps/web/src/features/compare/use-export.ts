import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from 'urql';
import { ExportComparisonDocument } from '../../generated/compare';
import type { FileFormat } from '../../generated/schema';
import { saveFile } from '../../ui/save-file';
import { serverWords } from '../../ui/server-words';
import type { Chosen } from './chosen';

/** Saves the comparison as a file of the reader's language; `failed` says why it could not be. */
export function useExport({ ids, lot }: Chosen) {
  const client = useClient();
  const { t } = useTranslation();
  const [failed, setFailed] = useState<string>();
  const save = async (format: FileFormat): Promise<void> => {
    const { data, error } = await client.query(ExportComparisonDocument, { ids: [...ids], lot, format }).toPromise();
    const file = data?.exportComparison;
    if (file?.__typename !== 'ComparisonFile') {
      setFailed(file?.message ?? serverWords(error, t('unreachable')));
      return;
    }
    setFailed(undefined);
    const bytes = Uint8Array.from(atob(file.base64), (sign) => sign.charCodeAt(0));
    saveFile(file.name, new Blob([bytes], { type: file.mediaType }));
  };
  return { save, failed };
}
