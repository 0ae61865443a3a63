import { httpFunction } from '../platform/web/http.ts';
import { officeRouter } from './router.ts';
import { previewPage } from './selection/preview-page.tsx';

const answer = officeRouter([previewPage]);

/** The office's preview of a selection: a function of its own, as the solver asks for time and memory. */
export const handler = httpFunction({ [previewPage.path]: { GET: answer, POST: answer } });
