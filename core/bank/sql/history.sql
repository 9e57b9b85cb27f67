-- By which action of an operator money came in.
-- $1 transfers
select transfer, reference from operator_action where transfer = any($1::bigint[])
