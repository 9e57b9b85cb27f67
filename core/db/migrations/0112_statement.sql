-- Monthly statements: which time a person's month was, so that it is that for ever, wherever they live by then.

create table statement (
  id bigint generated always as identity primary key,
  reference text not null unique check (reference ~ '^stm_[0-9A-Z]{10}$'),
  person bigint not null references person,
  -- Its first day.
  month date not null check (extract(day from month) = 1),
  -- IANA name. Null: they never said, and the month is UTC's.
  zone text,
  begins_at timestamptz not null,
  -- Exclusive.
  ends_at timestamptz not null check (ends_at > begins_at),
  made_at timestamptz not null,
  unique (person, month)
);

-- Which months are dealt with: told, or nothing to tell of. Once for each, by whichever worker comes first.
create table statement_told (
  person bigint not null references person,
  month date not null,
  told_at timestamptz not null,
  primary key (person, month)
);

-- To tell what an order paid for.
create index split_act_payment on split_act (payment) where payment is not null;

create trigger statement_immutable before update or delete or truncate on statement
for each statement execute function refuse_change();
create trigger statement_told_immutable before update or delete or truncate on statement_told
for each statement execute function refuse_change();
alter table statement enable always trigger statement_immutable;
alter table statement_told enable always trigger statement_told_immutable;
