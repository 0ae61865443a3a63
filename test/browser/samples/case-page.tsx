import { FactList, Notice, Verbatim } from '../../../functions/platform/page/content.tsx';
import { Button, Buttons, Checkbox, Form, RadioGroup } from '../../../functions/platform/page/controls.tsx';
import { Steps } from '../../../functions/platform/page/course.tsx';
import { page } from '../../../functions/platform/page/frame.tsx';

/** The page of a case: what was sent, how far it is, what its applicant can do. */

const caseBody = (
  <>
    <Notice tone="success" title="Ihre Antwort ist angekommen" live>
      <p>Das Ministerium entscheidet bis Freitag, 14. Oktober 2022.</p>
    </Notice>
    <h2>Wo Ihre Bewerbung steht</h2>
    <Steps
      label="Schritte Ihrer Bewerbung"
      steps={[
        { title: 'Adresse bestätigt', state: 'done', detail: 'Montag, 12. September 2022' },
        { title: 'Verwaltung hat zugestimmt', state: 'done', detail: 'Mittwoch, 14. September 2022' },
        { title: 'Prüfung im Ministerium', state: 'current', detail: 'bis Freitag, 14. Oktober 2022' },
        { title: 'Vergabe der Plätze', state: 'next', detail: 'Montag, 17. Oktober 2022' },
        { title: 'Teilnahme', state: 'next', detail: 'ab Dienstag, 8. November 2022' },
      ]}
    />
    <h2>Ihre Angaben</h2>
    <FactList
      facts={[
        { label: 'Name', value: 'Ǧulia Ça\u030brkány-Łęcki' },
        { label: 'Verwaltung', value: 'Amt Brück, Landkreis Potsdam-Mittelmark' },
        { label: 'E-Mail-Adresse', value: 'g.lecki@amt-brueck.example' },
        {
          label: 'Warum Sie teilnehmen möchten',
          value:
            'Wir führen die digitale Bauakte ein.\nDafür möchte ich lernen, wie andere es gemacht haben.',
        },
      ]}
    />
    <h2>Rückfrage</h2>
    <Verbatim by="Ministerium, Freitag, 30. September 2022">
      {'Wie viele Menschen arbeiten in Ihrer Verwaltung?\nUnd wer vertritt Sie?'}
    </Verbatim>
    <Form action="/vorgang/geheim" label="Etwas ändern">
      <RadioGroup
        name="action"
        label="Was möchten Sie tun?"
        choices={[
          { value: 'correct', label: 'Angaben berichtigen' },
          {
            value: 'withdraw',
            label: 'Bewerbung zurückziehen',
            hint: 'Das lässt sich nicht rückgängig machen.',
            more: <Checkbox name="confirm" value="yes" label="Ja, ich ziehe die Bewerbung zurück." />,
          },
        ]}
      />
      <Buttons>
        <Button>Absenden</Button>
        <Button kind="secondary">Als Datei herunterladen</Button>
        <Button kind="danger">Daten löschen</Button>
      </Buttons>
    </Form>
  </>
);

export const casePage = page({
  title: 'Ihre Bewerbung',
  language: 'de',
  path: '/vorgang/geheim',
  preline: 'SCM-3-0007',
  personal: true,
  body: caseBody,
});

export const failedSteps = page({
  title: 'Your application',
  language: 'en',
  path: '/vorgang/geheim',
  preline: 'SCM-3-0008',
  personal: true,
  body: (
    <>
      <Notice tone="warning" title="Please answer by Friday, 28 October 2022" />
      <Notice tone="danger" title="Your offer has expired">
        <p>The seat goes to the next person on the waiting list.</p>
      </Notice>
      <Steps
        label="Steps of your application"
        steps={[
          { title: 'Address confirmed', state: 'done' },
          { title: 'Seat accepted', state: 'failed', detail: 'No answer until Friday, 28 October 2022' },
        ]}
      />
    </>
  ),
});
