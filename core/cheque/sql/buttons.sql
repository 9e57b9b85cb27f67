-- The buttons of cheques.
-- $1 cheques
select subject, kind, key from intent where subject = any($1::bigint[]) and kind in ('cheque_stop', 'cheque_print')
