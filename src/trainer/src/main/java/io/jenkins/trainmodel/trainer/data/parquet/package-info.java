/** Columns and rows of Parquet files. */
package io.jenkins.trainmodel.trainer.data.parquet;
