import { describePages } from '../../browser/every-page.ts';
import { everyState } from './states.ts';

describePages('the pages of deciding, in every state', everyState, 50);
