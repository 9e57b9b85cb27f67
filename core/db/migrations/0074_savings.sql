-- Savings: money set aside in an account of its own, with a rate of its own, and what it is for.

create table savings_move (
  id bigint generated always as identity primary key,
  reference text not null unique check (reference like 'sav\_%'),
  person bigint not null references person,
  asset text not null references asset,
  direction text not null check (direction in ('save', 'unsave')),
  amount numeric(38, 0) not null check (amount > 0),
  transfer bigint not null unique,
  -- Idempotency key of the event.
  key text not null unique,
  created_at timestamptz not null
);

-- The newest row counts.
create table savings_goal (
  id bigint generated always as identity primary key,
  person bigint not null references person,
  asset text not null references asset,
  -- Null: no goal any more.
  target numeric(38, 0) check (target > 0),
  name text,
  key text not null unique,
  created_at timestamptz not null
);
create index savings_goal_newest on savings_goal (person, asset, id desc);

create trigger savings_move_immutable before update or delete or truncate on savings_move
for each statement execute function refuse_change();
create trigger savings_goal_immutable before update or delete or truncate on savings_goal
for each statement execute function refuse_change();
alter table savings_move enable always trigger savings_move_immutable;
alter table savings_goal enable always trigger savings_goal_immutable;
