-- Cheques: money on paper. It is in the ledger, in the system's account escrow_cheque, from the writing of the cheque until it is cashed or
-- goes back, so that no cheque bounces.

create table cheque (
  id bigint generated always as identity primary key,
  -- The number as it is printed; its last digit is a check digit (core/cheque/number.ts).
  reference text not null unique check (reference ~ '^TUP-\d{4}-\d{4}-\d{4}$'),
  writer bigint not null references person,
  -- Who alone may cash it. Null: whoever bears it.
  payee bigint references person,
  asset text not null references asset,
  amount numeric(38, 0) not null check (amount > 0),
  memo text,
  -- The last day on which it is good, by the bank's clock, and the moment at which that day ends.
  last_day date not null,
  expires_at timestamptz not null,
  -- Idempotency key of the event that wrote it, and what was written.
  key text not null unique,
  request_hash text not null,
  -- Wallet to escrow.
  transfer bigint not null unique,
  -- The event whose papers are good: printed anew, what was printed before is void.
  paper_key text not null,
  state text not null default 'open' check (state in ('open', 'cashed', 'stopped', 'expired')),
  -- Out of escrow: to whoever cashed it, or back.
  end_transfer bigint unique,
  casher bigint references person,
  -- The event by which it was cashed or stopped; null where time ended it.
  ended_key text unique,
  created_at timestamptz not null,
  ended_at timestamptz,
  check (expires_at > created_at),
  check ((state = 'open') = (ended_at is null) and (state = 'open') = (end_transfer is null)),
  check ((state = 'cashed') = (casher is not null)),
  check ((state in ('cashed', 'stopped')) = (ended_key is not null))
);

create index cheque_due on cheque (expires_at) where state = 'open';
create index cheque_writer on cheque (writer, id desc);

-- What was written stays, and what has ended has ended: only an open cheque changes.
create trigger cheque_immutable
before update of id, reference, writer, payee, asset, amount, memo, last_day, expires_at, key, request_hash, transfer, created_at
  or delete or truncate on cheque
for each statement execute function refuse_change();
alter table cheque enable always trigger cheque_immutable;

create trigger cheque_ends_once before update on cheque
for each row when (old.state <> 'open') execute function refuse_change();
alter table cheque enable always trigger cheque_ends_once;

-- A paper that was made of a cheque, by what its secret hashes to (SHA-256: the secret has 140 random bits, so there is nothing to guess that a
-- slower hash would protect). The secret is on the paper alone.
create table cheque_paper (
  id bigint generated always as identity primary key,
  cheque bigint not null references cheque,
  -- The event that it was made for. One that is handled twice may make two, and either may be the one that was seen.
  key text not null,
  secret_hash text not null unique,
  created_at timestamptz not null
);

create index cheque_paper_of on cheque_paper (cheque, key);

create trigger cheque_paper_immutable before update or delete or truncate on cheque_paper
for each statement execute function refuse_change();
alter table cheque_paper enable always trigger cheque_paper_immutable;

-- Wrong secrets: they count for a while, against whoever tried and against what they tried at.
create table cheque_try (
  id bigint generated always as identity primary key,
  person bigint not null references person,
  reference text not null,
  -- Idempotency key of the event: the same one is one try.
  key text not null unique,
  created_at timestamptz not null
);

create index cheque_try_person on cheque_try (person, created_at);
create index cheque_try_reference on cheque_try (reference, created_at);
