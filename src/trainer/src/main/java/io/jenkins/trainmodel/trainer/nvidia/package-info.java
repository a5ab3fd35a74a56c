/** NVIDIA's GPUs as their driver tells of them, through its library NVML. */
package io.jenkins.trainmodel.trainer.nvidia;
