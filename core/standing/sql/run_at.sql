-- What became of one date of an order; nothing while it is still to come.
-- $1 order, $2 date
select state from standing_run where standing_order = $1 and date = $2
