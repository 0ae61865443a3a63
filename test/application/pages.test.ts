import { describePages } from '../browser/every-page.ts';
import { everyState } from './states.ts';

describePages('the pages of applying, in every state', everyState, 110);
