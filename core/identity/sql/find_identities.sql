-- People by their identities, with what decides whether a contact has anything to change or to bring. Every event asks this:
-- the arrays make each `exists` a look into a small index, whatever the planner thinks of the tables' sizes.
-- $1 platforms, $2 tenants, $3 user ids. Returns what is known, with its number in these lists, from 1.
select
  asked.number::int,
  i.id as identity,
  i.display_name,
  i.handle,
  i.locale as told_locale,
  p.language,
  i.time_zone,
  (select z.zone from person_zone z where z.person = i.person) as zone,
  i.reachable,
  i.seen_at,
  i.account_since,
  v.id,
  v.public_id,
  v.name,
  v.identities,
  v.frozen,
  v.met,
  exists (
    select from payment p
    where p.state = 'claimable'
      and p.payee = any(array(
        select i.person union all select id from person where merged_into = i.person
      ))
  ) or exists (
    select from tip t
    where t.state = 'claimable'
      and t.author = any(array(
        select i.person union all select id from person where merged_into = i.person
      ))
  ) as waiting,
  exists (
    select from delivery d
    where d.state = 'unreachable'
      and d.person_key = any(array(
        select platform || ':' || tenant || ':' || user_id from identity where person = i.person
      ))
  ) as missed
from unnest($1::text[], $2::text[], $3::text[]) with ordinality as asked (platform, tenant, user_id, number)
join identity i on i.platform = asked.platform and i.tenant = asked.tenant and i.user_id = asked.user_id
join person_view v on v.id = i.person
join person p on p.id = i.person
