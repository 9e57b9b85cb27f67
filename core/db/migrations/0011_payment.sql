-- Payments: what one person ordered, and what became of it payee by payee. The money itself is in the ledger.

create table payment_order (
  id bigint generated always as identity primary key,
  -- What people read to each other.
  reference text not null unique check (reference like 'pay\_%'),
  payer bigint not null references person,
  asset text not null,
  mode text not null check (mode in ('each', 'total')),
  -- All payees together, in minor units.
  total numeric(38, 0) not null check (total > 0),
  memo text,
  -- Idempotency key of the event that ordered it, and what was ordered.
  key text not null unique,
  request_hash text not null,
  -- { identity, conversation, reply, locale } of the command.
  origin jsonb not null,
  -- The card in the conversation.
  delivery bigint not null,
  created_at timestamptz not null
);

create table payment (
  id bigint generated always as identity primary key,
  payment_order bigint not null references payment_order,
  -- 0, 1, 2 … in the order in which the payees were named.
  position smallint not null,
  payee bigint not null references person,
  amount numeric(38, 0) not null check (amount > 0),
  state text not null check (
    state in ('authorized', 'settled', 'claimable', 'returned', 'voided', 'expired', 'reversed')
  ),
  -- The payee had never spoken to us: it settles into escrow, to be claimed.
  escrowed boolean not null,
  hold bigint not null,
  hold_expires_at timestamptz not null,
  -- The capture: payer to payee, or payer to escrow.
  transfer bigint,
  claim_until timestamptz,
  -- Out of escrow: to the payee or back to the payer.
  escrow_transfer bigint,
  -- The card sent to a payee who does not see the conversation.
  payee_delivery bigint,
  -- A refusal, where it was voided.
  reason jsonb,
  -- The event by which a person claimed it or took it back.
  pressed_key text,
  settled_at timestamptz,
  ended_at timestamptz,
  unique (payment_order, position),
  unique (payment_order, payee),
  check ((state = 'claimable') <= (escrowed and claim_until is not null and transfer is not null)),
  check ((state = 'settled') <= (transfer is not null and escrowed = (escrow_transfer is not null))),
  check ((state = 'returned') <= (escrow_transfer is not null))
);

create index payment_authorized on payment (hold_expires_at) where state = 'authorized';
create index payment_claimable on payment (payee) where state = 'claimable';
create index payment_claim_until on payment (claim_until) where state = 'claimable';
create unique index payment_transfer on payment (transfer) where transfer is not null;
create unique index payment_escrow_transfer on payment (escrow_transfer) where escrow_transfer is not null;
