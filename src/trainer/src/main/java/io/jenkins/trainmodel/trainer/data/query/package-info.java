/** Tables that a query selects of files, in a database that may do nothing else. */
package io.jenkins.trainmodel.trainer.data.query;
