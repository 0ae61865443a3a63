import { formatDateTime } from '../../domain/calendar.ts';
import type { Bilingual } from '../../domain/text.ts';
import { say } from '../../platform/letter/wording.ts';
import {
  allSetAside,
  allSetAsideSentence,
  type SetAside,
  takeUpAgain,
} from '../../platform/owed/set-aside.ts';
import { Table } from '../../platform/page/content.tsx';
import { Button, Buttons, LinkButton } from '../../platform/page/controls.tsx';
import type { Answer } from '../../platform/web/http.ts';
import { OfficeForm, officePage } from '../shared/frame.tsx';
import { goTo, type Page, type Visit } from '../shared/visit.ts';

/** Where messages lie that nobody could read. */
export const setAsidePath = '/buero/beiseite';

/** What a message was to do, by the type that it bears. */
const types: Readonly<Record<string, Bilingual>> = {
  mail: { de: 'eine E-Mail senden', en: 'send a mail' },
  wake: { de: 'einen Vorgang wecken', en: 'wake a case' },
  start: { de: 'einen Vorgang beginnen', en: 'begin a case' },
};
const unknown: Bilingual = { de: 'unbekannt', en: 'unknown' };

function typeOf({ item }: SetAside): Bilingual {
  const { type } = item;
  return (typeof type === 'string' && Object.hasOwn(types, type) ? types[type] : undefined) ?? unknown;
}

async function showSetAside(visit: Visit): Promise<Answer> {
  const { language, session } = visit;
  const found = await allSetAside();
  const back = <LinkButton href="/buero">{say(language, { de: 'Zurück', en: 'Back' })}</LinkButton>;
  return officePage(visit, {
    area: 'today',
    title: say(language, { de: 'Aufträge, die beiseiteliegen', en: 'Messages that were set aside' }),
    ...(found.length === 0 ? {} : { lead: allSetAsideSentence[language] }),
    width: 'reading',
    body: (
      <>
        <Table
          caption={say(language, { de: 'Beiseitegelegt', en: 'Set aside' })}
          hideCaption
          rows={found}
          rowKey={({ sk }) => sk}
          empty={say(language, { de: 'Es liegt nichts beiseite.', en: 'Nothing was set aside.' })}
          columns={[
            {
              header: say(language, { de: 'Seit', en: 'Since' }),
              rowHeader: true,
              cell: ({ since }) => formatDateTime(since, language),
            },
            {
              header: say(language, { de: 'Auftrag', en: 'Message' }),
              cell: (each) => typeOf(each)[language],
            },
          ]}
        />
        {found.length > 0 && session.role === 'office' ? (
          <OfficeForm visit={visit} action={setAsidePath}>
            <p>
              {say(language, {
                de: 'Wenn der Betrieb die Ursache behoben hat, versucht das System alle noch einmal. Verloren ist nichts.',
                en: 'Once those who run the system have mended the cause, the system tries all of them again. Nothing is lost.',
              })}
            </p>
            <Buttons>
              <Button>
                {say(language, { de: 'Alle noch einmal versuchen', en: 'Try all of them again' })}
              </Button>
              {back}
            </Buttons>
          </OfficeForm>
        ) : (
          <Buttons>{back}</Buttons>
        )}
      </>
    ),
  });
}

async function takeUpAll(visit: Visit): Promise<Answer> {
  let count = 0;
  for (const each of await allSetAside()) if (await takeUpAgain(each, visit.at)) count += 1;
  return goTo(visit, `/buero?getan=${count === 0 ? 'nothing' : 'taken-up'}`);
}

export const setAsidePage: Page = {
  path: setAsidePath,
  about: 'Messages that were set aside, and to try them again',
  GET: { for: 'signed-in', handle: showSetAside },
  POST: { for: 'office', handle: takeUpAll },
};
