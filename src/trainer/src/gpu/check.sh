#!/bin/bash
# Tries the trainer on an NVIDIA GPU, or on a CPU as far as that goes, and writes what it finds as lines of JSON: see docs/engine.md.
#
#   check.sh [--device gpu|cpu] [--python PYTHON] [--out FOLDER] [--minutes N] [--only STEP,STEP…]
#
# It needs the built module (mvn -Pgpu -DskipTests package), no Maven and no network. Java is the one in target/gpu/java where there is one.
# Where PYTHON (python3) has a torch it is the libtorch on a GPU and the other side of contests; one of another version than the build's needs
# target/gpu/libdjl_torch-VERSION.so, which jni.sh makes. Ends with 0 if every step is good, 1 if not, 3 if there is no GPU.
set -u
cd "$(dirname "$(readlink -f "$0")")/../.." || exit 2
device=gpu python=python3 out=target/gpu/result minutes=9 only=
while [ $# -gt 0 ]; do
  case $1 in
    --device) device=$2 ;; --python) python=$2 ;; --out) out=$2 ;; --minutes) minutes=$2 ;; --only) only=,$2, ;;
    *) sed -n '2,8s/^# \{0,1\}//p' "$0"; exit 2 ;;
  esac
  shift 2
done
mkdir -p "$out" && out=$(cd "$out" && pwd) && lines=$out/gpu-check.jsonl && : > "$lines"
java=java
[ -n "${JAVA_HOME:-}" ] && java=$JAVA_HOME/bin/java
[ -x target/gpu/java/bin/java ] && java=$PWD/target/gpu/java/bin/java
jar=$PWD/target/train-model.jar
checks=("$java" -Xmx4g -cp "target/test-classes:$jar:target/gpu/lib/*" "-Dtest.trainer.jar=$jar" io.jenkins.trainmodel.trainer.gpu.GpuChecks)
train=("$java" -jar "$jar")
last=$((SECONDS + minutes * 60))
bad=0

tell() { echo "$1" | tee -a "$lines"; }

skip() { tell "{\"step\": \"$1\", \"skipped\": \"$2\"}"; }

# A step with its own time-out, cut to what is left of all; its last line that is an object of JSON is its result.
step() {
  local name=$1 most=$2 begin=$SECONDS left=$((last - SECONDS)) code result
  shift 2
  case ${only:-,$name,} in *",$name,"*) ;; *) return ;; esac
  [ "$left" -lt 10 ] && { skip "$name" "no time is left"; return; }
  [ "$left" -lt "$most" ] && most=$left
  timeout -k 5 "$most" "$@" > "$out/$name.out" 2> "$out/$name.err"
  code=$?
  result=$(grep '^{' "$out/$name.out" | tail -1)
  [ $code = 0 ] || bad=1
  tell "{\"step\": \"$name\", \"exitCode\": $code, \"seconds\": $((SECONDS - begin)), \"timedOut\": $([ $code = 124 ] && echo true || echo false), \"result\": ${result:-null}}"
  return $code
}

machine=$("${checks[@]}" machine "$device" '')
code=$?
tell "{\"step\": \"machine\", \"exitCode\": $code, \"result\": ${machine:-null}}"
[ $code = 3 ] && { echo "skipped: there is no GPU to try the trainer on"; exit 3; }
[ $code = 0 ] || exit 1

torch=$("$python" -c 'import torch, os; print(torch.__version__.split("+")[0], os.path.dirname(torch.__file__))' 2> /dev/null)
if [ -n "$torch" ]; then
  version=${torch%% *}
  tell "{\"step\": \"torch\", \"result\": {\"version\": \"$version\"}}"
  ours=$(echo "$machine" | sed 's/.*"libtorchOfTheBuild":"\([^"]*\)".*/\1/')
  if [ "$device" = gpu ] || [ "$version" = "$ours" ]; then
    export TRAIN_MODEL_LIBTORCH=${TRAIN_MODEL_LIBTORCH:-${torch#* }}
  fi
  jni=$PWD/target/gpu/libdjl_torch-$version.so
  if [ "$device" = gpu ] && [ "$version" != "$ours" ]; then
    [ -f "$jni" ] || { skip all "torch $version needs $jni"; exit 1; }
    export TRAIN_MODEL_JNI=${TRAIN_MODEL_JNI:-$jni}
  fi
fi

step engines 30 "${train[@]}" engines --json
step engines-check 90 "${train[@]}" engines check --json
step agreement 120 "${checks[@]}" agreement $device ''
if [ -n "$torch" ] || [ "$device" = cpu ]; then
  step memory 90 "${checks[@]}" memory $device "$python"
else
  skip memory "no Python has a torch that takes the memory"
fi
step profile 90 "${train[@]}" profile --again --json --device $device --directory "$out"
networks="MLP LENET RESNET18 RESNET50 GPT2_SMALL"
[ "$device" = cpu ] && networks="MLP LENET"
for network in $networks; do
  if [ -n "$torch" ]; then
    step "contest-$network" 80 "${checks[@]}" contest $device "$python" "$network" float32
  else
    skip "contest-$network" "no Python has a torch"
  fi
done
step telemetry 60 "${checks[@]}" telemetry $device ''
step booking 90 "${checks[@]}" booking $device ''
step resume 60 "${checks[@]}" resume $device ''
exit $bad
