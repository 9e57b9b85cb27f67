-- Somebody by their identity, with what decides whether a contact has anything to change or to bring.
-- $1 platform, $2 tenant, $3 user id
select
  i.id as identity,
  i.display_name,
  i.handle,
  i.locale,
  i.reachable,
  i.seen_at,
  v.id,
  v.public_id,
  v.name,
  v.identities,
  v.frozen,
  v.met,
  exists (
    select from payment p
    where p.state = 'claimable'
      and p.payee in (select id from person where id = i.person or merged_into = i.person)
  ) as waiting,
  exists (
    select from delivery d
    where d.state = 'unreachable'
      and d.person_key in (
        select platform || ':' || tenant || ':' || user_id from identity where person = i.person
      )
  ) as missed
from identity i
join person_view v on v.id = i.person
where i.platform = $1 and i.tenant = $2 and i.user_id = $3
