import { tellMainStory } from '../main-story.mjs';

export const title =
  'The main story: a listing is written, sent back, changed and approved; a need is drafted, relaxed and published; the supplier is told why, and the market is compared';

export const tell = (setting) => tellMainStory({ ...setting, locale: 'zh-CN' });
