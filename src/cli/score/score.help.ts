export function scoreHelp(): string {
  return `Usage: tabserve score FILE|- [FLAGS]

Answers every row of a table (- is standard input) and writes the table again with its answers: with a
model folder of this machine (MODEL_DIR), where no server is needed and nothing is stored, or on a
server with --url, which stores what it answers.

  --model NAME[/V]     which model; not needed where there is one name. Without V its highest version
  --out FILE           where to write; the file appears as a whole, once all is answered, or not at all.
                       Without it the answers go to standard output as they come
  --format F           csv, ndjson, json or parquet; without it the end of FILE says it (.csv .ndjson
                       .jsonl .json .parquet), else csv
  --on-error reject    one bad row and nothing is answered (this is the default)
  --on-error skip      the good rows are answered, and the bad ones told
  --error-limit N      how many faults are told, 0 to 100,000; without it 10

On a server:
  --url SERVER         its address, as https://tabserve.example.com
  --key-file FILE      whose first line is a key or a token for it

How a table is to be read, where that cannot be found:
  --delimiter C        , ; | or tab                 --decimal C        . or ,
  --encoding E         utf-8 utf-16 windows-1252    --thousands C      , . space or '
  --columns JSON       {"feature": "header"}, or ["header", …] for a table without a header
  --sheet NAME         of a spreadsheet

On standard error: how far it is, where that is a terminal; faults; and in the end a line that counts.

Exit codes: 0 when every row was answered, 1 when rows had faults (with --on-error skip as well, where the
others are answered all the same) or it failed, 2 when it was not called as it wants to be.
`;
}
