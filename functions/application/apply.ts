import { httpFunction } from '../platform/web/http.ts';
import { postApplication } from './form/api.ts';
import { postForm, showForm } from './form/form.ts';

/** The form and the JSON interface by which people apply. */
export const handler = httpFunction({
  '/bewerbung/{round}': { GET: showForm, POST: postForm },
  '/api/applications': { POST: postApplication },
});
