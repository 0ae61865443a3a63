import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { PeopleFirst } from '../../infra/local/time/people-first.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Somebody who waits for an answer until told. */
function somebody(peopleFirst: PeopleFirst): { answered: (how?: Error) => Promise<void> } {
  let settle: (how?: Error) => void = () => {};
  const answer = peopleFirst.answer(
    () => new Promise<void>((resolve, reject) => (settle = (how) => (how ? reject(how) : resolve()))),
  );
  return {
    answered: async (how) => {
      settle(how);
      await answer.catch(() => {});
    },
  };
}

/** Whether what runs behind has begun. */
function behind(peopleFirst: PeopleFirst): { began: boolean } {
  const it = { began: false };
  void peopleFirst.pause().then(() => {
    it.began = true;
  });
  return it;
}

describe('What runs behind', () => {
  test('begins at once where nobody waits for an answer', async () => {
    const it = behind(new PeopleFirst());
    await vi.advanceTimersByTimeAsync(0);
    expect(it.began).toBe(true);
  });

  test('begins when the last of those who wait has an answer, be it an error', async () => {
    const peopleFirst = new PeopleFirst();
    const [one, other] = [somebody(peopleFirst), somebody(peopleFirst)];
    const it = behind(peopleFirst);
    await one.answered();
    expect(it.began).toBe(false);
    await other.answered(new Error('refused'));
    expect(it.began).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('is held back for a second at most', async () => {
    const peopleFirst = new PeopleFirst();
    somebody(peopleFirst);
    const it = behind(peopleFirst);
    await vi.advanceTimersByTimeAsync(999);
    expect(it.began).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(it.began).toBe(true);
  });
});
