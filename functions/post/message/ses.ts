import { MessageRejected, SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { composeMessage, type Mailbox } from '../../platform/letter/message.ts';
import { type Mailer, RefusedMail } from '../../platform/surroundings.ts';

const client = new SESClient({});

const addressOf = (box: Mailbox | string): string => (typeof box === 'string' ? box : box.email);

/** Amazon's mail service: it gets the message as it goes over the wire. */
export const sesMailer: Mailer = {
  async send(message) {
    const configurationSet = process.env['CONFIGURATION_SET'];
    try {
      const { MessageId } = await client.send(
        new SendRawEmailCommand({
          Source: message.from.email,
          Destinations: [...message.to, ...(message.cc ?? [])].map(addressOf),
          RawMessage: { Data: await composeMessage(message) },
          ...(configurationSet === undefined ? {} : { ConfigurationSetName: configurationSet }),
        }),
      );
      return MessageId ?? '';
    } catch (error) {
      if (error instanceof MessageRejected) throw new RefusedMail(error.name, { cause: error });
      throw error;
    }
  },
};
