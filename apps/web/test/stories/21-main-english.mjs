import { tellMainStory } from '../main-story.mjs';

export const title = 'The main story in English';

export const tell = (setting) => tellMainStory({ ...setting, pictures: false, locale: 'en' });
