-- The newest events that a message is, answers, or was the place of: presses of its buttons, reactions to it, menus on it. There is no index for
-- this: it reads the whole inbox, which is a week.
-- $1 platform, $2 channel, $3 message, $4 the platform's own ids of events, which end their dedupe keys (a message's id alone may be another's
-- in another channel)
select platform, dedupe_key
from inbox
where platform = $1 and (
  event -> 'message' ->> 'channel' = $2 and event -> 'message' ->> 'message' = $3
  or event -> 'target' -> 'message' ->> 'channel' = $2 and event -> 'target' -> 'message' ->> 'message' = $3
  or dedupe_key = $3
  or exists (select from unnest($4::text[]) as own (id) where dedupe_key = own.id or right(dedupe_key, length(own.id) + 1) = ':' || own.id)
)
order by id desc
limit 50
