# SPDX-License-Identifier: GPL-2.0-or-later
# Completion for fish.

function __piperoll_verb
    __fish_seen_subcommand_from $argv
end

complete -c piperoll -n __fish_use_subcommand -x -a extract -d 'Find the forms and tables of PDFs, write validated XML'
complete -c piperoll -n __fish_use_subcommand -x -a tables -d 'Write every table of PDFs'
complete -c piperoll -n __fish_use_subcommand -x -a load -d 'Load an archive of PDFs into a database'
complete -c piperoll -n __fish_use_subcommand -x -a forms -d 'List the known form definitions'
complete -c piperoll -n __fish_use_subcommand -x -a schema -d 'Write what is derived from a form: schemas, tables, a page'
complete -c piperoll -n __fish_use_subcommand -x -a show -d 'Print the data of a document after a stage'
complete -c piperoll -n __fish_use_subcommand -x -a explain -d 'Explain the tag of an issue'
complete -c piperoll -n __fish_use_subcommand -l version -d 'Show versions'

complete -c piperoll -s h -l help -d 'Show help'
complete -c piperoll -n '__piperoll_verb extract tables load forms schema show explain' -s q -l quiet -d 'Say nothing but errors'
complete -c piperoll -n '__piperoll_verb extract tables load forms schema show explain' -s v -l verbose -d 'Say more'
complete -c piperoll -n '__piperoll_verb extract tables forms schema show explain' -s o -l output -r -d 'Where to write'
complete -c piperoll -n '__piperoll_verb extract' -s f -l format -x -a 'xml json' -d 'Format'
complete -c piperoll -n '__piperoll_verb tables' -s f -l format -x -a 'json csv html xml xlsx' -d 'Format'
complete -c piperoll -n '__piperoll_verb forms' -s f -l format -x -a 'text json' -d 'Format'
complete -c piperoll -n '__piperoll_verb schema' -s f -l format -x -a 'xsd ddl json-schema md' -d 'Format'
complete -c piperoll -n '__piperoll_verb tables' -l region -x -d 'Here is one table: PAGE:x0,y0,x1,y1'
complete -c piperoll -n '__piperoll_verb tables' -l columns -x -d 'Cut unruled tables here: x1,x2,…'
complete -c piperoll -n '__piperoll_verb extract schema' -l raw -d 'JSON: printed values alone'
complete -c piperoll -n '__piperoll_verb extract load show' -l form -r -a '(piperoll forms 2>/dev/null | cut -f1)' -d 'Look for this form only'
complete -c piperoll -n '__piperoll_verb extract load forms schema show' -l forms-dir -r -d 'Folder of your own form definitions'
complete -c piperoll -n '__piperoll_verb schema' -l dialect -x -a 'sqlite postgresql' -d 'Of which database'
complete -c piperoll -n '__piperoll_verb extract tables load show' -l pages -x -d 'Read these pages only, like 1-3,7'
complete -c piperoll -n '__piperoll_verb extract tables load show' -l password-file -r -d 'Passwords to try, a line each'
complete -c piperoll -n '__piperoll_verb extract tables load show' -l timeout -x -d 'Seconds a document may take'
complete -c piperoll -n '__piperoll_verb extract tables load show' -l max-memory -x -d 'MiB a document may take'
complete -c piperoll -n '__piperoll_verb extract tables load' -s j -l jobs -x -d 'Documents read at once'
complete -c piperoll -n '__piperoll_verb extract tables load' -l files0-from -r -d 'File of names, each ended by NUL'
complete -c piperoll -n '__piperoll_verb show' -s s -l stage -x -a 'runs rulings page lines tables clean record' -d 'What to print'
complete -c piperoll -n '__piperoll_verb schema' -x -a '(piperoll forms 2>/dev/null | cut -f1)'
complete -c piperoll -n '__piperoll_verb explain' -x -a '(piperoll explain 2>/dev/null | cut -f1)'
complete -c piperoll -n '__piperoll_verb load' -l into -x -a 'sqlite: postgresql:// csv: jsonl:' -d 'The warehouse'
complete -c piperoll -n '__piperoll_verb load' -l manifest -r -d 'A line of JSON for each input'
complete -c piperoll -n '__piperoll_verb load' -l summary -r -d 'What came of it all, as JSON'
complete -c piperoll -n '__piperoll_verb load' -l retry-failed -d 'Try again what was unreadable'
