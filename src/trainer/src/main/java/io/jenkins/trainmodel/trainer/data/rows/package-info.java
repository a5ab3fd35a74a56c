/** The features of many samples in memory, within a budget. */
package io.jenkins.trainmodel.trainer.data.rows;
