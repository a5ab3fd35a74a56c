/** The data of a run recorded by its distributions, and beside what its reference has recorded. */
package io.jenkins.trainmodel.trainer.drift;
