#!/usr/bin/env bash
# Runs the commands of README.md and docs/quickstart.md that need nothing but this repository, and
# looks for what each is to print. Takes some minutes; the rest of them a test reads
# (DocumentedCommandsTest). docs/check-commands.sh [--rest] [FOLDER], which takes what is written;
# with --rest without the commands that .ci/run types itself.
set -uo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
rest=false
if [ "${1:-}" = --rest ]; then
  rest=true
  shift
fi
folder=${1:-$(mktemp -d)}
mkdir -p "$folder" || exit 1
recording=recordings/taskmanager-killed
export SIMBA_LOG_DIR=$folder/logs
failed=0

# check SECONDS EXPECTED COMMAND…: what the command prints contains the extended regular expression
check() {
  local seconds=$1 expected=$2 started=$SECONDS
  shift 2
  timeout --signal=INT "$seconds" "$@" >"$folder/out" 2>&1 </dev/null
  local code=$?
  if [ "$code" -eq 124 ] && [ "$expected" = "${expected#until-told:}" ]; then
    echo "FAILED  $* (not done after $seconds s)"
  elif [ "$code" -ne 0 ] && [ "$code" -ne 124 ] && [ "$code" -ne 130 ]; then
    echo "FAILED  $* (exit code $code)"
  elif ! grep -qE -- "${expected#until-told:}" "$folder/out"; then
    echo "FAILED  $* (no '${expected#until-told:}')"
  else
    echo "ok      $* ($((SECONDS - started)) s)"
    return
  fi
  tail -n 15 "$folder/out" | sed 's/^/        /'
  failed=1
}

# with --rest a part: .ci/run reads the whole file, and the recording
"$rest" && lines=300 || lines=100000
head -n "$lines" "$recording/flink-taskmanager-1.log" >"$folder/app.log"
cat >"$folder/job.yaml" <<'YAML'
simba:
  kafka.bootstrap-servers: localhost:1
  input.topics: [app-logs]
YAML

if ! "$rest"; then
  check 300 'summaries +[0-9]+' ./simba demo --once
  check 60 'until-told:Live page: http://127.0.0.1' ./simba demo
  check 120 '"highlights":' ./simba score --summary 10 "$folder/app.log"
  check 60 '"kept":' ./simba trace --keep 0.25 --text 'disk full'
  check 60 '350,?208' ./simba model models/simba-logs
  check 300 'RemoteTransportException' ./simba demo --once --input "$recording"
fi
check 300 'summaries +[0-9]+' bash -c "cat '$folder/app.log' | ./simba demo --once --input -"
check 120 '"score":' ./simba score "$folder/app.log"
if command -v jq >/dev/null; then
  check 120 '^\[[0-9]+,' bash -c "./simba score '$folder/app.log' | jq -c 'select(.score >= 4) | [.line, .text]'"
fi
check 60 'patterns [0-9,]+ are new' ./simba compare "$recording/flink-taskmanager-1.log" "$recording/flink-taskmanager-2.log"
check 120 'records' ./simba drops "$folder/app.log"
check 60 'simba.chunk.tokens' ./simba run --help
check 60 'taskmanager-killed' ./simba record --list
for command in dashboard replay state 'state compare' 'state export' 'state import' evaluate bench record generate compare drops teach 'teach mute' alerts; do
  # shellcheck disable=SC2086 # two words are two arguments
  check 60 'Usage: simba' ./simba $command --help
done

# without a broker these end at once and say what is missing
for command in run 'replay --dry-run'; do
  # shellcheck disable=SC2086
  timeout 120 ./simba $command --config "$folder/job.yaml" >"$folder/out" 2>&1
  if grep -q 'localhost:1' "$folder/out"; then
    echo "ok      ./simba $command, without a broker"
  else
    echo "FAILED  ./simba $command does not name the broker that is not there"
    tail -n 15 "$folder/out" | sed 's/^/        /'
    failed=1
  fi
done
exit "$failed"
