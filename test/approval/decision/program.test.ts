import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  actingLink,
  applicationBody,
  Host,
  type InboxMail,
  roundFile,
  submitForm,
} from '../../program/host.ts';

const towns = ['120690020', '120520000', '120540000'];
const who = { name: 'Ines Probst', function: 'Referentin' };
const deputy = 'vertretung@mil.example';

/** Sends a form without the hidden fields that only a decision needs. */
async function send(url: string, fields: Record<string, string>): Promise<number> {
  const response = await fetch(url, {
    method: 'POST',
    body: new URLSearchParams(fields),
    redirect: 'manual',
  });
  await response.text();
  return response.status;
}

describe('deciding, over HTTP and mail alone', () => {
  let host: Host;
  const references: string[] = [];
  const requests: InboxMail[] = [];
  const status = async (at: number): Promise<string | undefined> =>
    (await host.applications()).find(({ reference }) => reference === references[at])?.status;

  beforeAll(async () => {
    host = await Host.fresh('2022-09-06T09:00:00+02:00');
    await host.createRound(roundFile());
    for (const [at, town] of towns.entries()) {
      const applicant = {
        givenName: 'Änne',
        familyName: `Muster${'abc'[at]}`,
        email: `p${at}@amt.example`,
        role: 'Planung',
      };
      const { reference } = await host.apply(applicationBody({ administrations: [town], applicant }));
      references.push(reference);
      await host.answer(await host.mail('confirm-address', { case: reference }), { confirm: 'yes' });
      requests.push(await host.mail('review-request', { case: reference }));
    }
  }, 240_000);
  afterAll(() => host.stop());

  it('one is approved, one goes to the deputy by an absence, and both are told at the next morning', async () => {
    const [first, second] = requests;
    if (first === undefined || second === undefined) throw new Error('nobody was asked');
    expect((await host.answer(first, { decision: 'approve', ...who })).status).toBe(200);
    expect(await send(actingLink(second), { action: 'hand-over', until: '2022-09-09' })).toBe(200);
    const list = actingLink(await host.mail('review-list', { to: deputy }));
    const page = await (await fetch(list)).text();
    const other = /\?bewerbung=([A-Za-z0-9_-]+)"/.exec(page)?.[1] ?? '';
    expect(page).toContain('Offene Bewerbungen (2)');
    const answer = await submitForm(`${list}?bewerbung=${other}`, {
      decision: 'reject',
      reason: 'Leider kein Bezug.',
    });
    expect(answer.status).toBe(200);
    await host.advanceTo('2022-09-07T08:00:00+02:00');
    expect([await status(0), await status(1)]).toEqual(['approved', 'rejected']);
    await host.mail('approved', { case: references[0] ?? '' });
    expect((await host.mail('rejected', { case: references[1] ?? '' })).text).toContain('Leider kein Bezug.');
    const receipts = (await host.mails()).filter(
      ({ purpose, case: about }) => purpose === 'decision-receipt' && about === references[1],
    );
    expect(receipts.flatMap(({ to }) => to).sort()).toEqual(['smart-city@mil.example', deputy]);
  }, 120_000);

  it('who is back hears of what is open, and the round’s decisions are sealed with the selection', async () => {
    await host.advanceTo('2022-09-12T08:00:00+02:00');
    const back = await host.mail('review-list', { to: 'smart-city@mil.example' });
    expect(back.sentAt.slice(0, 16)).toBe('2022-09-12T06:00');
    const third = (await host.applications()).find(({ reference }) => reference === references[2]);
    const mark = third?.id ?? '';
    expect((await submitForm(actingLink(back), { mark, decision: 'approve', ...who })).status).toBe(200);
    await host.settle();
    expect(await status(2)).toBe('approved');
    await host.advanceTo('2022-10-05T08:00:00+02:00');
    expect([await status(0), await status(2)]).toEqual(['seat-offered', 'seat-offered']);
    const folder = mkdtempSync(join(tmpdir(), 'proof-'));
    const file = join(folder, 'proof.json');
    const text = await (await fetch(`${actingLink(back)}/nachweis`)).text();
    writeFileSync(file, text);
    const verify = (): string =>
      execFileSync(process.execPath, ['functions/approval/file/verify-command.ts', 'verify', file], {
        encoding: 'utf8',
      });
    expect(verify()).toContain('3 decisions checked, 0 erased (their hash stays), 0 not sealed yet');
    writeFileSync(file, text.replace('Leider kein Bezug.', 'Leider zu spät.'));
    expect(verify).toThrow(/does NOT fit/);
    rmSync(folder, { recursive: true });
    const paper = await fetch(`${actingLink(back)}/vermerk`);
    expect(paper.headers.get('content-type')).toBe('application/pdf');
  }, 240_000);
});
