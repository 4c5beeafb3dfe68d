# SPDX-License-Identifier: GPL-2.0-or-later
# Completion for bash.

_piperoll_options() {
	local run='--pages --password-file --jobs -j --files0-from --timeout --max-memory'
	local say='--quiet -q --verbose -v --help -h'

	case $1 in
	extract) echo "--output -o --format -f --raw --check --fail-on --waivers --rules --corrections --form --forms-dir $run $say" ;;
	tables) echo "--output -o --format -f --region --columns $run $say" ;;
	load) echo "--into --manifest --summary --retry-failed --check --waivers --rules --bom --form --forms-dir $run $say" ;;
	check) echo "--output -o --format -f --form --forms-dir --fail-on --waivers --rules --no-builtin --phase --apart --portable --lang $run $say" ;;
	forms) echo "--output -o --format -f --explain --forms-dir $run $say" ;;
	draft) echo "--output -o --title $run $say" ;;
	schema) echo "--output -o --format -f --raw --dialect --forms-dir $say" ;;
	view) echo "--output -o --format -f --waivers --rules --form --forms-dir $run $say" ;;
	show) echo "--stage -s --output -o --form --forms-dir --pages --password-file --timeout --max-memory $say" ;;
	explain) echo "--output -o $say" ;;
	esac
}

_piperoll_formats() {
	case $1 in
	extract) echo 'xml json' ;;
	tables) echo 'json csv html xml xlsx' ;;
	view) echo 'html' ;;
	check) echo 'text xml jsonl csv sarif junit svrl' ;;
	forms) echo 'text json' ;;
	schema) echo 'xsd ddl json-schema md' ;;
	esac
}

_piperoll() {
	local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} verb=${COMP_WORDS[1]}

	# Bash parts --format=json into three words.
	if [[ $word == '=' ]]; then
		word=
	elif [[ $previous == '=' ]]; then
		previous=${COMP_WORDS[COMP_CWORD - 2]}
	fi
	COMPREPLY=()
	if ((COMP_CWORD == 1)); then
		mapfile -t COMPREPLY < <(compgen -W 'extract tables check load view forms draft schema show explain --help --version' -- "$word")
		return
	fi
	case $previous in
	-f | --format) mapfile -t COMPREPLY < <(compgen -W "$(_piperoll_formats "$verb")" -- "$word") ;;
	-s | --stage) mapfile -t COMPREPLY < <(compgen -W 'runs rulings page lines tables clean record' -- "$word") ;;
	--form) mapfile -t COMPREPLY < <(compgen -f -W "$(piperoll forms 2>/dev/null | cut -f1)" -- "$word") ;;
	--dialect) mapfile -t COMPREPLY < <(compgen -W 'sqlite postgresql' -- "$word") ;;
	--fail-on) mapfile -t COMPREPLY < <(compgen -W 'error warning note never' -- "$word") ;;
	--lang) mapfile -t COMPREPLY < <(compgen -W 'zh en' -- "$word") ;;
	--forms-dir) mapfile -t COMPREPLY < <(compgen -d -- "$word") ;;
	--into) mapfile -t COMPREPLY < <(compgen -W 'sqlite: postgresql:// csv: xml: jsonl:' -- "$word") ;;
	-o | --output | --manifest | --summary | --password-file | --files0-from | --waivers | --rules | --corrections) mapfile -t COMPREPLY < <(compgen -f -- "$word") ;;
	-j | --jobs | --timeout | --max-memory | --pages | --phase | --title | --region | --columns) ;;
	*)
		if [[ $word == -* ]]; then
			mapfile -t COMPREPLY < <(compgen -W "$(_piperoll_options "$verb")" -- "$word")
		elif [[ $verb == schema ]]; then
			mapfile -t COMPREPLY < <(compgen -f -W "$(piperoll forms 2>/dev/null | cut -f1)" -- "$word")
		elif [[ $verb == explain ]]; then
			mapfile -t COMPREPLY < <(compgen -W "$(piperoll explain 2>/dev/null | cut -f1)" -- "$word")
		else
			mapfile -t COMPREPLY < <(compgen -f -- "$word")
		fi
		;;
	esac
}

complete -o filenames -o bashdefault -F _piperoll piperoll
