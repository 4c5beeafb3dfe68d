#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Many documents at once: the same bytes in the same order; a document that crashes, hangs or eats memory fails alone.
. "$PIPEROLL_SOURCE/tests/cli/support.bash"

mkdir in
for number in 1 2 3 4 5 6 7 8 9; do
	pdf pages "in/$number.pdf" "$number"
done
echo words >in/3b.pdf

run tables -j1 in
ends_with 3
cp .out one.json
cp .err one.err
for jobs in 2 3 8 0; do
	run tables --jobs="$jobs" in
	ends_with 3
	claim "-j $jobs gives the same" cmp -s .out one.json
	claim "-j $jobs says the same" cmp -s <(grep -v ' done,' .err) <(grep -v ' done,' one.err)
done
run tables -q -j4 -o out in
for number in 1 2 3 4 5 6 7 8 9; do
	"$PIPEROLL" tables "in/$number.pdf" >single.json
	claim "$number.pdf is the same alone" cmp -s single.json "out/$number.json"
done

children_of() {
	tr -d ' ' <"/proc/$1/task/$1/children"
}
pdf slow slow.pdf
start=$SECONDS
run tables -o limited --timeout 2 -j2 in/1.pdf slow.pdf in/2.pdf
ends_with 3
claim 'the limit holds' test $((SECONDS - start)) -le 6
claim 'the slow one is named' grep -q '^piperoll: slow.pdf: .*2 s' .err
is_there limited/1.json
is_there limited/2.json
is_missing limited/slow.json
leaves_no_litter limited

# The child that reads slow.pdf dies: by crash, by hand.
for signal in SEGV KILL ABRT; do
	# A sanitizer would take the signal for a mistake of the program.
	ASAN_OPTIONS="${ASAN_OPTIONS:-}:handle_segv=0" "$PIPEROLL" tables -o crash.json slow.pdf 2>.err &
	program=$!
	for _ in {1..100}; do
		child=$(children_of $program)
		[ -n "$child" ] && break
		sleep .02
	done
	sleep .1
	kill -s $signal "$child"
	for _ in {1..100}; do
		again=$(children_of $program)
		[ -n "$again" ] && [ "$again" != "$child" ] && break
		sleep .02
	done
	sleep .1
	kill -s $signal "$again"
	wait $program
	status=$?
	ends_with 4
	says 'slow.pdf: page 1: reading it '
	is_missing crash.json
done

# A page in the middle hangs, or kills its reader: the pages before it are kept, and it is said.
pdf half half.pdf
run extract -q -o half.xml --timeout 1 half.pdf
ends_with 0
says 'half.pdf: page 3: ' '1 s' 'only the 2 before'
claim 'the pages before are there' test "$(grep -c '<page page=' half.xml)" -eq 2
claim 'the cut is an issue' grep -q '<issue tag="document-cut" severity="error" page="3">' half.xml

# A sanitizer that looks for leaks at the end has a child, too; that one is not to be killed.
ASAN_OPTIONS="${ASAN_OPTIONS:-}:detect_leaks=0" "$PIPEROLL" tables -q -o half.json half.pdf 2>.err &
program=$!
killed=0
while kill -0 $program 2>/dev/null; do
	child=$(children_of $program 2>/dev/null)
	sleep .5
	# The last attempt is over by then.
	[ -n "$child" ] && [ "$(children_of $program 2>/dev/null)" = "$child" ] && kill -KILL "$child" && killed=$((killed + 1))
done
wait $program
status=$?
ends_with 0
claim 'it was tried twice' test $killed -eq 2
says 'half.pdf: page 3: ' 'signal 9' 'only the 2 before'
claim 'tables of two pages' test "$(grep -c '"title": "Budget sheet' half.json)" -eq 2
leaves_no_litter .

# One that failed among others is tried again alone, and the others are not kept from their end.
run tables -q -o again --timeout 1 -j3 slow.pdf in/1.pdf half.pdf in/2.pdf
ends_with 3
is_there again/1.json
is_there again/2.json
is_there again/half.json
is_missing again/slow.json
claim 'both are named' test "$(grep -c ': page [13]: took' .err)" -eq 2

# Many documents are read by copies of a process that is warm. Without it they are read all the same, and a worker that crashes
# takes nobody along. The first child is the nursery, where there is one.
mkdir warm
cp in/?.pdf warm
cp slow.pdf warm/0.pdf
sanitized=$("$PIPEROLL" --version -v | grep -c AddressSanitizer)
for victim in nursery worker; do
	rm -rf out
	"$PIPEROLL" tables -q -o out --timeout 4 -j2 warm 2>.err &
	program=$!
	for _ in {1..200}; do
		[ -e out/9.json ] && break
		sleep .02
	done
	children=$(tr ' ' '\n' <"/proc/$program/task/$program/children" | grep .)
	claim "a nursery and the slow one's worker" test "$(wc -l <<<"$children")" -eq $((2 - sanitized))
	if [ $victim = nursery ]; then
		kill -KILL "$(head -1 <<<"$children")"
	else
		kill -KILL "$(tail -1 <<<"$children")"
	fi
	wait $program
	status=$?
	ends_with 3
	claim 'only the slow one is named' test "$(grep -c '^piperoll: warm/' .err)" -eq 1
	says 'warm/0.pdf: page 1: '
	for number in 1 2 3 4 5 6 7 8 9; do
		"$PIPEROLL" tables "warm/$number.pdf" >single.json
		claim "$number.pdf is the same alone" cmp -s single.json "out/$number.json"
	done
	leaves_no_litter out
done

# Interrupted: soon, with its own status, with nothing left.
interrupt() {
	rm -rf interrupted
	python3 - "$1" "$PIPEROLL" tables -o interrupted in/1.pdf slow.pdf <<'PYTHON'
import os, signal, subprocess, sys, time
number = getattr(signal, "SIG" + sys.argv[1])
signal.signal(signal.SIGINT, signal.default_int_handler)
program = subprocess.Popen(sys.argv[2:], restore_signals=True)
while not os.path.exists("interrupted/1.json"):
    time.sleep(.02)
time.sleep(.2)
children = open(f"/proc/{program.pid}/task/{program.pid}/children").read().split()
program.send_signal(number)
status = program.wait(20)
left = [child for child in children if subprocess.run(["kill", "-0", child], stderr=subprocess.DEVNULL).returncode == 0]
print("children", len(children), "left", len(left))
sys.exit(status if status >= 0 else 99)
PYTHON
}
interrupt INT >.out 2>.err
status=$?
ends_with 130
prints 'children 1 left 0'
leaves_no_litter interrupted
is_missing interrupted/slow.json
interrupt TERM >.out 2>.err
status=$?
ends_with 143
prints 'children 1 left 0'

# The parent is killed: its child goes with it.
"$PIPEROLL" tables slow.pdf >/dev/null 2>&1 &
program=$!
child=
while [ -z "$child" ]; do
	sleep .1
	child=$(children_of $program)
done
kill -KILL $program
wait $program 2>/dev/null
for _ in {1..100}; do
	kill -0 "$child" 2>/dev/null || break
	sleep .02
done
claim 'no orphan' bash -c "! kill -0 $child 2>/dev/null"
finish
