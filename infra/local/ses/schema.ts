/** The tables of the index beside the files of the mails. */
export const schema = `
  CREATE TABLE IF NOT EXISTS mails (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, purpose TEXT, case_ TEXT,
    recipients TEXT NOT NULL, mail TEXT NOT NULL, head TEXT NOT NULL, words TEXT NOT NULL, memo TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS events (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, topic TEXT NOT NULL, message TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS relay (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, mail_id TEXT NOT NULL, sender TEXT NOT NULL,
    recipients TEXT NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, error TEXT);
  CREATE INDEX IF NOT EXISTS owed ON relay (state) WHERE state = 'owed';
`;
