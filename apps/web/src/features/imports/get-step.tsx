import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sheetsOf } from '@huanpei/exchange';
import type { ImportKind } from '../../generated/schema';
import { useTexts } from '../../language/texts';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { useName } from '../../ui/use-name';
import { download } from './download';
import { addressOfSheet, type SheetWish } from './file';
import { texts } from './texts';

const CONTENTS: Readonly<Record<ImportKind, readonly SheetWish['what'][]>> = {
  LISTINGS: ['TEMPLATE', 'LATEST', 'PUBLISHED'],
  TENDERS: ['TEMPLATE', 'LATEST'],
};

/** An empty template, or what one has already, in a language and a format of one's choice. */
export function GetStep({ kind }: { readonly kind: ImportKind }) {
  const say = useTexts(texts);
  const name = useName();
  const { i18n } = useTranslation();
  const sheets = sheetsOf(kind);
  const [wish, setWish] = useState<SheetWish>({
    kind,
    what: 'TEMPLATE',
    language: i18n.language === 'en' ? 'en' : 'zh',
    format: 'xlsx',
    sheet: sheets[0]?.code ?? '',
  });
  const [waiting, setWaiting] = useState(false);
  const [failed, setFailed] = useState<string>();
  const [cutAt, setCutAt] = useState<number>();
  const change = (next: Partial<SheetWish>) => setWish({ ...wish, ...next });
  const get = async () => {
    setWaiting(true);
    const got = await download(addressOfSheet(wish), i18n.language);
    setWaiting(false);
    setFailed(got.ok ? undefined : (got.message ?? say('upload.noAnswer')));
    setCutAt(got.ok ? got.cutAt : undefined);
  };
  const labelOf = (what: SheetWish['what']): string =>
    what === 'LATEST' ? say(`get.LATEST.${kind}`) : say(`get.${what}`);
  return (
    <>
      <p className="lede">{say('get.hint')}</p>
      <div className="import-wish">
        <label className="all">
          {say('get.what')}
          <Select
            value={wish.what}
            options={CONTENTS[kind].map((value) => ({ value, label: labelOf(value) }))}
            onChange={(what) => change({ what })}
          />
        </label>
        <label>
          {say('get.language')}
          <Select
            value={wish.language}
            options={(['zh', 'en'] as const).map((value) => ({ value, label: say(`get.languages.${value}`) }))}
            onChange={(language) => change({ language })}
          />
        </label>
        <label>
          {say('get.format')}
          <Select
            value={wish.format}
            options={(['xlsx', 'csv'] as const).map((value) => ({ value, label: value.toUpperCase() }))}
            onChange={(format) => change({ format })}
          />
        </label>
        {wish.format === 'csv' ? (
          <label className="all">
            {say('get.sheet')}
            <Select
              value={wish.sheet}
              options={sheets.map((sheet) => ({ value: sheet.code, label: name(sheet) }))}
              onChange={(sheet) => change({ sheet })}
            />
            <span className="stamp">{say('get.csvHint')}</span>
          </label>
        ) : null}
      </div>
      {failed === undefined ? null : (
        <Notice kind="error" title={say('get.failed')}>
          {failed}
        </Notice>
      )}
      {cutAt === undefined ? null : <Notice kind="warning" title={say('get.cut', { count: cutAt })} />}
      <div>
        <Button kind="primary" disabled={waiting} onClick={() => void get()}>
          {say('get.go')}
        </Button>
      </div>
    </>
  );
}
