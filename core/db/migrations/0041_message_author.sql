-- Who wrote a message, for platforms whose reactions do not say: kept for a while, and only where reactions may be worth something.

create table message_author (
  -- `platform:tenant:channel:message`
  place text primary key,
  author text not null,
  name text not null,
  is_bot boolean not null,
  seen_at timestamptz not null
);
-- Rows come in the order of time, so that a summary of each block is enough to find the old ones.
create index message_author_seen_at on message_author using brin (seen_at) with (pages_per_range = 32, autosummarize = on);
