/** This program, started again as a process of its own. */
package io.jenkins.trainmodel.trainer.program;
