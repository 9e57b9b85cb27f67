/** The files of statements, made of all their entries when they are sent. */
import {
  type NoticeOf,
  ok,
  type Result,
  refuse,
  type Statement,
  type StatementFormat,
} from '../../../core/index.ts';
import type { FileSources } from '../capability.ts';
import { type CardFile, fileBytes } from '../card.ts';
import { statementXml } from './camt.ts';
import { statementCsv } from './csv.ts';
import { periodName, type Scene } from './words.ts';

const MEDIA_TYPES: Readonly<Record<StatementFormat, string>> = {
  pdf: 'application/pdf',
  csv: 'text/csv',
  xml: 'application/xml',
};

/** Discord's limit, the narrowest. https://docs.discord.com/developers/reference#uploading-files */
const bytesMax = 10_000_000;

/** None for somebody who has no account: there is nothing to say in a file. */
export async function statementFile(
  notice: NoticeOf<'statement'>,
  scene: Scene & { locale: string },
  { statement }: FileSources,
): Promise<Result<CardFile | null>> {
  const { of, format, accounts } = notice;
  if (accounts.length === 0) return ok(null);
  const all = await statement.figures(of);
  const told = new Set(accounts.map(({ id }) => id));
  const figures: Statement = { ...all, accounts: all.accounts.filter(({ id }) => told.has(id)) };
  const name = `tuppence-${scene.words.fileName}-${periodName(of.period)}.${format}`;
  const file: CardFile = {
    name,
    media_type: MEDIA_TYPES[format],
    ...(await contentOf(figures, format, scene)),
  };
  const bytes = fileBytes(file).length;
  if (bytes <= bytesMax) return ok(file);
  const entries = figures.accounts.reduce((sum, one) => sum + one.entries.length, 0);
  return refuse('statement_too_long', { entries, limit: Math.floor((entries * bytesMax) / bytes) });
}

async function contentOf(
  figures: Statement,
  format: StatementFormat,
  scene: Scene & { locale: string },
): Promise<{ text: string } | { bytes: Uint8Array }> {
  if (format === 'csv') return { text: await statementCsv(figures, scene) };
  if (format === 'xml') return { text: await statementXml(figures, scene) };
  // Most processes never write a PDF, and what writes them is large.
  const { statementPdf } = await import('./pdf.ts');
  return { bytes: await statementPdf(figures, scene, scene.locale) };
}
