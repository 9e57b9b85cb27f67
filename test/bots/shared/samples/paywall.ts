import type { NoticeOf, PaywallRefusals } from '../../../../core/index.ts';
import { crowd, everyone, evil, huge, person, type RefusalSamples, type Samples } from './kit.ts';

const pounds = (minor: string) => ({ minor, asset: { code: 'GBP', exponent: 2 } });
const [alice, bob] = [person('Alice'), person('Bob')];
const reference = 'pst_7KQ2M9XDA4';
const intent = 'i'.repeat(32);

export const paywallRefusals: RefusalSamples<keyof PaywallRefusals> = {
  paywall_how: {},
  paywall_edit_how: { reference },
  paywall_empty: {},
  paywall_text_too_long: { limit: 600, file: true },
  paywall_title_too_long: { limit: 80 },
  paywall_in_public: {},
  paywall_unknown: { text: evil },
  paywall_not_yours: {},
  paywall_withdrawn: {},
  paywall_changed: { price: huge },
  paywall_paid: {},
  paywall_locked: { price: huge },
  paywall_back_given: { back: huge },
  paywall_back_asked: {},
  paywall_back_late: { minutes: 14, payment: 'pay_7KQ2M9XDA4' },
  paywall_currency: { asset: 'WEIRDTOKEN' },
  paywalls_too_many: { limit: 50 },
  paywall_files_too_many: { limit_megabytes: 40 },
};

const asDocument = { shown_as: null, known_as: null };

/** An ordinary one, but for what is said. */
const post = (more: Partial<NoticeOf<'paywall'>> = {}): NoticeOf<'paywall'> => ({
  kind: 'paywall',
  reference,
  seller: alice,
  title: 'Grandma’s lasagne',
  teaser: 'The recipe that nobody was to know, with the secret of the sauce',
  price: pounds('200'),
  contains: { text: true, link: false, file: { name: 'lasagne.pdf', size_bytes: 1_204_512, shown_as: null } },
  unlocked: 3,
  withdrawn: false,
  actions: [
    { action: 'unlock', intent },
    { action: 'show', intent },
  ],
  ...more,
});

const content = (more: Partial<NoticeOf<'paywall_content'>> = {}): NoticeOf<'paywall_content'> => ({
  kind: 'paywall_content',
  reference,
  seller: alice,
  title: 'Grandma’s lasagne',
  text: 'Fry the onions slowly, for half an hour.\n\nThe secret: a little nutmeg, and a spoon of miso.',
  link: null,
  file: null,
  paid: pounds('200'),
  actions: [{ action: 'back', intent }],
  back_until: '2026-11-22T12:14:00.000Z',
  ...more,
});

const link = 'https://example.com/recipes/lasagne?key=a%20b&c=d#top';

export const paywalls: Samples<
  'paywall' | 'paywall_content' | 'paywall_back' | 'paywall_refunded' | 'paywalls' | 'paywall_done'
> = {
  paywall: [
    post(),
    post({ unlocked: 0, teaser: null, contains: { text: false, link: true, file: null } }),
    post({
      title: 'Sunset over the bay',
      contains: {
        text: false,
        link: false,
        file: { name: 'photo.jpg', size_bytes: 1_204_512, shown_as: 'photo' },
      },
    }),
    post({ unlocked: 1, withdrawn: true, actions: [{ action: 'show', intent }] }),
    post({
      takings: { taken: pounds('600'), buyers: [bob, person('Carol')] },
      actions: [
        { action: 'show', intent },
        { action: 'edit', intent },
        { action: 'withdraw', intent },
      ],
    }),
    post({ unlocked: 0, takings: { taken: pounds('0'), buyers: [] }, title: null }),
    post({
      seller: everyone,
      title: evil,
      teaser: evil,
      price: huge,
      unlocked: 1_000_000,
      contains: { text: true, link: true, file: { name: evil, size_bytes: 8_000_000, shown_as: null } },
      takings: { taken: huge, buyers: crowd.slice(0, 10) },
      withdrawn: true,
    }),
  ],
  paywall_content: [
    content(),
    content({ text: null, link }),
    content({
      file: {
        id: '7',
        name: 'lasagne.pdf',
        media_type: 'application/pdf',
        size_bytes: 1_204_512,
        ...asDocument,
      },
    }),
    content({
      text: null,
      file: { id: '8', name: evil, media_type: 'application/octet-stream', size_bytes: 1, ...asDocument },
      title: null,
    }),
    content({ seller: everyone, title: evil, text: evil.slice(0, 2000), paid: huge }),
    content({ text: 'x'.repeat(2000) }),
  ],
  paywall_back: [
    {
      kind: 'paywall_back',
      reference,
      payment: 'pay_7KQ2M9XDA4',
      title: 'Grandma’s lasagne',
      buyer: bob,
      paid: pounds('200'),
      actions: [{ action: 'give_back', intent }],
    },
    {
      kind: 'paywall_back',
      reference,
      payment: 'pay_7KQ2M9XDA4',
      title: evil,
      buyer: everyone,
      paid: huge,
      given: huge,
      actions: [],
    },
  ],
  paywall_refunded: [
    { kind: 'paywall_refunded', reference, title: 'Grandma’s lasagne' },
    { kind: 'paywall_refunded', reference, title: evil },
  ],
  paywalls: [
    { kind: 'paywalls', offers: [], takings: [], has: [] },
    {
      kind: 'paywalls',
      offers: [
        {
          reference,
          title: 'Grandma’s lasagne',
          price: pounds('200'),
          unlocked: 3,
          taken: pounds('600'),
          withdrawn: false,
          intent,
        },
      ],
      takings: [pounds('600')],
      has: [{ reference: 'pst_0123456789', title: 'The map of the cave', seller: bob, intent }],
    },
    {
      kind: 'paywalls',
      offers: crowd.slice(0, 25).map(() => ({
        reference,
        title: evil,
        price: huge,
        unlocked: 1_000_000,
        taken: huge,
        withdrawn: true,
        intent,
      })),
      takings: [huge, huge],
      has: crowd.slice(0, 25).map((seller) => ({ reference, title: evil, seller, intent })),
    },
  ],
  paywall_done: (['paid', 'withdrawn', 'edited', 'asked'] as const).map((did) => ({
    kind: 'paywall_done',
    did,
  })),
};
