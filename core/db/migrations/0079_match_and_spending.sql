-- What somebody with a PIN has spent without it: together it may be no more than one payment may be. Rows are kept while they count.
create table pin_spending (
  person bigint not null references person,
  -- Idempotency key of the event that spent it.
  key text not null,
  asset text not null,
  amount numeric(38, 0) not null check (amount > 0),
  at timestamptz not null,
  primary key (person, key)
);
create index pin_spending_at on pin_spending (at);

-- Who brought a name to a tab, by the first import that had it.
alter table tab_member add column named_by bigint references person;
update tab_member m set named_by = (
  select c.person from tab_change c
  where c.tab = m.tab and c.kind = 'imported'
  order by exists (select from tab_entry e join tab_leg l on l.entry = e.id where e.change = c.id and l.member = m.id) desc, c.id
  limit 1
)
where name is not null;
alter table tab_member add constraint tab_member_named_by_check check (name is null or named_by is not null);

-- That a name of an import is somebody, as it was said. Whoever brought the name decides, and only then is it theirs.
create table tab_match (
  id bigint generated always as identity primary key,
  reference text not null unique check (reference like 'tab\_%'),
  member bigint not null references tab_member,
  person bigint not null references person,
  said_by bigint not null references person,
  -- Idempotency key of the event that said it.
  key text not null unique,
  -- The card that asks; null where whoever said it has decided it, too.
  delivery bigint,
  state text not null check (state in ('asked', 'confirmed', 'declined')),
  decided_by bigint references person,
  decided_key text,
  created_at timestamptz not null,
  decided_at timestamptz,
  check ((state = 'asked') = (decided_by is null) and (state = 'asked') = (decided_key is null) and (state = 'asked') = (decided_at is null))
);
create unique index tab_match_asked on tab_match (member, person) where state = 'asked';
create unique index tab_match_confirmed on tab_match (member) where state = 'confirmed';
create index tab_match_member on tab_match (member);

-- Names that were somebody before anybody was asked.
insert into tab_match (reference, member, person, said_by, key, state, decided_by, decided_key, created_at, decided_at)
select 'tab_' || upper(substr(md5('match ' || id), 1, 10)), id, person, named_by, 'before:' || id, 'confirmed', named_by, 'before:' || id, now(), now()
from tab_member where name is not null and person is not null;

create trigger tab_match_immutable before update of id, reference, member, person, said_by, key, delivery, created_at or delete or truncate on tab_match
for each statement execute function refuse_change();
alter table tab_match enable always trigger tab_match_immutable;
