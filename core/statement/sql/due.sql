-- Whom a month has not been told yet, by the newest month that they were told: people who have spoken to us and have moved money, and
-- live where it is over. A page by keyset.
-- $1 month, $2 zones where it is not over yet, $3 zone of whoever said none, $4 person to read on from (exclusive), $5 limit
select p.id as person, z.zone, (select to_char(max(t.month), 'YYYY-MM') from statement_told t where t.person = p.id) as newest_told
from person p
join person_zone z on z.person = p.id
where p.id > $4
  and p.merged_into is null and p.met_at is not null
  and not exists (select from statement_told t where t.person = p.id and t.month >= $1::date)
  and exists (select from account_balance a where a.owner = p.public_id and a.version > 0)
  and coalesce(z.zone, $3) <> all($2::text[])
order by p.id
limit $5
