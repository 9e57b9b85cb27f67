-- The moment of the snapshot, which this statement takes.
select statement_timestamp() as at;
