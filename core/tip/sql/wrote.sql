-- Keeps who wrote messages, in communities where a reaction may be worth something.
-- $1 places, and of each: $2 community, $3 author, $4 name, $5 whether it is a bot; $6 now
insert into message_author (place, author, name, is_bot, seen_at)
select place, author, name, is_bot, $6
from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::boolean[]) as w (place, community, author, name, is_bot)
where exists (select from tip_emoji e where e.community = w.community)
order by place
on conflict (place) do nothing
