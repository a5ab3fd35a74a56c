/** Who hears of a run: its event log, TensorBoard, reports; and what the log tells a process that comes later. */
package io.jenkins.trainmodel.trainer.run.watch;
