import { httpFunction } from '../platform/web/http.ts';
import { officePages } from './pages.ts';
import { officeRouter } from './router.ts';

const answer = officeRouter(officePages);
const route = { GET: answer, POST: answer };

/** The office: one function, behind a sign-in, with a router of its own. */
export const handler = httpFunction({ '/buero': route, '/buero/{path+}': route });
