-- What every transfer pays for without using it. Measured at 250 transfers a call on durable storage.

-- Only reversals reverse something: an entry for each null cost 0.5 µs and 72 bytes of log per transfer.
alter table transfer drop constraint transfer_reverses;
create unique index transfer_reverses on transfer (reverses) where reverses is not null;

-- Nobody looks for open holds by their expiry (payments know their own), and without it the end of a hold touches no index.
drop index hold_open;
alter table hold set (fillfactor = 50);

-- Ids in a row of a large call: out of line rather than compressed each time.
alter table journal alter transfers set storage external;
