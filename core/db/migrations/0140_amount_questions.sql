-- Questions which amount was meant that are open while this version comes are over: until now their buttons acted under a key of their own, and
-- one of them could act now beside what the other one has done.
update intent set expires_at = now()
where kind in ('pay_amount', 'request_amount', 'tip_amount', 'tab_amount', 'split_amount', 'drop_amount', 'cheque_amount')
  and used_key is null and expires_at > now();
