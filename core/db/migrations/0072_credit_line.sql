-- How far somebody's wallet may go below zero: by their tier, or by what an operator granted them. Rows are never edited, the newest
-- counts; the ledger's floors are set by them.

-- What an operator did that concerns no one person, and why.
alter table operator_action alter column person drop not null, add column note text;

create table credit_tier (
  id bigint generated always as identity primary key,
  tier text not null check (tier ~ '^[a-z][a-z0-9_]{0,19}$'),
  asset text not null references asset,
  line numeric(38, 0) not null check (line >= 0),
  -- `platform:tenant:user` of the operator; null for the command line. So in all of these tables.
  operator text,
  -- Idempotency key of the event.
  key text not null unique,
  created_at timestamptz not null,
  -- How far the floors of the wallets that it concerns have been set, by ascending account.
  applied_through bigint not null default 0,
  applied_at timestamptz
);
create index credit_tier_newest on credit_tier (tier, asset, id desc);
create index credit_tier_due on credit_tier (id) where applied_at is null;
comment on table credit_tier is 'The credit line of everybody in a tier; who is in none is in basic';

create table person_tier (
  id bigint generated always as identity primary key,
  person bigint not null references person,
  tier text not null check (tier ~ '^[a-z][a-z0-9_]{0,19}$'),
  operator text,
  key text not null unique,
  created_at timestamptz not null
);
create index person_tier_newest on person_tier (person, id desc);

create table credit_grant (
  id bigint generated always as identity primary key,
  person bigint not null references person,
  asset text not null references asset,
  -- Null: no more, their tier counts again.
  line numeric(38, 0) check (line >= 0),
  reason text,
  operator text,
  key text not null unique,
  created_at timestamptz not null
);
create index credit_grant_newest on credit_grant (person, asset, id desc);

create trigger credit_tier_immutable before update of id, tier, asset, line, operator, key, created_at or delete or truncate on credit_tier
for each statement execute function refuse_change();
create trigger person_tier_immutable before update or delete or truncate on person_tier
for each statement execute function refuse_change();
create trigger credit_grant_immutable before update or delete or truncate on credit_grant
for each statement execute function refuse_change();
alter table credit_tier enable always trigger credit_tier_immutable;
alter table person_tier enable always trigger person_tier_immutable;
alter table credit_grant enable always trigger credit_grant_immutable;

create view credit_line as
select p.id as person, p.public_id as owner, a.code as asset, coalesce(k.tier, 'basic') as tier, g.line as granted,
  coalesce(g.line, t.line, 0) as line
from person p
cross join asset a
left join lateral (select tier from person_tier where person = p.id order by id desc limit 1) k on true
left join lateral (select line from credit_grant where person = p.id and asset = a.code order by id desc limit 1) g on true
left join lateral (
  select line from credit_tier where tier = coalesce(k.tier, 'basic') and asset = a.code order by id desc limit 1
) t on true;
comment on view credit_line is 'By person and asset; what was granted counts before the tier';
