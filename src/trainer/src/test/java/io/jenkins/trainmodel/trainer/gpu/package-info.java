/** What can be tried on a machine with an NVIDIA GPU only, by {@link GpuChecks}: see docs/benchmarks.md. */
package io.jenkins.trainmodel.trainer.gpu;
