-- Where somebody was told last, for all to see, that they have been answered in their own chat, or cannot be: not again for a while.
create table pointed (
  -- platform:tenant:user, and the conversation's channel there.
  reader text not null,
  channel text not null,
  reachable boolean not null,
  at timestamptz not null,
  primary key (reader, channel)
);
