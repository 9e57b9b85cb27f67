-- What was before, for tips that are about to be given: the tip that the event, or the same reaction, has made already; when the reaction
-- was taken off; and what the tipper has given lately. Tippers are the persons that they have turned out to be.
-- $1 keys, and of each: $2 places, $3 emoji or null, $4 tippers, $5 assets; $6 now
select
  given.tip, given.reference, given.delivery, given.key, given.author, given.asset, given.amount,
  (
    select max(o.at) from tip_taken_off o
    where o.place = asked.place and o.emoji = asked.emoji and o.person = any(asked.people)
  ) as taken_off_at,
  lately.in_minute, lately.in_day, lately.amount_in_day
from (
  select a.*, array(select a.tipper union all select id from person where merged_into = a.tipper) as people
  from unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::text[]) with ordinality as a (key, place, emoji, tipper, asset, number)
) asked
left join lateral (
  select t.id as tip, t.note as reference, t.note_delivery as delivery, t.key, coalesce(v.merged_into, v.id) as author, t.asset, t.amount
  from (
    select id from tip where key = asked.key
    union all
    (
      select t.id from tip_target m join tip t on t.target = m.id
      where m.place = asked.place and t.emoji = asked.emoji and t.tipper = any(asked.people)
    )
    limit 1
  ) one
  join tip t on t.id = one.id
  join person v on v.id = t.author
) given on true
cross join lateral (
  select
    (count(*) filter (where made_at > $6::timestamptz - interval '1 minute'))::int as in_minute,
    (count(*) filter (where state not in ('undone', 'voided')))::int as in_day,
    coalesce(sum(amount) filter (where t.asset = asked.asset and state not in ('undone', 'voided')), 0) as amount_in_day
  from tip t
  where t.tipper = any(asked.people) and made_at > $6::timestamptz - interval '1 day'
) lately
order by asked.number
