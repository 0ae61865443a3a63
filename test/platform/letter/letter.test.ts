import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderLetter } from '../../../functions/platform/letter/render.ts';
import { wrap } from '../../../functions/platform/letter/text.ts';
import {
  englishFrame,
  englishReceipt,
  germanFrame,
  query,
  reviewRequest,
  seatOffer,
} from '../../browser/samples/letters.ts';

/** The words of an HTML mail as a reader sees them. */
const seen = (html: string) =>
  html
    .replace(/<head>.*<\/head>/s, '')
    .replaceAll(/<br ?\/?>/g, ' ')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll(/\s+/g, ' ');

describe('a letter', () => {
  it('names its case once, at the end of the subject', () => {
    const { subject } = renderLetter(query, germanFrame);
    expect(subject).toBe('Rückfrage zu Ihrer Bewerbung [SCM-3-0007]');
    const { reference: _, ...without } = germanFrame;
    expect(renderLetter(query, without).subject).toBe('Rückfrage zu Ihrer Bewerbung');
  });

  it('greets people by name without guessing a gender, and offices without a name', () => {
    expect(renderLetter(query, germanFrame).text).toMatch(/^Guten Tag Jördis Köhn-Nowakowski,\n/);
    expect(renderLetter(reviewRequest, germanFrame).text).toMatch(/^Guten Tag,\n/);
    expect(renderLetter(englishReceipt, englishFrame).text).toMatch(/^Dear Jördis Köhn-Nowakowski,\n/);
    expect(renderLetter(reviewRequest, englishFrame).text).toMatch(/^Hello,\n/);
  });

  it('says the same in plain text as in HTML', () => {
    for (const letter of [seatOffer, query, reviewRequest]) {
      const { text, html } = renderLetter(letter, germanFrame);
      const words = seen(html);
      const flat = text.replaceAll(/^> ?/gm, '').replaceAll(/\s+/g, ' ');
      const said = [
        ...[...letter.blocks, ...(letter.after ?? [])].flatMap((block) => {
          if (block.kind === 'text' || block.kind === 'heading' || block.kind === 'quote')
            return [block.text];
          if (block.kind === 'facts') return block.facts.flatMap(({ label, value }) => [label, value]);
          if (block.kind === 'sessions')
            return block.sessions.flatMap(({ title, note, joinUrl }) => [title, note, joinUrl]);
          return [];
        }),
        letter.action?.label,
        letter.action?.url,
        letter.action?.note,
        letter.action?.code,
        germanFrame.contact.name,
        germanFrame.contact.email,
        'https://smart-city.example/impressum',
        'https://smart-city.example/datenschutz',
      ];
      for (const phrase of said.filter((one) => one !== undefined)) {
        const expected = phrase.replaceAll(/\s+/g, ' ');
        expect(flat).toContain(expected);
        expect(words + html).toContain(expected);
      }
    }
  });

  it('names dates with their weekday, in Berlin', () => {
    const { text, html } = renderLetter(seatOffer, germanFrame);
    expect(text).toContain('Dienstag, 8. November 2022, 09:00 bis 13:00 Uhr');
    expect(seen(html)).toContain('Dienstag, 8. November 2022 , 09:00 bis 13:00 Uhr');
  });

  it('loads nothing, follows nobody and carries its acting address alone', () => {
    const { html, text } = renderLetter(seatOffer, germanFrame);
    expect(html).not.toMatch(/<(img|script|link|iframe|object)\b|url\(|@import/);
    const acting = new Set(
      [...`${html} ${text}`.matchAll(/https:\/\/\S*?\/platz\/[\w-]+/g)].map(([url]) => url),
    );
    expect(acting).toEqual(new Set([seatOffer.action?.url]));
  });

  it('shows words of people as they are, whatever they hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }), (words) => {
        const { html } = renderLetter(
          { ...query, blocks: [{ kind: 'quote', text: words.replaceAll(/[\r\n]/g, ' ') }] },
          germanFrame,
        );
        const body = html.slice(html.indexOf('<blockquote'), html.indexOf('</blockquote>'));
        expect(body.slice(body.indexOf('>') + 1)).not.toMatch(/<(?!br)/);
      }),
    );
  });
});

describe('the plain text part', () => {
  it('keeps to 76 columns, except where an address is longer', () => {
    for (const letter of [seatOffer, query, reviewRequest]) {
      for (const line of renderLetter(letter, germanFrame).text.split('\n')) {
        if (!line.includes('://')) expect([...line].length).toBeLessThanOrEqual(76);
      }
    }
  });

  it('never loses, changes or breaks a word', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 120 }), { minLength: 1 }),
        (given) => {
          const words = given.map((word) => word.replaceAll(/\s/g, '_'));
          expect(wrap(words.join(' ')).split(/[ \n]/)).toEqual(words);
        },
      ),
    );
  });
});
