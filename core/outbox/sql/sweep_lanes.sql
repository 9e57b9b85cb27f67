-- Nudges for lanes whose deliveries have been due for longer than $1 ms with no process on them, at most one per lane in that time.
-- $1 ms
with stale as (
  select distinct d.lane
  from delivery d
  where d.state = 'due'
    and greatest(d.not_before, d.lease_until) <= clock_timestamp() - $1::int * interval '1 ms'
    and not exists (select from outbox o where o.published_at is null and o.lane = d.lane)
    and not exists (
      select from lane l
      where (l.lane = d.lane and (l.lease_until > clock_timestamp() or l.nudged_at > clock_timestamp() - $1::int * interval '1 ms'))
         or (l.lane in (d.lane, 'platform:' || d.platform) and l.not_before > clock_timestamp())
    )
), marked as (
  insert into lane (lane, nudged_at) select lane, clock_timestamp() from stale order by lane
  on conflict (lane) do update set nudged_at = excluded.nudged_at
)
insert into outbox (topic, lane) select 'deliver', lane from stale
returning id;
