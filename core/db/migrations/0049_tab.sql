-- Tabs: what the people of a conversation owe each other, in any number of currencies at once. These are promises and no money: the
-- ledger knows nothing of them until somebody settles up. Their books balance all the same, and nothing in them is ever changed.

create table tab (
  id bigint generated always as identity primary key,
  platform text not null,
  tenant text not null,
  channel text not null,
  conversation jsonb not null,
  created_at timestamptz not null,
  unique (platform, tenant, channel)
);

-- Who is on a tab: a person, or a name that an import brought and that nobody has been found for yet. A name that turns out to be somebody
-- keeps its row, so that a person may have several; so may two who turn out to be one.
create table tab_member (
  id bigint generated always as identity primary key,
  tab bigint not null references tab,
  person bigint references person,
  name text check (name <> ''),
  joined_at timestamptz not null,
  left_at timestamptz,
  check (person is not null or name is not null)
);
create unique index tab_member_person on tab_member (tab, person) where name is null;
create unique index tab_member_name on tab_member (tab, lower(name)) where name is not null;

-- Who did what.
create table tab_change (
  id bigint generated always as identity primary key,
  reference text not null unique check (reference like 'tab\_%'),
  tab bigint not null references tab,
  kind text not null check (kind in ('added', 'edited', 'deleted', 'imported')),
  person bigint not null references person,
  -- Idempotency key of the event that asked for it.
  key text not null unique,
  -- The card in the conversation.
  delivery bigint not null,
  created_at timestamptz not null
);
create index tab_change_tab on tab_change (tab);

-- Settling up: who pays whom how much, as it was proposed at one moment. One round of a tab is open at most.
create table tab_round (
  id bigint generated always as identity primary key,
  reference text not null unique check (reference like 'tab\_%'),
  tab bigint not null references tab,
  person bigint not null references person,
  key text not null unique,
  delivery bigint not null,
  created_at timestamptz not null,
  -- Something has changed since, or a newer round has taken its place.
  closed_at timestamptz
);
create unique index tab_round_open on tab_round (tab) where closed_at is null;

create table tab_due (
  id bigint generated always as identity primary key,
  round bigint not null references tab_round,
  debtor bigint not null references tab_member,
  creditor bigint not null references tab_member,
  asset text not null,
  amount numeric(38, 0) not null check (amount > 0),
  -- The payment that was last ordered for it. What became of that says the view payment_outcome: nothing is told twice.
  payment text,
  check (debtor <> creditor)
);
create index tab_due_round on tab_due (round);
create index tab_due_payment on tab_due (payment) where payment is not null;

-- An expense, or its reversal. `number` is what people call it; what is edited gets the next version of the same.
create table tab_entry (
  id bigint generated always as identity primary key,
  tab bigint not null references tab,
  change bigint not null references tab_change,
  number integer not null check (number > 0),
  version integer not null check (version > 0),
  asset text not null,
  -- Minor units; of a reversal the negative of what it reverses.
  amount numeric(38, 0) not null,
  memo text,
  day date not null,
  reverses bigint unique references tab_entry,
  check (case when reverses is null then amount > 0 else amount < 0 end)
);
create unique index tab_entry_number on tab_entry (tab, number, version) where reverses is null;
create index tab_entry_change on tab_entry (change);

-- What each member paid of an entry, and what each owes of it. Both sides add up to the entry's amount.
create table tab_leg (
  entry bigint not null references tab_entry,
  member bigint not null references tab_member,
  paid numeric(38, 0) not null,
  owed numeric(38, 0) not null,
  primary key (entry, member),
  check (paid <> 0 or owed <> 0)
);
create index tab_leg_member on tab_leg (member);

create trigger tab_change_immutable before update or delete or truncate on tab_change
for each statement execute function refuse_change();
alter table tab_change enable always trigger tab_change_immutable;

create trigger tab_entry_immutable before update or delete or truncate on tab_entry
for each statement execute function refuse_change();
alter table tab_entry enable always trigger tab_entry_immutable;

create trigger tab_leg_immutable before update or delete or truncate on tab_leg
for each statement execute function refuse_change();
alter table tab_leg enable always trigger tab_leg_immutable;

create trigger tab_due_immutable before update of id, round, debtor, creditor, asset, amount or delete or truncate on tab_due
for each statement execute function refuse_change();
alter table tab_due enable always trigger tab_due_immutable;
