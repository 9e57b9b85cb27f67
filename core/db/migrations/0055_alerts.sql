-- Where people live by the clock, what they want to be told of, and what waits until it may be told.

-- IANA name. Null: they never said.
alter table person add column time_zone text;
-- As the platform tells it; null where it does not.
alter table identity add column time_zone text;

-- In whose time somebody lives: what they said themselves, or else what the chat tells where they were last active.
create view person_zone as
select
  p.id as person,
  coalesce(
    (
      select one.time_zone from person one
      where one.id = any(array(select p.id union all select merged.id from person merged where merged.merged_into = p.id))
        and one.time_zone is not null
      order by one.id = p.id desc, one.id limit 1
    ),
    (
      select i.time_zone from identity i
      where i.person = p.id and i.time_zone is not null
      order by i.seen_at desc nulls last, i.id limit 1
    )
  ) as zone
from person p;

-- What somebody chose. Whoever chose nothing has no row, and the defaults of core/alerts/kinds.ts.
create table alert_settings (
  person bigint primary key references person,
  -- By kind: {"low_balance": {"on": true, "threshold": {"minor": "1000", "asset": "GBP"}, "digest": false}}.
  kinds jsonb not null,
  -- Minutes since midnight, by their own clock. Null: at any hour.
  quiet_from smallint check (quiet_from between 0 and 1439),
  quiet_until smallint check (quiet_until between 0 and 1439),
  digest_at smallint not null check (digest_at between 0 and 1439),
  check ((quiet_from is null) = (quiet_until is null)),
  check (quiet_from <> quiet_until)
);

-- Which events changed somebody's settings.
create table alert_change (
  key text primary key,
  person bigint not null references person,
  change jsonb not null,
  created_at timestamptz not null
);

-- What somebody was told, or is to be told when it may be. What is told at once by a record that ends once needs no row.
create table alert (
  id bigint generated always as identity primary key,
  person bigint not null references person,
  kind text not null check (kind ~ '^[a-z_]{1,40}$'),
  -- Names what it tells of. Null: whoever raised it knows that it is the only one.
  key text,
  -- What it is about, for whoever has to explain it.
  reference text,
  -- Null once it has been told.
  notice jsonb,
  due_at timestamptz not null,
  delivery bigint,
  told_at timestamptz,
  raised_at timestamptz not null,
  unique (person, kind, key),
  check ((notice is null) = (told_at is not null))
);
create index alert_waiting on alert (due_at) where told_at is null;
create index alert_waiting_of on alert (person) where told_at is null;
create index alert_told on alert (told_at) where told_at is not null;
create index alert_reference on alert (reference) where reference is not null;
