import type { ComponentChildren } from 'preact';
import type { Language } from '../../domain/text.ts';
import { say } from '../../platform/letter/wording.ts';
import { FactList } from '../../platform/page/content.tsx';
import type { Settings } from '../../platform/settings.ts';

export type Body = Settings['privacy']['controller'];

/** A body with what is known of how to reach it. */
export function BodyFacts({ body, language }: { readonly body: Body; readonly language: Language }) {
  const { name, address, email, phone, url } = body;
  return (
    <FactList
      facts={[
        { label: say(language, { de: 'Stelle', en: 'Body' }), value: name },
        ...(address === undefined
          ? []
          : [{ label: say(language, { de: 'Anschrift', en: 'Address' }), value: address }]),
        ...(email === undefined ? [] : [{ label: 'E-Mail', value: <a href={`mailto:${email}`}>{email}</a> }]),
        ...(phone === undefined
          ? []
          : [{ label: say(language, { de: 'Telefon', en: 'Phone' }), value: <Phone number={phone} /> }]),
        ...(url === undefined ? [] : [{ label: 'Internet', value: <a href={url}>{url}</a> }]),
      ]}
    />
  );
}

export function Phone({ number }: { readonly number: string }) {
  return <a href={`tel:${number.replaceAll(/[^+\d]/g, '')}`}>{number}</a>;
}

export function Section({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ComponentChildren;
}) {
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
