#!/bin/bash
# Builds DJL's JNI library for a libtorch of another version than the build's: see docs/engine.md.
#
#   jni.sh DJL TORCH DJL_JARS FILE
#
# DJL: a checkout of DJL's sources, of the version of the build. TORCH: the folder torch of a Python, also one for the CPU: the library does
# for CUDA as well. DJL_JARS: the jars api and pytorch-engine of DJL, separated by a colon. FILE: what is made, such as
# target/gpu/libdjl_torch-2.11.0.so. A compiler's line and not DJL's CMake file, because that asks for the CUDA toolkit.
set -eu
[ $# = 4 ] || { sed -n '2,8s/^# \{0,1\}//p' "$0"; exit 2; }
djl=$1 torch=$2 jars=$3 file=$4
native=$djl/engines/pytorch/pytorch-native/src/main/native
home=${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$home/bin/javac" -proc:none -cp "$jars" -d "$work/classes" -h "$work/include" \
  "$djl/engines/pytorch/pytorch-engine/src/main/java/ai/djl/pytorch/jni/PyTorchLibrary.java"
export work
flags="-O2 -fPIC -std=c++17 -w -I$work/include -I$djl/api/src/main/native -I$home/include -I$home/include/linux
  -I$torch/include -I$torch/include/torch/csrc/api/include"
for source in "$native"/*.cc; do echo "$source"; done |
  xargs -P "${JOBS:-$(nproc)}" -I{} sh -c 'g++ -c '"$(echo $flags)"' "$1" -o "$work/$(basename "$1").o"' sh {}
mkdir -p "$(dirname "$file")"
g++ -shared -s -o "$file" "$work"/*.o -L"$torch/lib" -Wl,--no-as-needed -ltorch -ltorch_cpu -lc10
