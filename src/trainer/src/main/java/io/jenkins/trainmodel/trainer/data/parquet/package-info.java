/** Columns and rows of Parquet files, and of what queries select of files. */
package io.jenkins.trainmodel.trainer.data.parquet;
