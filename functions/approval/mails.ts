import type { Purpose } from '../domain/mail.ts';
import type { MailWriter } from '../platform/mail.ts';
import { applicantMails } from './applicant-mails.ts';
import { reviewList } from './list-mail.ts';
import { decisionReceipt } from './receipt-mail.ts';
import { reviewMails } from './review-mails.ts';

/** The words of this room. */
export const approvalMails: Partial<Record<Purpose, MailWriter>> = {
  ...applicantMails,
  ...reviewMails,
  'review-list': reviewList,
  'decision-receipt': decisionReceipt,
};
