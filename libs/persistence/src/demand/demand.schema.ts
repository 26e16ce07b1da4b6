import type { ArchivedDemand } from '@huanpei/domain';
import { EntitySchema } from 'typeorm';
import { json, jsonOrNull, key, text, textOrNull, type Columns } from '../columns';

export const DemandSchema = new EntitySchema<ArchivedDemand>({
  name: 'demand',
  columns: {
    id: key('id'),
    title: json('title'),
    buyer: text('buyer'),
    country: text('country'),
    regionText: textOrNull('region_text'),
    region: textOrNull('region'),
    domain: text('domain'),
    technologies: json('technologies'),
    stage: text('stage'),
    publishedOn: textOrNull('published_on'),
    deadline: textOrNull('deadline'),
    budget: jsonOrNull('budget'),
    need: json('need'),
    lacks: json('lacks'),
    sources: json('sources'),
  } satisfies Columns<ArchivedDemand>,
});
