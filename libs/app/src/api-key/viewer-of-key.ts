import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  apiKeyState,
  KEY_USE_NOTED_MS,
  parseApiKey,
  roleOfKey,
  type ApiKey,
  type KeyFault,
  type Viewer,
} from '@huanpei/domain';
import { Clock, Digest } from '../ports/platform';
import { Reads } from '../ports/reads';
import { Work } from '../ports/work';
import { allows, plainAddress } from './addresses';

/** Who asks with a key, or why the key is not accepted. */
export type KeyHolder = { readonly viewer: Viewer } | { readonly fault: KeyFault };

/**
 * Who sent this key, as of now: a key that was revoked or has ended, a maker who left or was given a lesser role, and an
 * organisation that is not admitted any more are noticed at once. Why a key is not accepted is told only to who has its
 * secret; to everybody else it is unknown.
 */
@Injectable()
export class ViewerOfKey {
  constructor(
    private readonly reads: Reads,
    private readonly work: Work,
    private readonly clock: Clock,
    private readonly digest: Digest,
  ) {}

  /** @param from the address it was sent from, when that is known */
  async execute(text: string, from: string | undefined): Promise<KeyHolder> {
    const given = parseApiKey(text, (part) => this.digest.sha256(part));
    const key = given && (await this.reads.apiKey(given.id));
    if (!given || !key || key.kind !== given.kind || !same(this.digest.sha256(given.secret), key.secretHash))
      return { fault: 'UNKNOWN' };
    const now = this.clock.now();
    const state = apiKeyState(key, now);
    if (state !== 'ACTIVE') return { fault: state };
    if (!allows(key.addresses, from)) return { fault: 'ADDRESS_NOT_ALLOWED' };
    const [maker, organisation] = await Promise.all([
      this.reads.member(key.makerId),
      this.reads.organisation(key.organisationId),
    ]);
    if (!maker?.active || maker.organisationId !== key.organisationId) return { fault: 'MAKER_LEFT' };
    if (organisation?.state !== 'VERIFIED') return { fault: 'ORGANISATION_NOT_ACTIVE' };
    await this.noteUse(key, from, now);
    return {
      viewer: {
        memberId: maker.id,
        organisationId: organisation.id,
        kind: organisation.kind,
        organisationState: organisation.state,
        role: roleOfKey(organisation.kind, maker.role),
        apiKey: { id: key.id, scopes: key.scopes },
      },
    };
  }

  private async noteUse({ id, lastUsedAt }: ApiKey, from: string | undefined, now: Date): Promise<void> {
    if (lastUsedAt !== null && now.getTime() - lastUsedAt.getTime() < KEY_USE_NOTED_MS) return;
    const address = from === undefined ? null : plainAddress(from).slice(0, 64);
    await this.work.run((tx) => tx.apiKeys.noteUse(id, address, now, new Date(now.getTime() - KEY_USE_NOTED_MS)));
  }
}

/** Two hashes of one length, in the same time wherever they differ. */
const same = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
