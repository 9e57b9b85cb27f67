-- A person's accounts, and those of whoever was joined to them, as they were at the beginning and the end of a time: their versions and
-- balances before its first entry and after its last.
-- $1 person, $2 begin, $3 end (exclusive; the last moment before it counts)
select
  a.id, a.asset, a.purpose, owner.id <> $1::bigint as joined, a.held,
  at.opening_version, at.closing_version,
  coalesce((select balance from statement_line where account_id = a.id and version = at.opening_version), 0) as opening,
  coalesce((select balance from statement_line where account_id = a.id and version = at.closing_version), 0) as closing
from person owner
join account_balance a on a.owner = owner.public_id
cross join lateral (
  select
    ledger_version_at(a.id, $2::timestamptz - interval '1 microsecond') as opening_version,
    ledger_version_at(a.id, $3::timestamptz - interval '1 microsecond') as closing_version
) at
where owner.id = $1 or owner.merged_into = $1
order by owner.id <> $1::bigint, owner.id, a.asset, a.purpose, a.id
