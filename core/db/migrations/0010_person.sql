-- People, and who they are in the chats. One person, one balance, however many chats.

create table person (
  id bigint generated always as identity primary key,
  public_id text not null unique check (public_id like 'prs\_%'),
  -- First contact. Null: somebody named them as a payee, and they have never spoken to us.
  met_at timestamptz,
  frozen_at timestamptz,
  -- The person that this one turned out to be. Never a chain: the survivor's own is null.
  merged_into bigint references person check (merged_into <> id),
  created_at timestamptz not null
);

create index person_merged_into on person (merged_into) where merged_into is not null;

create table identity (
  id bigint generated always as identity primary key,
  platform text not null,
  -- Slack team; empty where user ids are global.
  tenant text not null,
  -- The platform's stable id; or, for a Telegram name that nobody has borne yet, `@name`.
  user_id text not null,
  person bigint not null references person,
  -- For people to read, never an identity.
  display_name text not null,
  -- Lower case, without @. The newest bearer has it.
  handle text,
  -- BCP 47, from the platform; null when it never told.
  locale text,
  -- Whether a direct message reaches them, as far as we know.
  reachable boolean not null,
  -- Last contact, to the minute. Null: only named by others so far.
  seen_at timestamptz,
  created_at timestamptz not null,
  unique (platform, tenant, user_id)
);

create unique index identity_handle on identity (platform, tenant, handle) where handle is not null;
create index identity_person on identity (person);

-- A person as others may see them: named as in the chat where they were last active, their identities in that order.
create view person_view as
select
  p.id,
  p.public_id,
  p.frozen_at is not null as frozen,
  p.met_at is not null as met,
  coalesce(face.name, p.public_id) as name,
  coalesce(face.identities, '[]'::jsonb) as identities
from person p
left join lateral (
  select
    (array_agg(i.display_name order by i.seen_at desc nulls last, i.id))[1] as name,
    jsonb_agg(
      jsonb_build_object('platform', i.platform, 'tenant', i.tenant, 'user', i.user_id)
      order by i.seen_at desc nulls last, i.id
    ) as identities
  from identity i
  where i.person = p.id
) face on true;

-- The one live code of a person who wants to join two chats. Only its hash: whoever reads the table cannot link.
create table link_code (
  person bigint primary key references person,
  code_hash text not null unique,
  expires_at timestamptz not null,
  created_at timestamptz not null
);

-- Wrong codes of one identity within the running hour.
create table link_try (
  identity bigint primary key references identity on delete cascade,
  wrong integer not null,
  since timestamptz not null
);

-- Who was joined to whom, by which event.
create table person_link (
  key text primary key,
  survivor bigint not null references person,
  merged bigint not null unique references person,
  created_at timestamptz not null
);
