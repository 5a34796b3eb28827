#!/usr/bin/env bash
#
# Records the logs of a small Kafka and Flink system while one of its TaskManagers is killed.
#
#   record.sh OUTPUT_FOLDER
#
# Needs a JDK 17, Maven, 4 GB of memory, and the ports 9092, 9093, 6123 and 8081 free on localhost.
# SECONDS_TOTAL (490) and SECONDS_TO_FAULT (294) can be set to record for a shorter time.

set -euo pipefail

[[ $# -eq 1 ]] || { echo "usage: $0 OUTPUT_FOLDER" >&2; exit 2; }
mkdir -p "$1"
out=$(cd "$1" && pwd)
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
total=${SECONDS_TOTAL:-490}
to_fault=${SECONDS_TO_FAULT:-294}
replacement_after=20
victim=2

# The logs name this folder, so it is the same on every machine.
work=/tmp/cluster
[[ ! -e $work ]] || { echo "$work exists: remove it first" >&2; exit 1; }
for port in 9092 9093 6123 8081; do
  if (exec 3<>"/dev/tcp/localhost/$port") 2>/dev/null; then
    echo "port $port is in use" >&2
    exit 1
  fi
done

java=$(command -v "${JAVA_HOME:+$JAVA_HOME/bin/}java")
declare -A pids=()

stop_all() {
  kill -9 "${pids[@]}" 2>/dev/null || true
  for pid in "${pids[@]}"; do
    while kill -0 "$pid" 2>/dev/null; do sleep 0.1; done
  done
  pids=()
}
trap stop_all EXIT
trap 'exit 1' INT TERM
trap 'echo "failed in line $LINENO; what was logged is in $work/log" >&2' ERR

# Whatever a JVM might log of its surroundings is neutral: no environment, another user name, UTC.
jvm=(
  env -i LANG=C.UTF-8 FLINK_CONF_DIR=conf "$java" -Duser.name=flink -Duser.home=$work
  -Duser.timezone=UTC -Djava.io.tmpdir=$work/tmp
  --add-opens java.base/java.lang=ALL-UNNAMED --add-opens java.base/java.util=ALL-UNNAMED
  -cp 'lib/*'
)

# start NAME LOG_CONFIGURATION ARGUMENTS...: a process of its own that logs to log/NAME.log
start() {
  local name=$1 log4j=$2
  shift 2
  "${jvm[@]}" -Dlog.file="log/$name.log" \
    -Dlog4j2.configurationFile="conf/log4j-$log4j.properties" "$@" >"log/$name.out" 2>&1 &
  pids[$name]=$!
  disown
}

start_taskmanager() {
  # shellcheck disable=SC2086 # the two lines of parameters are meant to be split
  start "flink-taskmanager-$1" flink $taskmanager_jvm \
    org.apache.flink.runtime.taskexecutor.TaskManagerRunner --configDir conf $taskmanager_config \
    -D "taskmanager.resource-id=taskmanager-$1"
}

# await FILE PATTERN: until a line of the log matches
await() {
  for ((i = 0; i < 120; i++)); do
    if grep -qE "$2" "log/$1" 2>/dev/null; then
      return
    fi
    sleep 0.5
  done
  echo "$1 never had '$2'" >&2
  exit 1
}

now() {
  date -u +%Y-%m-%dT%H:%M:%S.%3NZ
}

# at FILE LINE: that line as a JSON object
at() {
  [[ -n $2 ]] || { echo "$1 does not show the fault" >&2; return 1; }
  printf '        {"file": "%s", "line": %d, "text": "%s"}' "$1" "$2" \
    "$(sed -n "$2{s/\\\\/&&/g;s/\"/\\\\\"/g;s/\t/\\\\t/g;p}" "$out/$1")"
}

# since_fault FILE PATTERN: the number of the first line since the fault that matches
since_fault() {
  local since=${fault_at/T/ }
  since=${since/./,}
  awk -v since="${since%Z}" -v pattern="$2" '
    match($0, /^\[?[0-9]+-[0-9]+-[0-9]+ [0-9:]+,[0-9]+/) {
      time = substr($0, RSTART, RLENGTH)
      sub(/^\[/, "", time)
      if (time >= since && $0 ~ pattern) { print NR; exit }
    }' "$out/$1"
}

# first_lines: the first lines that show the fault, in each log that shows it
first_lines() {
  local separator='' file pattern
  while read -r file pattern; do
    printf '%s' "$separator"
    at "$file" "$(since_fault "$file" "$pattern")"
    separator=$',\n'
  done <<EOF
flink-jobmanager.log Association with remote system .* has failed
flink-jobmanager.log switched from RUNNING to FAILED
flink-jobmanager.log TaskManager with id taskmanager-$victim is no longer reachable
flink-taskmanager-1.log switched from RUNNING to FAILED
word-generator.log No counts for
kafka-broker.log Initialized transactionalId .* producer epoch [1-9]
EOF
}

mkdir -p $work/build $work/log $work/tmp
cp -r "$here/pom.xml" "$here/src" $work/build
(cd $work/build && mvn -q -B package)
cd $work
mv build/target/lib build/target/word-count.jar .
cp word-count.jar lib/
cp -r "$here/conf" .

parameters=$("${jvm[@]}" org.apache.flink.runtime.util.bash.BashJavaUtils \
  GET_TM_RESOURCE_PARAMS --configDir conf 2>/dev/null | sed -n 's/^BASH_JAVA_UTILS_EXEC_RESULT://p')
taskmanager_jvm=$(sed -n 1p <<<"$parameters")
taskmanager_config=$(sed -n 2p <<<"$parameters")
"${jvm[@]}" kafka.tools.StorageTool format -c conf/kafka.properties \
  -t "$("${jvm[@]}" kafka.tools.StorageTool random-uuid 2>/dev/null)" >log/format.out 2>&1

SECONDS=0
started_at=$(now)
start kafka-broker kafka -Xmx512m kafka.Kafka conf/kafka.properties
await kafka-broker.log 'Kafka Server started'
"${jvm[@]}" org.simbastream.recorder.Topics localhost:9092 >log/topics.out 2>&1
start flink-jobmanager flink -Xmx448m \
  org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint --configDir conf
await flink-jobmanager.log 'Rest endpoint listening'
start_taskmanager 1
start_taskmanager 2
await flink-taskmanager-1.log 'Successful registration at resource manager'
await flink-taskmanager-2.log 'Successful registration at resource manager'
"${jvm[@]}" org.apache.flink.client.cli.CliFrontend run -d \
  -c org.simbastream.recorder.WordCountJob word-count.jar localhost:9092 >log/submit.out 2>&1
await flink-jobmanager.log 'Completed checkpoint 1 '
start word-generator generator -Xmx256m org.simbastream.recorder.WordGenerator localhost:9092
await "flink-taskmanager-$victim.log" 'switched from INITIALIZING to RUNNING'

sleep $((to_fault - SECONDS))
fault_at=$(now)
kill -9 "${pids[flink-taskmanager-$victim]}"
unset "pids[flink-taskmanager-$victim]"
sleep $replacement_after
replaced_at=$(now)
start_taskmanager 3

# The recording ends with everything running: the logs are copied before anything is stopped.
sleep $((total - SECONDS))
ended_at=$(now)
for log in log/*.log; do
  # Only the class path, a few thousand characters in one line, is shortened; nothing else is edited.
  sed -E 's#(^|[^[:alnum:]])lib/[^: ]+\.jar(:lib/[^: ]+\.jar)+#\1lib/*#' "$log" >"$out/${log#log/}"
done
stop_all

recovered=$(since_fault flink-jobmanager.log 'Completed checkpoint')
recovered_at=$(sed -nE "${recovered}s/^([-0-9]+) ([:0-9]+),([0-9]+).*/\1T\2.\3Z/p" \
  "$out/flink-jobmanager.log")
cat >"$out/ground-truth.json" <<EOF
{
  "recordedWith": {
    "kafka": "4.2.0",
    "flink": "2.2.1",
    "flinkKafkaConnector": "5.0.0-2.2",
    "java": "$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.version = //p')"
  },
  "start": "$started_at",
  "end": "$ended_at",
  "files": [$(cd "$out" && ls *.log | sed 's/.*/"&"/' | paste -sd, | sed 's/,/, /g')],
  "faults": [
    {
      "kind": "taskmanager-killed",
      "process": "flink-taskmanager-$victim",
      "injectedAt": "$fault_at",
      "replacementStartedAt": "$replaced_at",
      "recoveredAt": "$recovered_at",
      "firstLines": [
$(first_lines)
      ],
      "lastLines": [
$(at "flink-taskmanager-$victim.log" "$(wc -l <"$out/flink-taskmanager-$victim.log")")
      ]
    }
  ]
}
EOF
rm -rf $work
echo "recorded to $out"
