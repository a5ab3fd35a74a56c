/** The program that trains: its start, its output, the processes that it starts, and its end. */
package io.jenkins.trainmodel.trainer.watch.process;
