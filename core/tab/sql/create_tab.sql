-- The tab of a conversation, unless there is one. Returns its id where it was made.
-- $1 platform, $2 tenant, $3 channel, $4 conversation as JSON text, $5 now
insert into tab (platform, tenant, channel, conversation, created_at) values ($1, $2, $3, $4::text::jsonb, $5)
on conflict do nothing
returning id
