-- The hash of seal $1, in hexadecimal digits.
select encode(hash, 'hex') as hash from seal where number = $1;
