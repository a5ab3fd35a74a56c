/** Whether known results are reached: see docs/results.md. */
package io.jenkins.trainmodel.trainer.results;
