import { httpFunction } from '../platform/http.ts';
import { previewPage } from './preview-page.tsx';
import { officeRouter } from './router.ts';

const answer = officeRouter([previewPage]);

/** The office's preview of a selection: a function of its own, as the solver asks for time and memory. */
export const handler = httpFunction({ [previewPage.path]: { GET: answer, POST: answer } });
