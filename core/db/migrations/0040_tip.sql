-- Tips: what reactions are worth, who tips by them, and what was tipped for which message. The money itself is in the ledger.

-- What a reaction with an emoji is worth in a community. Without a row it is worth nothing.
create table tip_emoji (
  -- `platform:tenant:community`
  community text not null,
  -- As core/tip/rules.ts writes it.
  emoji text not null,
  asset text not null,
  amount numeric(38, 0) not null check (amount > 0),
  -- Reactions from before are worth nothing, also those from before it was worth another amount.
  since timestamptz not null,
  primary key (community, emoji)
);

-- What a person has to do with tips: whether they tip by reaction, and when they were told what.
create table tip_person (
  person bigint primary key references person,
  -- Since when their reactions are tips; null: they are not.
  since timestamptz,
  -- When they were told what a reaction does here.
  explained_at timestamptz,
  -- When they were last told why a reaction was no tip.
  refused_at timestamptz,
  -- When they were last told of tips that they had been given.
  told_at timestamptz,
  -- Reference of the first tip in their latest note, the note's message, and when it was written.
  note text,
  note_delivery bigint,
  noted_at timestamptz
);

-- What is tipped: a message, or what a command says of somebody. One tally each.
create table tip_target (
  id bigint generated always as identity primary key,
  reference text not null unique check (reference like 'tal\_%'),
  -- `platform:tenant:channel:message`, or the key of the command.
  place text not null unique,
  author bigint not null references person,
  -- The tally's message. Null until the first tip, and where only the tipper is.
  delivery bigint,
  created_at timestamptz not null
);

create table tip (
  id bigint generated always as identity primary key,
  reference text not null unique check (reference like 'tip\_%'),
  target bigint not null references tip_target,
  tipper bigint not null references person,
  author bigint not null references person,
  -- Null for one that was given by a command or a form.
  emoji text,
  asset text not null,
  amount numeric(38, 0) not null check (amount > 0),
  state text not null check (state in ('held', 'settled', 'claimable', 'returned', 'undone', 'voided')),
  -- The author had never spoken to us: it settles into escrow, to be claimed.
  escrowed boolean not null,
  -- Idempotency key of the event that gave it, and of the one that took it back.
  key text not null unique,
  undo_key text,
  hold bigint not null,
  undo_until timestamptz not null,
  -- The capture: tipper to author, or tipper to escrow.
  transfer bigint,
  claim_until timestamptz,
  -- Out of escrow: to the author or back to the tipper.
  escrow_transfer bigint,
  -- Reference of the first tip in the tipper's note, and the note's message.
  note text not null,
  note_delivery bigint not null,
  made_at timestamptz not null,
  settled_at timestamptz,
  ended_at timestamptz,
  -- When the author was told.
  told_at timestamptz,
  check ((state = 'held') = (transfer is null and ended_at is null)),
  check ((state = 'claimable') <= (escrowed and claim_until is not null and transfer is not null)),
  check ((state = 'settled') <= (transfer is not null and escrowed = (escrow_transfer is not null))),
  check ((state = 'returned') <= (escrow_transfer is not null))
);

-- One per person, message and emoji, whatever becomes of it.
create unique index tip_once on tip (target, emoji, tipper) where emoji is not null;
create index tip_by_tipper on tip (tipper, made_at);
create index tip_by_note on tip (note);
create index tip_held on tip (undo_until) where state = 'held';
create index tip_claimable on tip (author) where state = 'claimable';
create index tip_claim_until on tip (claim_until) where state = 'claimable';
create index tip_untold on tip (author, settled_at) where told_at is null and settled_at is not null;
create unique index tip_transfer on tip (transfer) where transfer is not null;
create unique index tip_escrow_transfer on tip (escrow_transfer) where escrow_transfer is not null;

-- Reactions that were taken off before we had heard of them, or before they were tips: they are none when they are heard of.
create table tip_taken_off (
  place text not null,
  emoji text not null,
  person bigint not null references person,
  at timestamptz not null,
  primary key (place, emoji, person)
);
create index tip_taken_off_at on tip_taken_off (at);

create trigger tip_immutable
before update of id, reference, target, tipper, author, emoji, asset, amount, escrowed, key, hold, undo_until, made_at or delete or truncate on tip
for each statement execute function refuse_change();
alter table tip enable always trigger tip_immutable;
