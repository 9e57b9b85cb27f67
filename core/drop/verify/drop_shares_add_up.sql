-- The shares of a drop are as many as it says and add up to its total; what was taken and what went back do, too, once it is over.
-- Range: money_drop, $1 < id ≤ $2
with share as (
  select money_drop, count(*) as shares, sum(amount) as total, coalesce(sum(amount) filter (where person is null), 0) as untaken
  from drop_share where money_drop > $1 and money_drop <= $2 group by money_drop
)
select case
    when s.total is distinct from d.total or s.shares is distinct from d.shares
      then format('%s is %s in %s shares, and its shares are %s in %s', d.reference, d.total, d.shares, coalesce(s.total, 0), coalesce(s.shares, 0))
    else format('%s is %s with %s untaken and %s returned', d.reference, d.state, s.untaken, coalesce(d.returned, 0))
  end as detail
from money_drop d
left join share s on s.money_drop = d.id
where d.id > $1 and d.id <= $2
  and (s.total is distinct from d.total or s.shares is distinct from d.shares
    or d.state <> 'open' and s.untaken is distinct from coalesce(d.returned, 0));
