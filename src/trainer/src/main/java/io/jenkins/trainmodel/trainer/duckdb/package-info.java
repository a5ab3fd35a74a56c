/** DuckDB, the database in this process that reads files of tables: fetched and loaded when one is first read. */
package io.jenkins.trainmodel.trainer.duckdb;
