/** The paper that goes along with a written cheque, once: it alone has the secret. */
import { identityText, type NoticeOf, ok, type PersonView, type Result } from '../../../core/index.ts';
import type { CardFile } from '../card.ts';
import { nameOf, type Scene } from '../views/parts.ts';
import type { ChequeMessages } from './messages.ts';
import { memoOf } from './views.ts';

type Written = NoticeOf<'cheque_paper'>;

/** On Telegram the code is a link that opens the chat with the bot, elsewhere what is typed there. */
export async function chequeFile(
  notice: Written,
  { words, language, context }: Scene<ChequeMessages>,
): Promise<Result<CardFile | null>> {
  const { reference: number, secret, payee, writer, amount } = notice;
  if (secret === null) return ok(null);
  const link = context.directUrl ? linkOf(context.directUrl, number, secret) : null;
  const command = `/cash ${number} ${secret}`;
  const on = {
    number,
    secret,
    command,
    payee: payee && nameOf(payee, context),
    payeeId: payee && idOf(payee),
    writer: nameOf(writer, context),
    writerId: idOf(writer),
    amount: language.money(amount),
    amountInWords: words.inWords(amount),
    memo: memoOf(notice.memo),
    date: language.date(notice.day),
    until: language.date(notice.last_day),
    made_at: new Date(notice.at),
    code: link ?? command,
    isTelegram: link !== null,
  };
  // Most processes never write a PDF, and what writes them is large.
  const { chequePdf } = await import('./paper.ts');
  const name = `${words.paper.file(number)}.pdf`;
  return ok({ name, media_type: 'application/pdf', bytes: await chequePdf(on, words.paper) });
}

const idOf = ({ identities: [first] }: PersonView): string => (first ? identityText(first) : '');

/** `start` takes 64 letters, digits, `_` and `-`: https://core.telegram.org/bots/features#deep-linking */
function linkOf(directUrl: string, number: string, secret: string): string {
  const url = new URL(directUrl);
  url.searchParams.set('start', `cash_${number.replace(/\D/g, '')}_${secret.replaceAll('-', '')}`);
  return url.href;
}
