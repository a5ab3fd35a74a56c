/** Data in CSV files: their header, cells and rows. */
package io.jenkins.trainmodel.trainer.data.csv;
