-- Drops of which nothing is left are over. Returns whose cards say so now.
-- $1 drops, $2 now
update money_drop d set state = 'emptied', ended_at = $2
where d.id = any($1::bigint[]) and d.state = 'open'
  and not exists (select from drop_share s where s.money_drop = d.id and s.person is null)
