import { useEffect, useMemo, useState } from 'react';
import { useClient } from 'urql';
import { LimitsOfStandardDocument, type LimitsOfStandardQuery } from '../../generated/fields';
import type { DraftCitation } from './draft';

export type Limit = NonNullable<LimitsOfStandardQuery['standard']>['levels'][number]['limits'][number];

/** The limits of the cited standards, by `code/level`, as far as they were read. */
export function useReadLimits(
  standards: readonly Pick<DraftCitation, 'code'>[],
): ReadonlyMap<string, readonly Limit[]> {
  const client = useClient();
  const [read, setRead] = useState<ReadonlyMap<string, readonly Limit[]>>(new Map());
  const codes = [...new Set(standards.map(({ code }) => code))].sort().join('\n');
  useEffect(() => {
    let left = false;
    void Promise.all(
      codes
        .split('\n')
        .filter(Boolean)
        .map((code) => client.query(LimitsOfStandardDocument, { code }).toPromise()),
    ).then((answers) => {
      if (left) return;
      setRead(
        new Map(
          answers.flatMap(({ data }) =>
            (data?.standard?.levels ?? []).map(
              (level) => [`${data?.standard?.code}/${level.code}`, level.limits] as const,
            ),
          ),
        ),
      );
    });
    return () => {
      left = true;
    };
  }, [client, codes]);
  return read;
}

/** The parameters that the cited classes limit, each once, as far as they were read. */
export function useLimits(standards: readonly DraftCitation[]): readonly string[] {
  const read = useReadLimits(standards);
  return useMemo(
    () => [
      ...new Set(
        standards.flatMap(({ code, level, parameters }) =>
          (read.get(`${code}/${level}`) ?? [])
            .map(({ parameter }) => parameter.code)
            .filter((parameter) => parameters?.includes(parameter) ?? true),
        ),
      ),
    ],
    [standards, read],
  );
}
