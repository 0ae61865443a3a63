import { describePages } from '../../browser/every-page.ts';
import { everyState } from './states.ts';

describePages('the pages of the office, in every state', everyState, 250);
