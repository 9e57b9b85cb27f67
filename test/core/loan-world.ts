/** A world with loans, for their tests. */
import type { Identity, NewLoanProduct, Notice, NoticeOf } from '../../core/index.ts';
import { directWith, discord, granted, openWorld, operator, type World } from './world.ts';

export const day_ms = 86_400_000;

export const basicTerms = {
  amount_min: 50_00n,
  amount_max: 500_00n,
  months_min: 1,
  months_max: 24,
  rate_ppm: 120_000,
  fee_ppm: 10_000,
  outstanding_max: 600_00n,
  loans_max: 2,
};

export const product = (terms: NewLoanProduct['terms'] = basicTerms, tier = 'basic', asset = 'GBP') => ({
  tier,
  asset,
  terms,
});

/** Where everybody may borrow, by {@link basicTerms}. */
export async function openLoans() {
  const world = await openWorld();
  const { core, key } = world;
  granted(await core.loan.setProduct(operator, product(), key()));
  let serial = 0;
  const borrower = (amount = 0n): Promise<Identity> => world.person(discord(`borrower${++serial}`), amount);
  const origin = (who: Identity, event = key()) => ({ key: event, conversation: directWith(who) });
  const offer = (who: Identity, amount = 120_00n, months = 6, event = key()) =>
    core.loan.offer(who, { amount, asset: 'GBP', months, origin: origin(who, event) });
  const button = (notice: { actions: { action: string; intent: string }[] }, action: string): string =>
    notice.actions.find((one) => one.action === action)!.intent;
  const press = (who: Identity, intent: string, event = key()) =>
    core.intents.press(intent, who, origin(who, event));
  /** What a press leaves in its message's place. */
  const pressed = async <K extends Notice['kind']>(who: Identity, intent: string, event = key()) =>
    granted(await press(who, intent, event)).in_place as NoticeOf<K>;
  const accepted = async (who: Identity, amount = 120_00n, months = 6) => {
    const made = granted(await offer(who, amount, months));
    return pressed<'loan'>(who, button(made, 'loan_accept'));
  };
  const repay = async (who: Identity, amount: bigint | 'due' | 'all', reference: string | null = null) => {
    const quote = granted(
      await core.loan.quoteRepayment(who, { amount, asset: null, reference, key: key() }),
    );
    return { quote, done: await pressed<'loan_repayment'>(who, button(quote, 'loan_repay')) };
  };
  const stands = async (who: Identity, reference: string) =>
    granted(await core.loan.show(who, reference)) as NoticeOf<'loan'>;
  const due = async (): Promise<void> => {
    await core.schedules.run('collect_loans');
  };
  return { ...world, world, borrower, offer, button, press, pressed, accepted, repay, stands, due, origin };
}

/** Of one loan. */
export const ofNotices = async (world: World, kind: Notice['kind'], reference: string) =>
  (await world.notices(kind)).filter(({ notice }) => JSON.stringify(notice).includes(reference));
