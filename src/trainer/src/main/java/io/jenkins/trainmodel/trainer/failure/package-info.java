/** What keeps a process from training to an end: in one sentence, by kind, and as an exit code. */
package io.jenkins.trainmodel.trainer.failure;
