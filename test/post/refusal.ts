import { SESServiceException } from '@aws-sdk/client-ses';

/** A refusal as SES makes it: its code and its words. */
export function refusal(name: string, message: string, httpStatusCode = 400): SESServiceException {
  return new SESServiceException({ name, message, $fault: 'client', $metadata: { httpStatusCode } });
}
