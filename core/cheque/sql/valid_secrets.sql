-- What the secrets on the good papers of a cheque hash to.
-- $1 cheque
select p.secret_hash from cheque c join cheque_paper p on p.cheque = c.id and p.key = c.paper_key where c.id = $1
