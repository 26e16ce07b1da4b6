import type { KeptMail, KeptPreferences } from '@huanpei/app';
import type { Mail } from '@huanpei/domain';
import { EntitySchema } from 'typeorm';
import { flag, instant, instantOrNull, json, jsonOrNull, key, text, textOrNull, whole, type Columns } from '../columns';

export const MailSchema = new EntitySchema<Mail>({
  name: 'mail',
  columns: {
    id: key('id'),
    memberId: text('member_id'),
    state: text('state'),
    attempts: whole('attempts'),
    nextTryAt: instant('next_try_at'),
    leaseUntil: instantOrNull('lease_until'),
    fault: textOrNull('fault'),
    createdAt: instant('created_at'),
    doneAt: instantOrNull('done_at'),
  } satisfies Columns<Mail>,
});

export const PreferencesSchema = new EntitySchema<KeptPreferences>({
  name: 'delivery_preferences',
  columns: {
    memberId: key('member_id'),
    language: textOrNull('language'),
    groups: json('groups'),
    digestHour: whole('digest_hour'),
    digestWeekday: whole('digest_weekday'),
    quietHours: jsonOrNull('quiet_hours'),
    urgentInQuietHours: flag('urgent_in_quiet_hours'),
  } satisfies Columns<KeptPreferences>,
});

export const KeptMailSchema = new EntitySchema<KeptMail>({
  name: 'kept_mail',
  columns: {
    id: key('id'),
    from: text('sender'),
    toName: text('to_name'),
    toAddress: text('to_address'),
    subject: text('subject'),
    text: text('text_body'),
    html: text('html_body'),
    language: text('language'),
    unsubscribeUrl: text('unsubscribe_url'),
    at: instant('at'),
  } satisfies Columns<KeptMail>,
});
