/** Sums over GPUs by NVIDIA's library NCCL, where a machine has it. */
package io.jenkins.trainmodel.trainer.collective.nccl;
