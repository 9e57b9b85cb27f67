-- Wrong secrets that count no more.
-- $1 before when
delete from cheque_try where created_at <= $1
