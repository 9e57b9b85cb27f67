-- A floor may change: somebody's credit line is raised or lowered. Lowered below what is used, it binds what is spent from then on and
-- nothing of before. The account remembers what was available then, so that the table still refuses whatever goes below both.

alter table account add column overdrawn numeric(38, 0);
comment on column account.overdrawn is 'What was available when the floor was last set above it; null: nothing was below its floor then';
alter table account drop constraint account_floor;
alter table account add constraint account_floor
  check (credits_posted - debits_posted - debits_pending >= least(floor, coalesce(overdrawn, floor)));

create table account_floor (
  id            bigint generated always as identity primary key,
  account_id    bigint not null,
  version       bigint not null,
  floor_before  numeric(38, 0) not null,
  floor         numeric(38, 0) not null,
  available     numeric(38, 0) not null,
  created_at    timestamptz not null
);
create index account_floor_account on account_floor (account_id, id);
comment on table account_floor is 'Every change of a floor; an account without a row has had its floor from the beginning';
comment on column account_floor.version is 'The account''s version then: entries up to it were made under the floor before';
comment on column account_floor.available is 'At that moment';

create trigger account_floor_immutable before update or delete or truncate on account_floor
for each statement execute function refuse_change();
alter table account_floor enable always trigger account_floor_immutable;

-- What is recorded comes in the order of time, so that a block range index finds the entries since a moment, and costs a payment nothing
-- that can be measured.
create index transfer_event on transfer using brin (event_at) with (autosummarize = on);
