import type { ComponentChildren } from 'preact';
import { render } from 'preact-render-to-string';
import type { Block, Letter, LetterFrame } from './letter.ts';
import { dayAndTime, frameWords, pageUrl, salutation, signature } from './words.ts';

/*
 * Mail programs know little of style sheets, so styles stand at the elements; the few rules in the head only turn
 * colours for a dark ground, where a program understands them. No tables, no pictures, nothing from outside.
 */

const ink = '#131525';
const muted = '#515778';
const line = '#c0c3d5';
const action = '#1a3da5';

const style = {
  body: `margin:0;padding:0;background:#ffffff;color:${ink};`,
  page: `max-width:600px;margin:0 auto;padding:24px 20px 32px;font-family:'Fira Sans','Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:17px;line-height:1.55;color:${ink};`,
  brand: `margin:0 0 28px;padding:0 0 14px;border-bottom:3px solid ${action};font-size:17px;font-weight:600;`,
  reference: `font-weight:400;color:${muted};`,
  text: 'margin:0 0 16px;',
  heading: 'margin:28px 0 10px;font-size:20px;line-height:1.3;font-weight:600;',
  list: 'margin:0 0 16px;padding:0 0 0 24px;',
  item: 'margin:0 0 6px;',
  facts: `margin:0 0 20px;padding:0;border-top:1px solid ${line};`,
  fact: `padding:8px 0;border-bottom:1px solid ${line};`,
  label: `margin:0;font-size:15px;color:${muted};`,
  value: 'margin:0;',
  sessions: 'margin:0 0 20px;padding:0;list-style:none;',
  session: `margin:0 0 10px;padding:6px 0 6px 14px;border-left:4px solid ${action};`,
  quote: `margin:0 0 16px;padding:4px 0 4px 14px;border-left:4px solid ${line};`,
  by: `margin:6px 0 0;font-size:15px;color:${muted};`,
  step: 'margin:24px 0 16px;',
  // Borders in the button's colour in place of padding: Outlook draws them, and leaves padding out.
  button: `display:inline-block;background:${action};border:solid ${action};border-width:13px 22px;border-radius:4px;color:#ffffff;font-weight:600;line-height:1.3;text-decoration:none;`,
  small: `margin:0 0 16px;font-size:15px;line-height:1.5;color:${muted};`,
  link: `color:${action};`,
  url: `color:${action};word-break:break-all;`,
  footer: `margin:32px 0 0;padding:16px 0 0;border-top:1px solid ${line};font-size:14px;line-height:1.55;color:${muted};`,
  footerText: 'margin:0 0 8px;',
  unbroken: 'white-space:nowrap;',
} as const;

/** Holds no character that HTML would escape. */
const dark = `:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){
.m-ground{background:#0b0c14!important;color:#f3f4f7!important}
.m-muted{color:#b3b7cb!important}
.m-link{color:#9db8f2!important}
.m-button{background:#9db8f2!important;border-color:#9db8f2!important;color:#05070f!important}
.m-line{border-color:#454b6b!important}
.m-accent{border-color:#9db8f2!important}
}`;

/** Text with its line breaks, which HTML would swallow. */
function Lines({ text }: { text: string }) {
  return (
    <>
      {text
        .split('\n')
        .map((part, index) => [...(index === 0 ? [] : [<br key={`break ${String(index)}`} />]), part])}
    </>
  );
}

function BlockHtml({ block, frame }: { block: Block; frame: LetterFrame }) {
  switch (block.kind) {
    case 'text':
      return (
        <p style={style.text}>
          <Lines text={block.text} />
        </p>
      );
    case 'heading':
      return <h2 style={style.heading}>{block.text}</h2>;
    case 'list': {
      const items = block.items.map((item) => (
        <li key={item} style={style.item}>
          <Lines text={item} />
        </li>
      ));
      return block.numbered ? <ol style={style.list}>{items}</ol> : <ul style={style.list}>{items}</ul>;
    }
    case 'facts':
      return (
        <dl class="m-line" style={style.facts}>
          {block.facts.map(({ label, value }) => (
            <div key={label} class="m-line" style={style.fact}>
              <dt class="m-muted" style={style.label}>
                {label}
              </dt>
              <dd style={style.value}>
                <Lines text={value} />
              </dd>
            </div>
          ))}
        </dl>
      );
    case 'sessions':
      return (
        <ul style={style.sessions}>
          {block.sessions.map(({ starts, ends, title, note, joinUrl }) => {
            const { day, time } = dayAndTime(starts, ends, frame.language);
            return (
              <li key={starts} class="m-accent" style={style.session}>
                <strong>{day}</strong>, {time}
                {title && (
                  <>
                    <br />
                    {title}
                  </>
                )}
                {note && (
                  <>
                    <br />
                    <span class="m-muted" style={style.reference}>
                      {note}
                    </span>
                  </>
                )}
                {joinUrl && (
                  <>
                    <br />
                    <a class="m-link" style={style.url} href={joinUrl}>
                      {joinUrl}
                    </a>
                  </>
                )}
              </li>
            );
          })}
        </ul>
      );
    case 'quote':
      return (
        <blockquote class="m-line" style={style.quote}>
          <Lines text={block.text} />
          {block.by && (
            <p class="m-muted" style={style.by}>
              {block.by}
            </p>
          )}
        </blockquote>
      );
    case 'link':
      return (
        <p style={style.text}>
          {block.label}:<br />
          <a class="m-link" style={style.url} href={block.url}>
            {block.url}
          </a>
        </p>
      );
  }
}

function ActionHtml({ action, frame }: { action: NonNullable<Letter['action']>; frame: LetterFrame }) {
  const word = frameWords[frame.language];
  return (
    <>
      <p style={style.step}>
        <a class="m-button" style={style.button} href={action.url}>
          {action.label}
        </a>
      </p>
      {action.note && <p style={style.text}>{action.note}</p>}
      <p class="m-muted" style={style.small}>
        {word.copyLink}
        <br />
        <a class="m-link" style={style.url} href={action.url}>
          {action.url}
        </a>
        {action.code && (
          <>
            <br />
            {word.code(action.code, `${frame.baseUrl}/code`)}
          </>
        )}
      </p>
    </>
  );
}

function FooterHtml({ frame }: { frame: LetterFrame }) {
  const word = frameWords[frame.language];
  const { contact } = frame;
  const link = (href: string, children: ComponentChildren) => (
    <a class="m-link" style={style.link} href={href}>
      {children}
    </a>
  );
  return (
    <div class="m-muted m-line" style={style.footer}>
      <p style={style.footerText}>
        {word.questions} {link(`mailto:${contact.email}`, contact.email)}
        {contact.phone && (
          <>
            , <span style={style.unbroken}>{contact.phone}</span>
          </>
        )}
        {frame.address && (
          <>
            <br />
            {frame.address}
          </>
        )}
      </p>
      <p style={style.footerText}>
        {link(pageUrl(frame, '/impressum'), word.imprint)}
        {' · '}
        {link(pageUrl(frame, '/datenschutz'), word.privacy)}
      </p>
      <p style={style.footerText}>{word.automatic}</p>
    </div>
  );
}

/** A letter as an HTML document. */
export function letterHtml(letter: Letter, frame: LetterFrame, subject: string): string {
  const { language } = frame;
  const html = render(
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <title>{subject}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style>{dark}</style>
      </head>
      <body class="m-ground" style={style.body}>
        <div class="m-ground" style={style.page}>
          <p class="m-accent" style={style.brand}>
            {frame.programme}
            {frame.reference && (
              <span class="m-muted" style={style.reference}>
                {' · '}
                {frame.reference}
              </span>
            )}
          </p>
          <p style={style.text}>{salutation(letter.greeting.name, language)}</p>
          {letter.blocks.map((block, index) => (
            <BlockHtml key={`${String(index)} ${block.kind}`} block={block} frame={frame} />
          ))}
          {letter.action && <ActionHtml action={letter.action} frame={frame} />}
          {letter.after?.map((block, index) => (
            <BlockHtml key={`${String(index)} ${block.kind}`} block={block} frame={frame} />
          ))}
          <p style={style.text}>
            <Lines text={[frameWords[language].regards, ...signature(frame)].join('\n')} />
          </p>
          <FooterHtml frame={frame} />
        </div>
      </body>
    </html>,
  );
  return `<!DOCTYPE html>\n${html}\n`;
}
