-- Something that these people see on their own pages has changed: those that somebody has open are shown again, once in a while at most.
-- $1 identities as platform:tenant:user, $2 opened since, $3 the ms between two showings
with asked as (
  select split_part(key, ':', 1) as platform, split_part(key, ':', 2) as tenant, split_part(key, ':', 3) as user_id
  from unnest($1::text[]) as key
), everywhere as (
  select distinct own.platform || ':' || own.tenant || ':' || own.user_id as key
  from asked join identity i using (platform, tenant, user_id) join identity own on own.person = i.person
), page as materialized (
  select d.id from everywhere join delivery d on delivery_reference(d.subject) = everywhere.key
  where d.audience = 'home' and (d.subject ->> 'opened_at')::timestamptz > $2::timestamptz
  order by d.id for no key update of d
), revised as (
  update delivery set
    wanted_revision = wanted_revision + 1, state = 'due', attempts = case when state = 'due' then attempts else 0 end,
    due_since = case when state = 'due' then due_since else clock_timestamp() end,
    not_before = case
      when state = 'due' then not_before
      else greatest(clock_timestamp(), updated_at + $3::int * interval '1 ms')
    end,
    updated_at = clock_timestamp()
  where id in (select id from page)
  returning lane
)
insert into outbox (topic, lane) select distinct 'deliver', lane from revised;
