-- What counts for nobody any more.
-- $1 the moment
delete from pin_spending where at <= $1
