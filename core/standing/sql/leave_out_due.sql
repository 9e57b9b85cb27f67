-- What an order still tries to pay is left out. Returns the messages about it.
-- $1 order, $2 now
update standing_run set state = 'skipped', why = 'order', retry_at = null, ended_at = $2
where standing_order = $1 and state = 'due'
returning delivery
