/** What the parts of a run share: its files, its clock, what ends or interrupts it. */
package io.jenkins.trainmodel.trainer.run.context;
