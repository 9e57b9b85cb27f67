-- The lots of an account are the units that it had after the last entry that was read into them.
-- Range: holding, $1 < id ≤ $2
select format('account %s: %s units in lots, and %s after entry %s', h.account, coalesce(l.units, 0), coalesce(e.balance, 0), h.version) as detail
from holding h
left join entry e on e.account_id = h.account and e.version = h.version
left join (select account, sum(units_left) as units from lot where account > $1 and account <= $2 group by account) l on l.account = h.account
where h.account > $1 and h.account <= $2 and coalesce(l.units, 0) <> coalesce(e.balance, 0)
order by h.account;
