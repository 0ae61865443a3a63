import { httpFunction } from '../platform/http.ts';
import { postApplication } from './api.ts';
import { postForm, showForm } from './form.ts';

/** The form and the JSON interface by which people apply. */
export const handler = httpFunction({
  '/bewerbung/{round}': { GET: showForm, POST: postForm },
  '/api/applications': { POST: postApplication },
});
