/** What queries in SQL are made of, and the rows that they give. */
package io.jenkins.trainmodel.trainer.data.sql;
