-- Seals at most $1 journal rows: see core/ledger/functions/ledger_seal.sql.
select number, hash, journals, transfers from ledger_seal($1);
