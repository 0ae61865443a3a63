import type { MailsOf } from '../platform/letter/mail.ts';
import { applicantMails } from './mails/applicant-mails.ts';
import { reviewList } from './mails/list-mail.ts';
import { decisionReceipt } from './mails/receipt-mail.ts';
import { reviewMails } from './mails/review-mails.ts';

/** The words of this room. */
export const approvalMails: MailsOf<'approval'> = {
  ...applicantMails,
  ...reviewMails,
  'review-list': reviewList,
  'decision-receipt': decisionReceipt,
};
