import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareDin5007,
  enumerate,
  isEmail,
  isName,
  multiLine,
  normaliseEmail,
  normaliseName,
  singleLine,
} from '../../functions/domain/text.ts';

describe('a list in a sentence', () => {
  it('has commas and one last word', () => {
    expect(enumerate([], 'de')).toBe('');
    expect(enumerate(['A'], 'de')).toBe('A');
    expect(enumerate(['A', 'B'], 'de')).toBe('A und B');
    expect(enumerate(['A', 'B', 'C'], 'de')).toBe('A, B und C');
    expect(enumerate(['A', 'B', 'C'], 'en')).toBe('A, B and C');
  });
});

describe('German sorting', () => {
  it('puts ä with a and ß with ss, and word before longer word', () => {
    const sorted = [
      'Zeuthen',
      'Lübbenau',
      'Großräschen',
      'Luckau',
      'Lübben',
      'Gros Zec',
      'Grosrau',
      'Ähre',
      'Bad Belzig',
      'Ahaus',
    ];
    expect(sorted.toSorted(compareDin5007)).toEqual([
      'Ahaus',
      'Ähre',
      'Bad Belzig',
      'Gros Zec',
      'Grosrau',
      'Großräschen',
      'Lübben',
      'Lübbenau',
      'Luckau',
      'Zeuthen',
    ]);
  });

  it('lets accents and case decide only between equals', () => {
    expect(['Müller', 'Muller', 'Mullers', 'muller'].toSorted(compareDin5007)).toEqual([
      'muller',
      'Muller',
      'Müller',
      'Mullers',
    ]);
  });
});

describe('the key of a person', () => {
  it('does not depend on case, composition, spaces, apostrophes or hyphens', () => {
    expect(normaliseName('  Anna-Marie   GROẞ ')).toBe(normaliseName('anna\u2010marie Gross'));
    expect(normaliseName('Zoe\u0308')).toBe(normaliseName('ZOË'));
    expect(normaliseName('O’Neill')).toBe(normaliseName("o'neill"));
    expect(normaliseEmail(' Anna.Muster@Gemeinde.Example ')).toBe('anna.muster@gemeinde.example');
  });

  it('tells different names apart', () => {
    expect(normaliseName('Müller')).not.toBe(normaliseName('Mueller'));
    expect(normaliseName('Łukasz')).not.toBe(normaliseName('Lukasz'));
  });

  it('is the same when made twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(normaliseName(normaliseName(name))).toBe(normaliseName(name));
      }),
    );
  });
});

describe('the name of a person', () => {
  it('may hold all that DIN 91379 has, combining sequences too', () => {
    for (const name of [
      'Anna',
      'Ąžuolas Čiurlionis',
      'C\u0328\u0306a\u0308t\u030C',
      'M\u0302an\u0304ju\u0308',
      'K\u035Fhalid',
      'O’Neill-Ștefănescu',
      "D'Artagnan",
      'ʿAbd al-Ḥamīd',
      'Łukasz Żółć',
      'Nguyễn Thị Ánh',
      'Þórður Ægisson',
      'Ǆemal ẞ',
      'Müller, gen. Meyer',
      'Μαρία Παπαδοπούλου',
      'Мария Ивановна',
      'Testperson 12',
      'J.R. Müller',
      'Dr. med. Anna',
      'N\u030Cna\u0323\u0304 R\u0325',
    ]) {
      expect(isName(name), name).toBe(true);
    }
  });

  it('holds no controls, pictures, markup, line breaks, and is not endless', () => {
    for (const name of [
      '',
      '   ',
      '...',
      '123',
      'Anna🙂',
      'Anna\nMuster',
      'Anna\u0000',
      'Anna\u202EMuster',
      '<b>Anna</b>',
      '\u0301nna',
      `A${'\u0301'.repeat(9)}`,
      'A'.repeat(101),
      'a@b.example',
      'http://x',
      'Anna/Berta',
      'Ihr Konto wird gesperrt www.evil.example/login',
      'evil.example',
      'öffnen.шоп',
    ]) {
      expect(isName(name), JSON.stringify(name)).toBe(false);
    }
    expect(isName('A'.repeat(100))).toBe(true);
  });

  it('is decided quickly whatever is typed', () => {
    const started = performance.now();
    isName(`${'a-'.repeat(50)}!`);
    isEmail(`${'a.'.repeat(120)}@`);
    isEmail(`a@${'a-'.repeat(120)}`);
    expect(performance.now() - started).toBeLessThan(50);
  });
});

describe('a mail address', () => {
  it('is one address in the plain form', () => {
    for (const address of ['a@b.example', 'anna.o-neill+kurs@sub.gemeinde.example', "o'neill@amt.example"]) {
      expect(isEmail(address), address).toBe(true);
    }
    for (const address of [
      'a@b',
      'a b@c.example',
      'a@b.example, c@d.example',
      'Anna <a@b.example>',
      'a@b.example\nBcc: c@d.example',
      '.a@b.example',
      'a..b@c.example',
      'a@-b.example',
      'a@b.1',
      `${'a'.repeat(65)}@b.example`,
      `a@${'b.'.repeat(130)}example`,
      'ä@b.example',
      '@b.example',
    ]) {
      expect(isEmail(address), address).toBe(false);
    }
  });
});

describe('what was typed', () => {
  it('keeps its letters as they were, composed or combining', () => {
    const name = 'Zoe\u0308 C\u0328\u0306 Müller';
    expect(singleLine(name)).toBe(name);
    expect(multiLine(`${name}\r\n${name}`)).toBe(`${name}\n${name}`);
  });

  it('loses controls and turns of direction', () => {
    expect(singleLine(' a\r\nb\u0007c\td\u202E\uFEFF ')).toBe('a bc d');
    expect(multiLine('\n a\rb\u2028c\u0085d\u0000\te \n')).toBe('a\nb\nc\nd\te');
    expect(singleLine('a\uD800b')).toBe('a\uFFFDb');
  });

  it('cleaned once is clean', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(singleLine(singleLine(text))).toBe(singleLine(text));
        expect(multiLine(multiLine(text))).toBe(multiLine(text));
        expect(singleLine(text)).not.toMatch(/[\r\n\t]/);
      }),
    );
  });
});
