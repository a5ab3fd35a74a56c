/** Columns of Parquet files, row by row. */
package io.jenkins.trainmodel.trainer.data.parquet;
