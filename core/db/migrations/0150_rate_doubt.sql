-- What a source of exchange rates says and nobody can believe: of which rates they jumped. Operators are told of it once.

create table rate_doubt (
  -- The rates that they were held against: those that are kept.
  rate_set bigint primary key references rate_set,
  -- The first currency that jumped, and how much of it one euro was said to be.
  asset text not null,
  per_euro numeric not null check (per_euro > 0),
  -- The day that they were said to be of.
  date date not null,
  seen_at timestamptz not null
);

create trigger rate_doubt_immutable before update or delete or truncate on rate_doubt
for each statement execute function refuse_change();
alter table rate_doubt enable always trigger rate_doubt_immutable;
