import { HttpError, httpFunction } from '../platform/http.ts';

export const handler = httpFunction({
  '/code': {
    GET: () => {
      throw new HttpError(404, 'There is no such page.');
    },
  },
});
