import * as z from 'zod';
import { languages } from '../text.ts';

/** One of the languages, as it is stored or sent. */
export const languageSchema = z.enum(languages);

/** A text in every language, as it is stored. */
export const bilingualSchema = z.record(languageSchema, z.string());
