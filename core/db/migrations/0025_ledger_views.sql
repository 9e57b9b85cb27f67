-- The ledger as everybody else reads it: capabilities join these views, never its tables.

create view account_balance as
select
  id, owner, asset, purpose, floor, frozen, closed, version,
  credits_posted - debits_posted as balance,
  debits_pending as held,
  credits_pending as incoming,
  credits_posted - debits_posted - debits_pending as available
from account;
comment on view account_balance is 'Accounts as people understand them';
comment on column account_balance.held is 'Reserved by open holds, going out';
comment on column account_balance.incoming is 'What open holds will bring in, which cannot be spent yet';
comment on column account_balance.available is 'balance − held';

create view statement_line as
select e.account_id, e.version, e.transfer_id as transfer, t.verb, t.code, e.amount, e.balance, t.event_at, t.created_at, t.reverses
from entry e
join transfer t on t.id = e.transfer_id;
comment on view statement_line is
  'Entries of accounts with what they were for. By account and version: a page is `where account_id = … and version < … order by version desc limit …`';
comment on column statement_line.amount is 'Signed: what it added to the balance, which is the one after it';
