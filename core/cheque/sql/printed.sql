-- Whether an event has made a paper of a cheque.
-- $1 cheque, $2 key of the event
select id from cheque_paper where cheque = $1 and key = $2 limit 1
