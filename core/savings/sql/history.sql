-- By which act money was set aside or taken back.
-- $1 transfers
select m.transfer, m.reference, g.name as memo
from savings_move m
left join lateral (
  select name from savings_goal where person = m.person and asset = m.asset and created_at <= m.created_at order by id desc limit 1
) g on m.direction = 'save'
where m.transfer = any($1::bigint[])
