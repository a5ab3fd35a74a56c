/** GPUs taken by one process of a machine at a time, and given back when it ends, however it does. */
package io.jenkins.trainmodel.trainer.nvidia.claim;
